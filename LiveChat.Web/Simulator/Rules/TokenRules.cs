using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>Stateless tokens: 15 minutes, as many as one likes, from channel id and secret (R#issue-stateless-channel-access-token).
/// Refusals have OAuth's shape, not the Messaging API's.</summary>
internal static class TokenRules
{
    private const string InvalidSecret = "invalid client_secret";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public static FakeAnswer Issue(FakeLine line, IFormCollection form)
    {
        if (form["grant_type"] != "client_credentials") return Refused("unsupported_grant_type", "grant_type must be client_credentials");
        string? id = form["client_id"], secret = form["client_secret"];
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(secret)) return Refused("invalid_request", "client_id and client_secret are required");
        var channel = line.Channels.FirstOrDefault(c => c.Secret.Is(secret) && (c.ChannelId is null || c.ChannelId.Is(id)));
        if (channel is null) return Refused("invalid_client", InvalidSecret);

        var token = RandomNumberGenerator.GetHexString(80, lowercase: true);
        line.KeepToken(token, channel.BotUserId, Life);
        return FakeAnswer.Ok(new JsonObject { ["token_type"] = "Bearer", ["access_token"] = token, ["expires_in"] = (int)Life.TotalSeconds });
    }

    /// <summary>What <see cref="FaultKind.Unauthorized"/> answers, as for a secret that was reissued.</summary>
    public static FakeAnswer Unauthorized() => Refused("invalid_client", InvalidSecret) with { Status = 401 };

    private static FakeAnswer Refused(string error, string description) => new(400, new() { ["error"] = error, ["error_description"] = description });
}
