using System.Linq.Expressions;
using LiveChat.Core.Media;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Messages;

/// <summary>A message as its bubble shows it.</summary>
public sealed record MessageView
{
    public required long Id { get; init; }
    public required long ConversationId { get; init; }
    public required long Revision { get; init; }
    public required MessageDirection Direction { get; init; }
    public required MessageAuthor Author { get; init; }
    public required long? OperatorId { get; init; }
    public required string? OperatorName { get; init; }

    /// <summary>Whom the entry names besides its author: to whom a session was handed.</summary>
    public required string? AboutOperatorName { get; init; }

    public required string Kind { get; init; }
    public required bool IsSupported { get; init; }
    public required string? Text { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public required DeliveryState? DeliveryState { get; init; }
    public required DeliveryProblem? DeliveryProblem { get; init; }

    /// <summary>For whoever wants to know more than the reason; null while all is well.</summary>
    public DeliveryDetail? DeliveryDetail { get; init; }

    /// <summary>Until when its author can take it back; null once a call has begun, and for what never waited. Of an answer's bubbles the last one tells it.</summary>
    public required DateTimeOffset? UndoUntil { get; init; }

    /// <summary>What the page that sent it called it: its bubble was there before the answer.</summary>
    public required string? ClientKey { get; init; }

    /// <summary>Who of a group spoke, where LINE told.</summary>
    public string? MemberName { get; init; }

    /// <summary>LINE's object as JSON.</summary>
    public string? Payload { get; init; }

    /// <summary>The customer took it back.</summary>
    public bool IsUnsent { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>An answer can quote it (LINE.md §6).</summary>
    public bool CanBeQuoted { get; init; }

    /// <summary>It quotes a message, which may never have reached us.</summary>
    public bool IsQuoting { get; init; }

    public QuoteView? Quote { get; init; }

    /// <summary>Pictures that were sent together: the first that came and was not taken back shows them all, the others only keep their place.</summary>
    public string? AlbumId { get; init; }

    /// <summary>How many the customer sent and has not taken back.</summary>
    public int? AlbumTotal { get; init; }
    public int? AlbumIndex { get; init; }
    public IReadOnlyList<MediaView> Album { get; init; } = [];
    public bool IsInAlbum { get; init; }

    public MediaView? Media { get; init; }

    /// <summary>Stickers and LINE's emojis are shown by LINE's own pictures.</summary>
    public bool ShowsPictures { get; init; }

    public MessageContent? Content => MessageContent.Read(Kind, Payload);
}

/// <summary>What LINE said of a message that did not get through, and by which id LINE can be asked about it.</summary>
public sealed record DeliveryDetail(string? Detail, string? LineRequestId, int Attempts, DateTimeOffset? FirstAttemptAt);

/// <summary>A quoted message in brief.</summary>
public sealed record QuoteView(long Id, MessageDirection Direction, string? AuthorName, string Kind, string? Text, bool IsUnsent);

/// <summary>A stretch of a timeline, oldest first, and whether it goes on before and after.</summary>
public sealed record MessagePage(long ConversationId, IReadOnlyList<MessageView> Messages, bool HasOlder, bool HasNewer = false);

/// <summary>Which stretch: before, after or around a message; with none of them, the newest.</summary>
public readonly record struct Stretch(long? Before = null, long? After = null, long? Around = null);

/// <summary>A conversation's timeline in stretches: by LINE's time, then by id.</summary>
public sealed class ReadMessages(LiveChatDb db)
{
    public const int PageSize = 50;
    public const int LargestPage = 200;

    /// <summary>Null when the message it is counted from is not of this conversation.</summary>
    public async Task<MessagePage?> StretchAsync(long conversationId, Stretch stretch, int limit, CancellationToken ct) => stretch switch
    {
        { Before: { } edge } => await BeforeAsync(conversationId, edge, limit, ct),
        { After: { } edge } => await AfterAsync(conversationId, edge, limit, ct),
        { Around: { } middle } => await AroundAsync(conversationId, middle, limit, ct),
        _ => await NewestAsync(conversationId, limit, ct),
    };

    public Task<MessagePage> NewestAsync(long conversationId, int limit, CancellationToken ct) =>
        OlderThanAsync(conversationId, In(conversationId), limit, ct);

    /// <summary>Null when the message is not of this conversation.</summary>
    public async Task<MessagePage?> BeforeAsync(long conversationId, long messageId, int limit, CancellationToken ct) =>
        await FindAsync(conversationId, messageId, ct) is { } edge
            ? (await OlderThanAsync(conversationId, Before(conversationId, edge), limit, ct)) with { HasNewer = true }
            : null;

    /// <summary>What comes after a message; null when it is not of this conversation.</summary>
    public async Task<MessagePage?> AfterAsync(long conversationId, long messageId, int limit, CancellationToken ct)
    {
        if (await FindAsync(conversationId, messageId, ct) is not { } edge) return null;
        var found = await InOrder(In(conversationId).Where(message => EF.Functions.GreaterThan(ValueTuple.Create(message.SentAt, message.Id), ValueTuple.Create(edge.SentAt, edge.Id))))
            .Take(limit + 1).Select(ToView(db)).ToListAsync(ct);
        return new(conversationId, await WithAlbumsAsync([.. found.Take(limit)], ct), HasOlder: true, HasNewer: found.Count > limit);
    }

    /// <summary>A window with the message in its middle; null when it is not of this conversation.</summary>
    public async Task<MessagePage?> AroundAsync(long conversationId, long messageId, int limit, CancellationToken ct)
    {
        if (await FindAsync(conversationId, messageId, ct) is not { } edge) return null;
        var (before, from) = (limit / 2, limit - limit / 2); // the message itself is the first of those from it on
        var older = await OlderThanAsync(conversationId, Before(conversationId, edge), before, ct);
        var newer = await InOrder(In(conversationId).Where(message => message.SentAt > edge.SentAt || (message.SentAt == edge.SentAt && message.Id >= edge.Id)))
            .Take(from + 1).Select(ToView(db)).ToListAsync(ct);
        return new(conversationId, [.. older.Messages, .. await WithAlbumsAsync([.. newer.Take(from)], ct)], older.HasOlder, HasNewer: newer.Count > from);
    }

    /// <summary>What has changed after a revision, oldest first; one more than <paramref name="limit"/> tells that it is too much to send.</summary>
    public async Task<IReadOnlyList<MessageView>> SinceAsync(long conversationId, long revision, int limit, CancellationToken ct) =>
        await WithAlbumsAsync(await InOrder(In(conversationId).Where(message => message.Revision > revision)).Take(limit + 1).Select(ToView(db)).ToListAsync(ct), ct, withHeads: true);

    /// <summary>Some messages; of an album, the one that shows it too.</summary>
    public async Task<IReadOnlyList<MessageView>> SomeAsync(long[] ids, CancellationToken ct) =>
        await WithAlbumsAsync(await InOrder(db.Messages.AsNoTracking().Where(message => ids.Contains(message.Id))).Select(ToView(db)).ToListAsync(ct), ct, withHeads: true);

    /// <summary>All bubbles of the answer to which a message belongs; of an older one, or of what is no answer, itself.</summary>
    public async Task<IReadOnlyList<MessageView>> AnswerAsync(long conversationId, long messageId, CancellationToken ct)
    {
        var key = await In(conversationId).Where(message => message.Id == messageId).Select(message => message.ClientKey).SingleOrDefaultAsync(ct);
        return await SomeAsync(key is null ? [messageId] : await In(conversationId).OfAnswer(key).Select(message => message.Id).ToArrayAsync(ct), ct);
    }

    private sealed record Edge(DateTimeOffset SentAt, long Id);

    private Task<Edge?> FindAsync(long conversationId, long messageId, CancellationToken ct) =>
        db.Messages.Where(message => message.Id == messageId && message.ConversationId == conversationId)
            .Select(message => new Edge(message.SentAt, message.Id)).SingleOrDefaultAsync(ct);

    private IQueryable<Message> In(long conversationId) => db.Messages.AsNoTracking().Where(message => message.ConversationId == conversationId);

    private IQueryable<Message> Before(long conversationId, Edge edge) =>
        In(conversationId).Where(message => EF.Functions.LessThan(ValueTuple.Create(message.SentAt, message.Id), ValueTuple.Create(edge.SentAt, edge.Id)));

    private static IOrderedQueryable<Message> InOrder(IQueryable<Message> messages) => messages.OrderBy(message => message.SentAt).ThenBy(message => message.Id);

    private async Task<MessagePage> OlderThanAsync(long conversationId, IQueryable<Message> messages, int limit, CancellationToken ct)
    {
        var found = await messages.OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id)
            .Take(limit + 1).Select(ToView(db)).ToListAsync(ct);
        var hasOlder = found.Count > limit;
        if (hasOlder) found.RemoveAt(limit);
        found.Reverse();
        return new(conversationId, await WithAlbumsAsync(found, ct), hasOlder);
    }

    /// <summary>
    /// Whatever of an album came first and was not taken back shows it whole, and is as new as the newest of it. When something of it has changed, the
    /// one that shows it is among what is told (<paramref name="withHeads"/>).
    /// </summary>
    private async Task<IReadOnlyList<MessageView>> WithAlbumsAsync(List<MessageView> found, CancellationToken ct, bool withHeads = false)
    {
        var albums = found.Where(message => message.AlbumId is not null).Select(message => message.AlbumId).Distinct().ToList();
        if (albums.Count == 0) return found;
        var conversations = found.Select(message => message.ConversationId).Distinct().ToList();
        var pictures = (await db.Messages.AsNoTracking().Where(message => conversations.Contains(message.ConversationId) && albums.Contains(message.AlbumId)).Select(ToView(db)).ToListAsync(ct))
            .ToLookup(message => (message.ConversationId, message.AlbumId));
        if (withHeads)
            found = [.. found.Concat(pictures.Select(HeadOf).OfType<MessageView>()).DistinctBy(message => message.Id).OrderBy(message => message.SentAt).ThenBy(message => message.Id)];
        return [.. found.Select(message => message.AlbumId is null ? message : InAlbum(message, [.. pictures[(message.ConversationId, message.AlbumId)]]))];
    }

    private static MessageView? HeadOf(IEnumerable<MessageView> pictures) => pictures.Where(picture => !picture.IsUnsent).MinBy(picture => picture.Id);

    /// <summary>A picture that was taken back says so in its own place; one that is left alone is a picture like any other.</summary>
    private static MessageView InAlbum(MessageView message, IReadOnlyList<MessageView> pictures)
    {
        if (message.IsUnsent || pictures.Count < 2) return message;
        if (HeadOf(pictures)!.Id != message.Id) return message with { IsInAlbum = true };
        List<MessageView> left = [.. pictures.Where(picture => !picture.IsUnsent).OrderBy(picture => picture.AlbumIndex ?? int.MaxValue).ThenBy(picture => picture.Id)];
        return message with
        {
            Revision = pictures.Max(picture => picture.Revision),
            Album = left.Count > 1 ? [.. left.Select(picture => picture.Media).OfType<MediaView>()] : [],
            AlbumTotal = message.AlbumTotal - (pictures.Count - left.Count),
        };
    }

    private static Expression<Func<Message, MessageView>> ToView(LiveChatDb db) => message => new MessageView
    {
        Id = message.Id,
        ConversationId = message.ConversationId,
        Revision = message.Revision,
        Direction = message.Direction,
        Author = message.Author,
        OperatorId = message.OperatorId,
        OperatorName = db.Operators.Where(author => author.Id == message.OperatorId).Select(author => author.DisplayName).FirstOrDefault(),
        AboutOperatorName = db.Operators.Where(about => about.Id == message.AboutOperatorId).Select(about => about.DisplayName).FirstOrDefault(),
        Kind = message.Kind,
        IsSupported = message.IsSupported,
        Text = message.Text,
        SentAt = message.SentAt,
        DeliveryState = message.DeliveryState,
        DeliveryProblem = message.DeliveryProblem,
        UndoUntil = message.DeliveryState == DeliveryState.Queued && message.OperatorId != null
                && !db.Messages.Any(later => later.ConversationId == message.ConversationId && later.Id > message.Id && later.DeliveryState == DeliveryState.Queued
                    && later.ClientKey!.StartsWith((message.ClientKey!.Contains(ClientKey.Mark) ? message.ClientKey.Substring(0, message.ClientKey.IndexOf(ClientKey.Mark)) : message.ClientKey) + ClientKey.Mark))
            ? db.Deliveries.Where(delivery => delivery.Id == message.DeliveryId && delivery.Attempts == 0).Select(delivery => (DateTimeOffset?)delivery.NextAttemptAt).FirstOrDefault()
            : null,
        DeliveryDetail = message.DeliveryProblem == DeliveryProblem.NoFreeReply || message.DeliveryState != DeliveryState.Failed && message.DeliveryState != DeliveryState.Uncertain && message.DeliveryState != DeliveryState.Held ? null
            : db.Deliveries.Where(delivery => delivery.Id == message.DeliveryId).Select(delivery => new DeliveryDetail(delivery.Detail, delivery.LineRequestId, delivery.Attempts, delivery.FirstAttemptAt)).FirstOrDefault(),
        ClientKey = message.ClientKey,
        MemberName = message.AuthorLineId == null ? null : db.Conversations.Where(conversation => conversation.Id == message.ConversationId)
            .Join(db.Members, conversation => conversation.CustomerId, member => member.CustomerId, (conversation, member) => member)
            .Where(member => member.LineId == message.AuthorLineId).Select(member => member.DisplayName).FirstOrDefault(),
        Payload = message.Payload,
        IsUnsent = message.UnsentAt != null,
        EditedAt = message.EditedAt,
        CanBeQuoted = message.QuoteToken != null && message.UnsentAt == null,
        IsQuoting = message.QuotedLineId != null,
        Quote = message.QuotedLineId == null ? null : db.Messages.Where(quoted => quoted.ChannelId == message.ChannelId && quoted.LineMessageId == message.QuotedLineId && quoted.ConversationId == message.ConversationId)
            .Select(quoted => new QuoteView(quoted.Id, quoted.Direction, db.Operators.Where(author => author.Id == quoted.OperatorId).Select(author => author.DisplayName).FirstOrDefault(), quoted.Kind, quoted.Text, quoted.UnsentAt != null))
            .FirstOrDefault(),
        AlbumId = message.AlbumId,
        AlbumIndex = message.AlbumIndex,
        AlbumTotal = message.AlbumTotal,
        Media = db.MediaFiles.Where(file => file.MessageId == message.Id).Select(MediaView.Of).FirstOrDefault(),
        ShowsPictures = db.ConsoleSettings.Select(settings => settings.ShowsStickers).Single(),
    };
}
