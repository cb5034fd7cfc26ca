using System.Text.Json;
using LiveChat.Core.Line;
using LiveChat.Core.Live;
using LiveChat.Core.Operations;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LiveChat.Core.Messages;

/// <summary>
/// Turns stored events into their effects: a batch in one transaction, each event behind a savepoint, so that a bad one harms no other. What was
/// not committed is simply found again. Any number of workers may run; each takes what the others have not.
/// </summary>
public sealed class ReceiveWebhookEvents(LiveChatDb db, ReceiveEvent receive, UnsendMessage unsend, ILiveFeed live, TimeProvider clock, ILogger<ReceiveWebhookEvents> log)
{
    /// <summary>Few enough that a process which does not live long still gets somewhere, many enough that a commit is worth it.</summary>
    private const int BatchSize = 25;
    private const int MostAttempts = 8;

    /// <returns>How many events were taken up: when it is the whole batch, there may be more.</returns>
    public async Task<(int Taken, bool MayBeMore)> RunAsync(CancellationToken ct)
    {
        List<Change> changes = [];
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var batch = await TakeAsync(ct);
        List<(long ChannelId, string LineMessageId)> unsent = [];
        foreach (var received in batch)
        {
            var effects = await ApplyAsync(received, transaction, ct);
            changes.AddRange(effects.Changes);
            if (effects.UnsentId is { } id) unsent.Add((received.ChannelId, id));
        }
        await SettleAsync(batch, ct);
        foreach (var (channelId, lineMessageId) in unsent.Distinct()) await unsend.RedactAsync(channelId, lineMessageId, ct);
        await transaction.CommitAsync(ct);
        foreach (var received in batch)
            if (received.Outcome is { } outcome) Tally.EventDone(outcome);

        foreach (var change in changes)
            await live.AnnounceAsync(change, ct);
        return (batch.Count, batch.Count == BatchSize);
    }

    private Task<List<WebhookEvent>> TakeAsync(CancellationToken ct) =>
        db.WebhookEvents.FromSql($"""
            select * from webhook_events
            where processed_at is null and next_attempt_at <= now()
            order by id limit {BatchSize} for update skip locked
            """).AsNoTracking().ToListAsync(ct);

    private async Task<ReceiveEvent.Effects> ApplyAsync(WebhookEvent received, IDbContextTransaction transaction, CancellationToken ct)
    {
        await transaction.CreateSavepointAsync("before", ct);
        try
        {
            var effects = await receive.RunAsync(received, ct);
            await transaction.ReleaseSavepointAsync("before", ct);
            (received.Outcome, received.ProcessedAt) = (effects.Outcome, clock.GetUtcNow());
            return effects;
        }
        catch (Exception exception) when (exception is JsonException or DbUpdateException or PostgresException { IsTransient: false })
        {
            await transaction.RollbackToSavepointAsync("before", ct);
            Blame(received, exception);
            return ReceiveEvent.Effects.None;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>What cannot be read is dead at once; anything else gets another chance, then joins the dead letters with its reason.</summary>
    private void Blame(WebhookEvent received, Exception exception)
    {
        received.Attempts++;
        received.Error = Words.Clip(exception.InnerException?.Message ?? exception.Message, 1000);
        if (exception is not JsonException && received.Attempts < MostAttempts) return;
        (received.Outcome, received.ProcessedAt) = (EventOutcome.Dead, clock.GetUtcNow());
        log.EventIsDead(received.Id, received.Attempts, exception.GetType().Name);
    }

    /// <summary>Notes every outcome in one statement; one that failed waits twice as long each time. What stood in a timeline before a replay still does.</summary>
    private Task SettleAsync(List<WebhookEvent> batch, CancellationToken ct)
    {
        if (batch.Count == 0) return Task.CompletedTask;
        var ids = batch.Select(received => received.Id).ToArray();
        var outcomes = batch.Select(received => received.Outcome?.Word()).ToArray();
        var times = batch.Select(received => received.ProcessedAt).ToArray();
        var attempts = batch.Select(received => received.Attempts).ToArray();
        var errors = batch.Select(received => received.Error).ToArray();
        var messages = batch.Select(received => received.LineMessageId).ToArray();
        return db.Database.ExecuteSqlAsync($"""
            update webhook_events set processed_at = done.at, attempts = done.attempts, error = done.error, line_message_id = done.message,
                outcome = case when webhook_events.outcome = 'recorded' and done.outcome = 'ignored' then 'recorded' else done.outcome end,
                next_attempt_at = now() + interval '1 second' * power(2, done.attempts) * (0.5 + random())
            from unnest({ids}, {outcomes}, {times}, {attempts}, {errors}, {messages}) as done (id, outcome, at, attempts, error, message)
            where webhook_events.id = done.id
            """, ct);
    }
}

internal static partial class WebhookEventLog
{
    [LoggerMessage(LogLevel.Error, "Webhook event {EventId} could not be applied at try {Attempts} ({Reason}) and is a dead letter: the webhook doctor, /admin/settings/line/doctor, shows it and tries it again.")]
    public static partial void EventIsDead(this ILogger logger, long eventId, int attempts, string reason);
}
