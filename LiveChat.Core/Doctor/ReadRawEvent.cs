using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Doctor;

/// <summary>An event as LINE sent it, laid out for reading. Tokens that somebody could act with are masked; what was unsent is gone from it already.</summary>
public sealed record RawText(long Id, string Text);

public sealed class ReadRawEvent(LiveChatDb db)
{
    private const string Mask = "…";

    private static readonly string[] Tokens = ["replyToken", "markAsReadToken", "quoteToken"];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // the page encodes it once more

    public async Task<RawText?> RunAsync(long eventId, CancellationToken ct) =>
        await db.WebhookEvents.AsNoTracking().Where(received => received.Id == eventId).Select(received => received.Raw).SingleOrDefaultAsync(ct) is { } raw
            ? new(eventId, LayOut(Encoding.UTF8.GetString(raw)))
            : null;

    /// <summary>What is no JSON is shown as it came: it is dead, and this is where one sees why.</summary>
    private static string LayOut(string raw)
    {
        try
        {
            var json = JsonNode.Parse(raw);
            MaskTokens(json);
            return json?.ToJsonString(Readable) ?? raw;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return raw;
        }
    }

    private static void MaskTokens(JsonNode? node)
    {
        if (node is JsonArray items)
            foreach (var item in items) MaskTokens(item);
        if (node is not JsonObject members) return;
        foreach (var name in Tokens)
            if (members.ContainsKey(name)) members[name] = Mask;
        foreach (var (_, member) in members) MaskTokens(member);
    }
}
