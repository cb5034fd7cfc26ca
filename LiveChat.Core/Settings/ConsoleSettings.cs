namespace LiveChat.Core.Settings;

/// <summary>How the console works for everybody: one row, there from the first migration on.</summary>
public sealed class ConsoleSettings
{
    public const int OnlyId = 1;
    public const int LongestUndoSeconds = 30;
    public const int LongestRepeatSeconds = 300;
    public const int LongestWaitMinutes = 24 * 60;

    public int Id { get; init; } = OnlyId;

    /// <summary>For how long an answer can be taken back before it goes to LINE; 0 sends at once.</summary>
    public int UndoSeconds { get; set; } = 4;

    /// <summary>The sound of a new customer is repeated so often until somebody claims; 0 never repeats.</summary>
    public int RepeatSeconds { get; set; } = 20;

    /// <summary>From so many minutes of waiting on, a row's clock warns.</summary>
    public int WaitWarnMinutes { get; set; } = 5;

    /// <summary>From so many minutes of waiting on, a row's clock is red.</summary>
    public int WaitLateMinutes { get; set; } = 15;
}
