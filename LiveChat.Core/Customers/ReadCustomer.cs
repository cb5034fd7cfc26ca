using LiveChat.Core.Conversations;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using LiveChat.Core.Sessions;
using LiveChat.Core.Tags;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Customers;

/// <summary>What we know of a customer, as the panel beside the conversation shows it. It knows no viewer.</summary>
public sealed record CustomerView
{
    public required CustomerProfile Profile { get; init; }
    public required IReadOnlyList<TagView> Tags { get; init; }
    public required Stretch<NoteView> Notes { get; init; }
    public required Stretch<FollowView> Follows { get; init; }
    public required Stretch<SessionView> Sessions { get; init; }

    /// <summary>Pictures, films, sounds and files of the conversation.</summary>
    public required Stretch<MediaView> Media { get; init; }
}

public sealed record CustomerProfile
{
    public required long ConversationId { get; init; }
    public required CustomerKind Kind { get; init; }
    public required string? DisplayName { get; init; }
    public required string? Nickname { get; init; }
    public required string? PictureUrl { get; init; }
    public required string? StatusMessage { get; init; }
    public required string? Language { get; init; }
    public required DateTimeOffset? ProfileFetchedAt { get; init; }

    /// <summary>When LINE will be asked next; null when nobody has asked for it.</summary>
    public required DateTimeOffset? ProfileDueAt { get; init; }

    public required DateTimeOffset? BlockedAt { get; init; }
    public required DateTimeOffset FirstContactAt { get; init; }

    /// <summary>When they wrote last.</summary>
    public required DateTimeOffset? LastContactAt { get; init; }

    public required int IncomingCount { get; init; }

    /// <summary>Messages of ours that LINE has taken over, counted up to <see cref="ReadCustomer.MostCounted"/>.</summary>
    public required int OutgoingCount { get; init; }

    public required int SessionCount { get; init; }
}

/// <summary>The newest of something, and whether there is more.</summary>
public sealed record Stretch<T>(IReadOnlyList<T> Newest, bool HasMore);

public sealed record NoteView(long Id, string? AuthorName, string? Text, DateTimeOffset At);

public sealed record FollowView(long Id, bool IsFollow, DateTimeOffset At);

public sealed record SessionView(long Id, DateTimeOffset StartedAt, DateTimeOffset? ClosedAt, string? OwnerName, string? CloseReason);

/// <summary>One conversation's customer in seven queries, each of which ends after so many rows.</summary>
public sealed class ReadCustomer(LiveChatDb db)
{
    public const int MostCounted = 10_000;
    private const int MostShown = 20;
    private const int MostMedia = 12;

    public async Task<CustomerView?> RunAsync(long conversationId, CancellationToken ct)
    {
        if (await ReadProfileAsync(conversationId, ct) is not { } profile) return null;
        return new()
        {
            Profile = profile,
            Tags = await ReadTagsAsync(conversationId, ct),
            Notes = await ReadNotesAsync(conversationId, ct),
            Follows = await ReadFollowsAsync(conversationId, ct),
            Sessions = await ReadSessionsAsync(conversationId, ct),
            Media = await ReadGallery.NewestAsync(db, conversationId, before: null, MostMedia, ct),
        };
    }

    private async Task<CustomerProfile?> ReadProfileAsync(long conversationId, CancellationToken ct)
    {
        var messages = In(conversationId);
        return await db.Conversations.AsNoTracking().Where(conversation => conversation.Id == conversationId).Select(conversation => new CustomerProfile
        {
            ConversationId = conversation.Id,
            Kind = conversation.Customer.Kind,
            DisplayName = conversation.Customer.DisplayName,
            Nickname = conversation.Customer.Nickname,
            PictureUrl = conversation.Customer.PictureUrl,
            StatusMessage = conversation.Customer.StatusMessage,
            Language = conversation.Customer.Language,
            ProfileFetchedAt = conversation.Customer.ProfileFetchedAt,
            ProfileDueAt = conversation.Customer.ProfileDueAt,
            BlockedAt = conversation.Customer.BlockedAt,
            FirstContactAt = messages.OrderBy(message => message.SentAt).ThenBy(message => message.Id).Select(message => (DateTimeOffset?)message.SentAt).FirstOrDefault() ?? conversation.CreatedAt,
            LastContactAt = messages.Where(message => message.Direction == MessageDirection.Incoming && message.Author == MessageAuthor.Customer)
                .OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id).Select(message => (DateTimeOffset?)message.SentAt).FirstOrDefault(),
            IncomingCount = conversation.IncomingCount,
            OutgoingCount = messages.Where(message => message.Direction == MessageDirection.Outgoing && message.DeliveryState == DeliveryState.Accepted).Take(MostCounted).Count(),
            SessionCount = db.Sessions.Count(session => session.ConversationId == conversationId),
        }).SingleOrDefaultAsync(ct);
    }

    private async Task<IReadOnlyList<TagView>> ReadTagsAsync(long conversationId, CancellationToken ct) =>
        await db.ConversationTags.AsNoTracking().Where(tagged => tagged.ConversationId == conversationId)
            .Join(db.Tags, tagged => tagged.TagId, tag => tag.Id, (tagged, tag) => tag)
            .OrderBy(tag => EF.Functions.Collate(tag.Name, ListTags.Thai)).Select(tag => new TagView(tag.Id, tag.Name, tag.Colour)).ToListAsync(ct);

    private Task<Stretch<NoteView>> ReadNotesAsync(long conversationId, CancellationToken ct) =>
        NewestAsync(In(conversationId).Where(message => message.Kind == Message.NoteKind)
            .OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id)
            .Select(message => new NoteView(message.Id, db.Operators.Where(author => author.Id == message.OperatorId).Select(author => author.DisplayName).FirstOrDefault(), message.Text, message.SentAt)), ct);

    private Task<Stretch<FollowView>> ReadFollowsAsync(long conversationId, CancellationToken ct) =>
        NewestAsync(In(conversationId).Where(message => message.Kind == Message.FollowKind || message.Kind == Message.UnfollowKind)
            .OrderByDescending(message => message.SentAt).ThenByDescending(message => message.Id)
            .Select(message => new FollowView(message.Id, message.Kind == Message.FollowKind, message.SentAt)), ct);

    private Task<Stretch<SessionView>> ReadSessionsAsync(long conversationId, CancellationToken ct) =>
        NewestAsync(db.Sessions.AsNoTracking().Where(session => session.ConversationId == conversationId)
            .OrderByDescending(session => session.StartedAt).ThenByDescending(session => session.Id)
            .Select(session => new SessionView(session.Id, session.StartedAt, session.ClosedAt, db.Operators.Where(owner => owner.Id == session.OwnerId).Select(owner => owner.DisplayName).FirstOrDefault(), session.CloseReason)), ct);

    private IQueryable<Message> In(long conversationId) => db.Messages.AsNoTracking().Where(message => message.ConversationId == conversationId);

    private static async Task<Stretch<T>> NewestAsync<T>(IQueryable<T> newestFirst, CancellationToken ct)
    {
        var found = await newestFirst.Take(MostShown + 1).ToListAsync(ct);
        return new([.. found.Take(MostShown)], HasMore: found.Count > MostShown);
    }
}
