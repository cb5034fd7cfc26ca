using LiveChat.Core.Channels;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>The keys as they were typed. Of these only the number is ever shown again.</summary>
public sealed record ChannelKeysInput(string? LineChannelId, string? Secret, string? AccessToken, TokenKind TokenKind)
{
    public ChannelKeys ToKeys() => new(LineChannelId, Secret, AccessToken);

    /// <summary>Records print their members; this one must not.</summary>
    public override string ToString() => "keys";
}

/// <summary>The form for a channel's keys: for a new one, or to change what is there, where empty means "as it is".</summary>
public sealed record ChannelKeysForm(string Action, bool IsNew, string? LineChannelId, TokenKind TokenKind, KeysRefusal? Refusal = null)
{
    /// <summary>One was pasted, which stays where none is typed.</summary>
    public bool HasToken { get; init; }

    public string? FieldOf => Refusal switch
    {
        KeysRefusal.IdNotANumber or KeysRefusal.IdMissing => "lineChannelId",
        KeysRefusal.SecretMissing or KeysRefusal.SecretMalformed => "secret",
        KeysRefusal.TokenMissing or KeysRefusal.TokenUnwanted or KeysRefusal.TokenMalformed => "accessToken",
        _ => null,
    };

    /// <summary>Whether the page begins there: at the field that was refused, or at the sentence where it is about all of them.</summary>
    public bool BeginsAt(string? field) => Refusal is not null && FieldOf == field;

    public string? InvalidAt(string field) => FieldOf == field ? "true" : null;

    public string? DescribedAt(string field) => FieldOf == field ? "keys-problem" : null;
}
