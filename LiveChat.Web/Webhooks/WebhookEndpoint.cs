using System.Buffers;
using System.Diagnostics.Metrics;
using System.Text.Json;
using LiveChat.Core.Channels;
using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Web.Setup;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.Web.Webhooks;

/// <summary>
/// LINE's webhook: raw bytes, signature, raw events stored, 200. Nothing is parsed before the signature fits: which channel it is for is known by
/// whose secret fits, and the body's destination must then agree.
/// </summary>
public static class WebhookEndpoint
{
    public const int LongestBody = 1024 * 1024;
    private const string Path = "/line/webhook";

    private static readonly Meter Meter = new("LiveChat");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("livechat_webhook_signature_failures");

    public static void AddWebhooks(this IServiceCollection services) =>
        services.AddSingleton<Intake>().AddHostedService(provider => provider.GetRequiredService<Intake>());

    public static void MapWebhooks(this WebApplication app)
    {
        app.MapPost(Path, ReceiveAsync).AllowAnonymous().DisableAntiforgery();
        app.Map(Path, RefuseMethod).AllowAnonymous(); // said here, or strangers would be sent to sign in
    }

    private static StatusCodeHttpResult RefuseMethod(HttpResponse response)
    {
        response.Headers.Allow = HttpMethods.Post;
        return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    private static async Task<StatusCodeHttpResult> ReceiveAsync(
        HttpRequest request, ChannelDirectory channels, RecogniseChannel recognise, WebhookWatch watch, Intake intake, TimeProvider clock, ILogger<Intake> log, CancellationToken ct)
    {
        if (request.Headers.ContentEncoding.Count > 0) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        try
        {
            if (await ReadAsync(request, ct) is not { } body) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
            if (await FindAsync(channels, request.Headers["x-line-signature"].ToString(), body, ct) is not (var fitting, var signedWith)) return Refuse(log, watch);
            if (fitting.IsDisabled) return TypedResults.StatusCode(StatusCodes.Status401Unauthorized); // as if we had never heard of it
            if (TryRead(body) is not { } webhook) return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
            if (!await recognise.RunAsync(fitting, webhook.Destination, ct)) return Refuse(log, watch);
            watch.NoteSigned(fitting.Id, signedWith);

            var now = clock.GetUtcNow();
            var stored = await intake.StoreAsync([.. webhook.Events.Select(raw => new StoreWebhookEvents.Item(fitting.Id, raw, now))], ct);
            return TypedResults.StatusCode(stored ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }
        catch (BadHttpRequestException broken) // too slow, or no HTTP: the server says which
        {
            return TypedResults.StatusCode(broken.StatusCode);
        }
        catch (Exception exception) when (Trouble.IsDatabase(exception))
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Null when it is longer than any webhook of LINE.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > LongestBody) return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(ct);
            var isTooLong = read.Buffer.Length > LongestBody;
            var body = read.IsCompleted && !isTooLong ? read.Buffer.ToArray() : null;
            var isOver = read.IsCompleted || isTooLong;
            request.BodyReader.AdvanceTo(isOver ? read.Buffer.End : read.Buffer.Start, read.Buffer.End); // or the server cannot clear the connection
            if (isOver) return body;
        }
    }

    private static async Task<(ChannelCredentials Channel, SecretUsed With)?> FindAsync(ChannelDirectory channels, string signature, byte[] body, CancellationToken ct)
    {
        foreach (var channel in await channels.AllAsync(ct))
        {
            if (LineSignature.Fits(signature, channel.Secret, body)) return (channel, SecretUsed.Current);
            if (channel.OtherSecret is { } other && LineSignature.Fits(signature, other, body)) return (channel, SecretUsed.Other);
        }
        return null;
    }

    private static LineWebhook? TryRead(byte[] body)
    {
        try
        {
            return LineWebhook.Read(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static StatusCodeHttpResult Refuse(ILogger log, WebhookWatch watch)
    {
        watch.NoteRefused();
        Refused.Add(1);
        log.SignatureRefused();
        return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
    }
}

internal static partial class WebhookLog
{
    [LoggerMessage(LogLevel.Warning, "A webhook was refused: its signature fits no channel, or its destination is another.")]
    public static partial void SignatureRefused(this ILogger logger);
}
