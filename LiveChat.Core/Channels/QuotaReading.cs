namespace LiveChat.Core.Channels;

/// <summary>How much of its quota a channel had used at the end of a day (so far, for today): what a forecast is made of.</summary>
public sealed class QuotaReading
{
    public required long ChannelId { get; init; }

    /// <summary>By LINE's calendar (<see cref="LineMonth"/>).</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Null is a plan without a limit.</summary>
    public required long? Limit { get; init; }

    public required long Used { get; init; }
}
