using LiveChat.Core.Line;

namespace LiveChat.Core.Channels;

/// <summary>Looks at keys before they are stored: at their form, and then with LINE itself, by asking who they belong to.</summary>
public sealed class TryChannelKeys(LineClient line)
{
    public sealed record Result(KeysRefusal? Refusal, LineBot? Bot);

    /// <summary>A header's value: printable, without blanks.</summary>
    private static bool IsPlain(string text) => text.All(letter => letter is > ' ' and <= '~');

    public static KeysRefusal? Misspelt(TokenKind kind, ChannelKeys keys) => keys switch
    {
        { LineChannelId: { } id } when id.Length > ChannelKeys.LongestId || !id.All(char.IsAsciiDigit) => KeysRefusal.IdNotANumber,
        { Secret: { } secret } when secret.Length > ChannelKeys.LongestSecret || !IsPlain(secret) => KeysRefusal.SecretMalformed,
        { AccessToken: { } token } when token.Length > ChannelKeys.LongestToken || !IsPlain(token) => KeysRefusal.TokenMalformed,
        { AccessToken: not null } when kind == TokenKind.Stateless => KeysRefusal.TokenUnwanted,
        _ => null,
    };

    /// <summary>What the chosen kind of token cannot do without.</summary>
    public static KeysRefusal? Missing(TokenKind kind, string? lineChannelId, string? accessToken) => kind switch
    {
        TokenKind.Stateless when lineChannelId is null => KeysRefusal.IdMissing,
        TokenKind.Pasted when string.IsNullOrEmpty(accessToken) => KeysRefusal.TokenMissing,
        _ => null,
    };

    public async Task<Result> RunAsync(ChannelCredentials wanted, CancellationToken ct)
    {
        try
        {
            var bot = await line.ReadBotInfoAsync(wanted with { Id = 0, IsDisabled = false }, ct);
            return wanted.BotUserId is { } known && known != bot.UserId ? new(KeysRefusal.AnotherAccount, bot) : new(Refusal: null, bot);
        }
        catch (LineUnavailableException unavailable)
        {
            return new(unavailable.IsRefusal ? KeysRefusal.Refused : KeysRefusal.NoAnswer, Bot: null);
        }
    }
}
