namespace LiveChat.Core.Channels;

/// <summary>
/// What an administrator types of a channel's keys. Empty is what was not typed; whether a pasted token is used, or LINE gives tokens against number and
/// secret, is said beside them (<see cref="TokenKind"/>).
/// </summary>
public sealed record ChannelKeys(string? LineChannelId, string? Secret, string? AccessToken)
{
    public const int LongestId = 20;
    public const int LongestSecret = 100;
    public const int LongestToken = 1000;

    public ChannelKeys Trimmed() => new(Given(LineChannelId), Given(Secret), Given(AccessToken));

    /// <summary>Records print their members; this one must not.</summary>
    public override string ToString() => "keys";

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Why keys were not taken. The first are about what was typed; the others about what LINE said to it.</summary>
public enum KeysRefusal
{
    IdNotANumber,
    SecretMissing,
    SecretMalformed,
    TokenMalformed,

    /// <summary>LINE is to give tokens, which it does for a number.</summary>
    IdMissing,

    /// <summary>One was to be pasted, and there is none.</summary>
    TokenMissing,

    /// <summary>LINE is to give tokens, and one was pasted all the same.</summary>
    TokenUnwanted,

    /// <summary>LINE does not take them.</summary>
    Refused,

    /// <summary>LINE did not answer: nothing was stored.</summary>
    NoAnswer,

    /// <summary>They belong to an account that is here already.</summary>
    AlreadyThere,

    /// <summary>They belong to an account other than the channel's.</summary>
    AnotherAccount,
}
