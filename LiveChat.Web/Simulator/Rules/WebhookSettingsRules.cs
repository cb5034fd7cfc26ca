using System.Globalization;
using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>Where webhooks go, and whether they arrive (R#set-webhook-endpoint-url, R#test-webhook-endpoint).</summary>
internal static class WebhookSettingsRules
{
    private const int LongestUrl = 500;

    public static FakeAnswer Get(FakeCall call) =>
        call.Line.WebhookUrl is { } url ? FakeAnswer.Ok(new() { ["endpoint"] = url.AbsoluteUri, ["active"] = true }) : FakeAnswer.NotFound();

    /// <summary>The real one demands https; the fake lives on one machine and takes http as well.</summary>
    public static FakeAnswer Set(FakeCall call)
    {
        if (ReadUrl(call) is not { } url) return FakeAnswer.Errors([new("endpoint", "Invalid webhook endpoint URL")]);
        call.Line.WebhookUrl = url;
        return FakeAnswer.Ok();
    }

    /// <summary>Sends a signed request without events; says honestly what came back.</summary>
    public static async Task<FakeAnswer> TestAsync(FakeCall call, CancellationToken ct)
    {
        var target = Json.Property(call.Body, "endpoint") is null ? call.Line.WebhookUrl : ReadUrl(call);
        if (target is null) return FakeAnswer.Errors([new("endpoint", "Invalid webhook endpoint URL")]);

        var receipt = await call.Line.Webhooks.SendRawAsync(call.Channel, WebhookSender.Body(call.Channel, []), WebhookOptions.Default, ct, target);
        var reason = receipt switch { { Accepted: true } => "OK", { Status: null } => "COULD_NOT_CONNECT", _ => "ERROR_STATUS_CODE" };
        return FakeAnswer.Ok(new JsonObject
        {
            ["success"] = receipt.Accepted,
            ["timestamp"] = call.Line.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["statusCode"] = receipt.Status ?? 0,
            ["reason"] = reason,
            ["detail"] = receipt.Status?.ToString() ?? "Connection failed",
        });
    }

    private static Uri? ReadUrl(FakeCall call) =>
        call.Text("endpoint") is { Length: <= LongestUrl } text && Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme.Is(Uri.UriSchemeHttps) || url.Scheme.Is(Uri.UriSchemeHttp)) ? url : null;
}
