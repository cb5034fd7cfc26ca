using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>How one webhook request differs from an honest one.</summary>
public sealed record WebhookOptions
{
    public static WebhookOptions Default { get; } = new();

    /// <summary>Null signs truly; empty leaves the header out; anything else is sent as it is. An untrue request changes nothing on the platform and is never redelivered.</summary>
    public string? Signature { get; init; }

    /// <summary>Null follows <see cref="WebhookSender.RedeliveryIsOn"/>.</summary>
    public bool? Redeliver { get; init; }
}

/// <summary>How the first try of a webhook request went; <see cref="Status"/> is null where nobody answered in time.</summary>
public sealed record WebhookReceipt(int? Status)
{
    public bool Accepted => Status is >= 200 and < 300;

    /// <summary>It has not left yet: another overtakes it first.</summary>
    public bool IsHeldBack { get; init; }
}

/// <summary>Signs webhooks, posts them and posts them again until the answer is 2xx (D/receiving-messages). Off by default at LINE, on here.</summary>
public sealed class WebhookSender(HttpClient http, TimeProvider clock, CallJournal journal, Action changed) : IAsyncDisposable, IDisposable
{
    private const int RedeliveriesAtOnce = 16;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim slots = new(RedeliveriesAtOnce);
    private readonly ConcurrentDictionary<long, Task> redeliveries = new();
    private long lastRedelivery;
    private bool redeliveryIsOn = true;

    public Uri? Target { get; set; }

    /// <summary>What happens to the next webhook.</summary>
    public WebhookTroubles Troubles { get; } = new(changed);

    public bool RedeliveryIsOn
    {
        get => redeliveryIsOn;
        set { redeliveryIsOn = value; changed(); }
    }

    /// <summary>LINE waits two seconds for the answer (P/development-guidelines).</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>LINE does not say how often and how long it tries; this doubles up to <see cref="LongestDelay"/>.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(30);
    public int MostTries { get; set; } = 40;

    /// <summary>Requests still waiting for their 2xx.</summary>
    public int Pending => redeliveries.Count;

    /// <summary>Base64(HMAC-SHA256(channel secret as UTF-8, raw body)) (D/verify-webhook-signature).</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>The exact bytes of a request with these events.</summary>
    public static byte[] Body(FakeChannel channel, IEnumerable<JsonObject> events) =>
        Encoding.UTF8.GetBytes(new JsonObject
        {
            ["destination"] = channel.BotUserId,
            ["events"] = new JsonArray([.. events.Select(e => e.DeepClone())]),
        }.ToJsonString(FakeJson.Options));

    /// <summary>Ends when nothing waits for redelivery any more.</summary>
    public async Task WhenDeliveredAsync(CancellationToken ct = default)
    {
        while (!redeliveries.IsEmpty) await Task.WhenAll(redeliveries.Values).WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(redeliveries.Values);
        slots.Dispose();
    }

    /// <summary>Stops redelivering without waiting for what is under way.</summary>
    public void Dispose() => stopping.Cancel();

    /// <summary>Sends a webhook, with whatever trouble waits for it. Untrue ones go their own way.</summary>
    internal async Task<WebhookReceipt> SendAsync(FakeChannel channel, IReadOnlyList<JsonObject> events, WebhookOptions options, Action<bool> delivering, CancellationToken ct)
    {
        if (options.Signature is not null) return await SendRawAsync(channel, Body(channel, events), options, ct);
        if (Troubles.Take(WebhookTrouble.AfterTheNext))
        {
            Troubles.Hold(later => SendTrulyAsync(channel, events, options, delivering, later));
            return new(Status: null) { IsHeldBack = true };
        }
        var receipt = await SendTrulyAsync(channel, events, options, delivering, ct);
        if (Troubles.Take(WebhookTrouble.Twice)) await SendRawAsync(channel, Body(channel, events), options, ct);
        if (Troubles.Take(WebhookTrouble.Redelivered))
        {
            delivering(true);
            await SendRawAsync(channel, Body(channel, events.Select(MarkedAsRedelivery)), options, ct);
        }
        await Troubles.LetGoAsync(ct);
        return receipt;
    }

    private async Task<WebhookReceipt> SendTrulyAsync(FakeChannel channel, IReadOnlyList<JsonObject> events, WebhookOptions options, Action<bool> delivering, CancellationToken ct)
    {
        delivering(false);
        var receipt = await SendRawAsync(channel, Body(channel, events), options, ct);
        if (!receipt.Accepted && Target is not null && (options.Redeliver ?? RedeliveryIsOn))
            Redeliver(channel, events, delivering);
        return receipt;
    }

    internal async Task<WebhookReceipt> SendRawAsync(FakeChannel channel, byte[] body, WebhookOptions options, CancellationToken ct, Uri? to = null)
    {
        var target = to ?? Target;
        var entry = journal.Begin(CallDirection.Webhook, FakeEndpoint.None, "POST", target?.AbsolutePath ?? "", Encoding.UTF8.GetString(body), null, null);
        if (target is null) return Ended(null, "no webhook address");

        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        request.Headers.UserAgent.ParseAdd("LineBotWebhook/2.0");
        var signature = options.Signature ?? Sign(channel.Secret, body);
        if (signature.Length > 0) request.Headers.TryAddWithoutValidation("x-line-signature", signature);

        using var patience = new CancellationTokenSource(AnswerWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Ended((int)response.StatusCode, null);
        }
        catch (HttpRequestException error)
        {
            return Ended(null, error.HttpRequestError.ToString());
        }
        catch (SocketException error) // HttpClient lets it through bare when the other side dies between the connection and the first byte
        {
            return Ended(null, error.SocketErrorCode.ToString());
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Ended(null, "request_timeout");
        }

        WebhookReceipt Ended(int? status, string? note)
        {
            journal.End(entry, status, null, note);
            return new(status);
        }
    }

    private void Redeliver(FakeChannel channel, IReadOnlyList<JsonObject> events, Action<bool> delivering)
    {
        var again = events.Select(MarkedAsRedelivery).ToList();
        var number = Interlocked.Increment(ref lastRedelivery);
        var begin = new TaskCompletionSource();
        redeliveries[number] = RedeliverAsync(begin.Task);
        begin.SetResult();

        async Task RedeliverAsync(Task registered)
        {
            await registered;
            try
            {
                var delay = FirstDelay;
                for (var tries = 1; tries < MostTries; tries++)
                {
                    changed();
                    await Task.Delay(delay, clock, stopping.Token);
                    await slots.WaitAsync(stopping.Token);
                    try
                    {
                        delivering(true);
                        if ((await SendRawAsync(channel, Body(channel, again), WebhookOptions.Default, stopping.Token)).Accepted) return;
                    }
                    finally
                    {
                        slots.Release();
                    }
                    delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // the platform is closing
            }
            finally
            {
                redeliveries.TryRemove(number, out _);
                changed();
            }
        }
    }

    private static JsonObject MarkedAsRedelivery(JsonObject original)
    {
        var again = original.DeepClone().AsObject();
        if (again["deliveryContext"] is JsonObject context) context["isRedelivery"] = true;
        else again["deliveryContext"] = new JsonObject { ["isRedelivery"] = true };
        return again;
    }
}
