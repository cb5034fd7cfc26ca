using LiveChat.Core.Channels;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>The keys as they were typed. Of these only the number is ever shown again.</summary>
public sealed record ChannelKeysInput(string? LineChannelId, string? Secret, string? AccessToken, TokenKind TokenKind)
{
    public ChannelKeys ToKeys() => new(LineChannelId, Secret, TokenKind == TokenKind.Pasted ? AccessToken : null);

    /// <summary>Records print their members; this one must not.</summary>
    public override string ToString() => "keys";
}

/// <summary>The form for a channel's keys: for a new one, or to change what is there, where empty means "as it is".</summary>
public sealed record ChannelKeysForm(string Action, bool IsNew, string? LineChannelId, TokenKind TokenKind, KeysRefusal? Refusal = null)
{
    public string? FieldOf => Refusal switch
    {
        KeysRefusal.IdNotANumber => "lineChannelId",
        KeysRefusal.SecretMissing or KeysRefusal.SecretMalformed => "secret",
        KeysRefusal.TokenMissing => TokenKind == TokenKind.Stateless ? "lineChannelId" : "accessToken",
        KeysRefusal.TokenMalformed => "accessToken",
        _ => null,
    };

    public string? InvalidAt(string field) => FieldOf == field ? "true" : null;

    public string? DescribedAt(string field) => FieldOf == field ? "keys-problem" : null;
}
