using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;

namespace LiveChat.Core.Search;

/// <summary>A customer whose name or nickname has the words in it, by the conversation with them.</summary>
public sealed record FoundCustomer
{
    public required long ConversationId { get; init; }

    /// <summary>What operators call them, else LINE's name.</summary>
    public required string? Name { get; init; }

    /// <summary>LINE's name, where operators use another.</summary>
    public required string? LineName { get; init; }

    public required string? PictureUrl { get; init; }
    public required ConversationStatus Status { get; init; }
    public required DateTimeOffset LastMessageAt { get; init; }
}

/// <summary>A message, a note or an entry about a session with the words in it.</summary>
public sealed record FoundMessage
{
    public required long Id { get; init; }
    public required long ConversationId { get; init; }
    public required string? CustomerName { get; init; }
    public required string? PictureUrl { get; init; }
    public required MessageAuthor Author { get; init; }
    public required string? OperatorName { get; init; }

    /// <summary>Whom an entry about a session names besides its author.</summary>
    public required string? AboutOperatorName { get; init; }

    public required string Kind { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>Some of what was found, newest first, and whether there is more than that.</summary>
public sealed record Found<T>(IReadOnlyList<T> Items, bool HasMore)
{
    public static readonly Found<T> None = new([], HasMore: false);
}

/// <summary>
/// What a search found. <paramref name="BackTo"/> is set when time ran out before everything was looked through: only what was said since then was.
/// </summary>
public sealed record SearchResults(Sought Sought, Found<FoundCustomer> Customers, Found<FoundMessage> Messages, DateTimeOffset? BackTo)
{
    public bool IsEmpty => Customers.Items.Count == 0 && Messages.Items.Count == 0;

    public int Count => Customers.Items.Count + Messages.Items.Count;

    public bool HasMore => Customers.HasMore || Messages.HasMore;
}
