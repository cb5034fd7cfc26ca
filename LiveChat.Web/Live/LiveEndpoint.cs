using LiveChat.Web.Security;
using LiveChat.Web.Setup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;

namespace LiveChat.Web.Live;

/// <summary><c>GET /live</c>: what happens, as it happens, until the browser leaves, the sign-in ends or the server stops.</summary>
public static class LiveEndpoint
{
    /// <summary>A reader that takes nothing for so long is gone.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(10);

    public static void MapLive(this WebApplication app)
    {
        app.MapGet("/live", StreamAsync).RequireAuthorization(Policies.Operator);
        // Asked by a page whose stream broke: 204 while its sign-in holds, 401 when it does not.
        app.MapGet("/live/session", () => TypedResults.NoContent()).RequireAuthorization(Policies.Operator);
    }

    private static async Task StreamAsync(HttpContext context, LiveHub hub, Presence presence, BannerKeeper banner, IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        using var signInEnds = await UntilSignInEndsAsync(context, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, signInEnds.Token);
        var stream = new LiveStream(context.User.OperatorId, context.User.SignInId, Languages.Current);
        hub.Add(stream);
        try
        {
            Begin(context.Response);
            if (context.User.Language is { } chosen) stream.Offer(ServerSentEvent.Encode("language", chosen)); // a page in another one loads itself again
            stream.Offer(ServerSentEvent.Hello);
            presence.Greet(stream);
            banner.Greet(stream);
            await foreach (var bytes in stream.ReadAllAsync(end.Token))
                await WriteAsync(context, bytes, clock, end.Token);
        }
        catch (OperationCanceledException)
        {
            // however it ended, the page opens another
        }
        finally
        {
            hub.Remove(stream);
        }
    }

    private static void Begin(HttpResponse response)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }

    private static async Task WriteAsync(HttpContext context, byte[] bytes, TimeProvider clock, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(LongestWrite, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await context.Response.BodyWriter.WriteAsync(bytes, either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            context.Abort();
            throw;
        }
    }

    /// <summary>The cookie's end is the stream's end: an open stream is no reason to stay signed in.</summary>
    private static async Task<CancellationTokenSource> UntilSignInEndsAsync(HttpContext context, TimeProvider clock)
    {
        var ticket = await context.AuthenticateAsync();
        var left = ticket.Properties?.ExpiresUtc - clock.GetUtcNow() ?? OperatorSignIn.Idle;
        return new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
    }
}
