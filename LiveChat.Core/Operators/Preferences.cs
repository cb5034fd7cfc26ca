namespace LiveChat.Core.Operators;

/// <summary>How an operator ends a sentence: ค่ะ or ครับ.</summary>
public enum Politeness { Kha, Khrap }

/// <summary>How one operator likes the console. A record: whoever changes one thing writes the whole.</summary>
public sealed record Preferences
{
    public const int Loudest = 100;

    /// <summary>Enter makes a new line, and Ctrl+Enter sends.</summary>
    public bool SendsWithCtrlEnter { get; init; }

    /// <summary>Single letters and signs are keys of the console outside of fields (WCAG 2.1.4: they can be turned off).</summary>
    public bool UsesSingleKeys { get; init; } = true;

    public Politeness Politeness { get; init; } = Politeness.Kha;

    public bool SoundForQueue { get; init; } = true;
    public bool SoundForMine { get; init; } = true;
    public bool SoundForOthers { get; init; }
    public bool IsMuted { get; init; }

    /// <summary>0 to <see cref="Loudest"/>.</summary>
    public int Volume { get; init; } = 60;
}
