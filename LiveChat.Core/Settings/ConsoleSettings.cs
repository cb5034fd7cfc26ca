namespace LiveChat.Core.Settings;

/// <summary>When the customer is shown "Read": as soon as the operator who serves them opens the conversation, when they answer, or never.</summary>
public enum ReadMark { Open, Reply, Never }

/// <summary>How the console works for everybody: one row, there from the first migration on.</summary>
public sealed class ConsoleSettings
{
    public const int OnlyId = 1;
    public const int LongestUndoSeconds = 30;
    public const int LongestRepeatSeconds = 300;
    public const int LongestWaitMinutes = 24 * 60;

    /// <summary>UTF-16 units.</summary>
    public const int LongestFarewell = 1000;

    public int Id { get; init; } = OnlyId;

    /// <summary>For how long an answer can be taken back before it goes to LINE; 0 sends at once.</summary>
    public int UndoSeconds { get; set; } = 4;

    /// <summary>The sound of a new customer is repeated so often until somebody claims; 0 never repeats.</summary>
    public int RepeatSeconds { get; set; } = 20;

    /// <summary>From so many minutes of waiting on, a row's clock warns.</summary>
    public int WaitWarnMinutes { get; set; } = 5;

    /// <summary>From so many minutes of waiting on, a row's clock is red.</summary>
    public int WaitLateMinutes { get; set; } = 15;

    public ReadMark ReadMark { get; set; } = ReadMark.Open;

    /// <summary>Customers see the operator's name on each bubble (LINE.md §6, sender).</summary>
    public bool ShowsOperator { get; set; }

    /// <summary>Stickers are shown by LINE's own pictures, from LINE's host; otherwise by their words (LINE.md §12).</summary>
    public bool ShowsStickers { get; set; } = true;

    /// <summary>What customers are told when their conversation is closed, with places that are filled in as in canned responses; null says nothing.</summary>
    public string? Farewell { get; set; }

    /// <summary>The farewell is not worth a push: it waits until it costs nothing.</summary>
    public bool FarewellWaits { get; set; } = true;
}
