using LiveChat.Core.Channels;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LiveChat.Core.Operations;

/// <summary>
/// Both books, added up (SAFETY, P17). Of events: every raw event was recorded, ignored, is dead or waits, and what was recorded of a message has that
/// message. Of deliveries: every bubble stands where its delivery does, and what LINE accepted has a method and, for a push, a cost.
/// </summary>
public sealed record Books(long Raw, long Recorded, long Ignored, long Dead, long Waiting, long WithoutMessage, long BubblesAstray, long AcceptedAstray)
{
    public long EventsDifference => Math.Abs(Raw - Recorded - Ignored - Dead - Waiting) + WithoutMessage;

    public long DeliveriesDifference => BubblesAstray + AcceptedAstray;

    public bool Balance => EventsDifference == 0 && DeliveriesDifference == 0;
}

/// <summary>What LINE counts beyond our own pushes of the month: sent from its own console, or counted late. LINE calls its figure approximate, so it is told and no alarm.</summary>
public sealed record QuotaBook(long ChannelId, long Charged, long? Counted);

/// <summary>The last result, for whoever asks in between.</summary>
public sealed class LastBooks
{
    public Books? Books { get; set; }

    public IReadOnlyList<QuotaBook> Quotas { get; set; } = [];
}

public sealed class BalanceBooks(LiveChatDb db, LastBooks last, TimeProvider clock, ILogger<BalanceBooks> log)
{
    /// <summary>A cheap statement it is not: it looks at everything, from one moment, while work goes on.</summary>
    private const int PatienceSeconds = 300;

    public async Task<Books> RunAsync(CancellationToken ct)
    {
        db.Database.SetCommandTimeout(PatienceSeconds);
        var books = await db.Database.SqlQuery<Books>($"""
            select count(*) as raw, count(*) filter (where outcome = 'recorded') as recorded, count(*) filter (where outcome = 'ignored') as ignored,
                count(*) filter (where outcome = 'dead') as dead, count(*) filter (where outcome is null and processed_at is null) as waiting,
                count(*) filter (where outcome = 'recorded' and line_message_id is not null and not exists (
                    select 1 from messages m where m.channel_id = e.channel_id and m.line_message_id = e.line_message_id)) as without_message,
                (select count(*) from messages m join deliveries d on d.id = m.delivery_id where m.delivery_state <> d.state and m.delivery_state <> 'unsent') as bubbles_astray,
                (select count(*) from deliveries where state = 'accepted' and (method is null or finished_at is null or (method = 'reply' and cost <> 0))) as accepted_astray
            from webhook_events e
            """).SingleAsync(ct);
        (last.Books, last.Quotas) = (books, await CompareAsync(ct));
        if (!books.Balance) log.BooksDoNotBalance(books.EventsDifference, books.DeliveriesDifference);
        return books;
    }

    private async Task<IReadOnlyList<QuotaBook>> CompareAsync(CancellationToken ct)
    {
        var since = LineMonth.BeginningOf(LineMonth.FirstDayOf(LineMonth.DayOf(clock.GetUtcNow())));
        return await db.Database.SqlQuery<QuotaBook>($"""
            select c.id as channel_id, coalesce((select sum(d.cost) from deliveries d where d.channel_id = c.id and d.state = 'accepted' and d.finished_at >= {since}), 0)::bigint as charged,
                (select r.used from quota_readings r where r.channel_id = c.id order by r.day desc limit 1) as counted
            from channels c order by c.id
            """).ToListAsync(ct);
    }
}

internal static partial class BooksLog
{
    [LoggerMessage(LogLevel.Error, "The books do not balance: {Events} events and {Deliveries} deliveries are unaccounted for (docs/operations.md).")]
    public static partial void BooksDoNotBalance(this ILogger logger, long events, long deliveries);
}
