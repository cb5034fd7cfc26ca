namespace LiveChat.Core.Channels;

/// <summary>
/// What an administrator types of a channel's keys. Empty is what was not typed; a pasted token is used as it is, and without one LINE gives tokens
/// against number and secret.
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

    /// <summary>Neither a token nor the number that LINE gives tokens for.</summary>
    TokenMissing,

    /// <summary>LINE does not take them.</summary>
    Refused,

    /// <summary>LINE did not answer: nothing was stored.</summary>
    NoAnswer,

    /// <summary>They belong to an account that is here already.</summary>
    AlreadyThere,

    /// <summary>They belong to an account other than the channel's.</summary>
    AnotherAccount,
}
