namespace LiveChat.Core.Live;

/// <summary>Something watchers should look at again: ids and a revision, never content. A lost change costs freshness, not truth.</summary>
public abstract record Change;

public abstract record ConversationChange(long ConversationId, long Revision) : Change;

/// <summary>A message is new, or its delivery has moved on.</summary>
public sealed record MessageChanged(long ConversationId, long Revision, long MessageId) : ConversationChange(ConversationId, Revision);

/// <summary>A session began, was claimed, returned, closed or reopened.</summary>
public sealed record SessionChanged(long ConversationId, long Revision) : ConversationChange(ConversationId, Revision);

/// <summary>A customer's name or picture is another.</summary>
public sealed record CustomerChanged(long ConversationId, long Revision) : ConversationChange(ConversationId, Revision);

/// <summary>One operator has read a conversation; only their own pages care.</summary>
public sealed record ConversationRead(long ConversationId, long Revision, long OperatorId) : ConversationChange(ConversationId, Revision);

/// <summary>A delivery waits for the outgoing worker; one that can still be taken back is due only after a while.</summary>
public sealed record DeliveryQueued(long ConversationId, TimeSpan DueIn = default) : Change;

/// <summary>A colleague's note names this operator.</summary>
public sealed record OperatorMentioned(long ConversationId, long Revision, long OperatorId, string By) : ConversationChange(ConversationId, Revision);

/// <summary>A push has counted against a channel's quota, or was refused because there is none left.</summary>
public sealed record QuotaTouched(long ChannelId) : Change;

/// <summary>A profile waits to be fetched.</summary>
public sealed record ProfileWanted(long CustomerId) : Change;

/// <summary>An operator reads another language from now on: what still speaks the old one is fetched again.</summary>
public sealed record LanguageChosen(long OperatorId, string Language) : Change;

/// <summary>A browser signed out: its streams end.</summary>
public sealed record SignedOut(string SignInId) : Change;
