using LiveChat.Core.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Web.Setup;

/// <summary>Alive: the process answers. Ready: the database does too and has every migration. Strangers learn no more than that.</summary>
public static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly string[] Asking = [HttpMethods.Get, HttpMethods.Head]; // some monitors want no body

    public static void MapHealth(this WebApplication app)
    {
        app.MapMethods("/healthz", Asking, () => TypedResults.Text("alive")).AllowAnonymous();
        app.MapMethods("/readyz", Asking, AnswerAsync).AllowAnonymous();
    }

    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> AnswerAsync(IDbContextFactory<LiveChatDb> databases, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Patience);
        try
        {
            await using var db = await databases.CreateDbContextAsync(timeout.Token);
            var missing = await db.Database.GetPendingMigrationsAsync(timeout.Token);
            return missing.Any() ? TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable) : TypedResults.Text("ready");
        }
        catch (Exception exception) when (Trouble.IsDatabase(exception) || exception is OperationCanceledException)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
