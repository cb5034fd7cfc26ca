using LiveChat.Core.Operators;

namespace LiveChat.Core.Live;

/// <summary>Something watchers should look at again: ids and a revision, never content. A lost change costs freshness, not truth.</summary>
public abstract record Change;

public abstract record ConversationChange(long ConversationId, long Revision) : Change;

/// <summary>A message is new, or something about it is different.</summary>
/// <param name="IsNews">A customer has just sent it; what is only told again, edited or taken back is no news.</param>
public sealed record MessageChanged(long ConversationId, long Revision, long MessageId, bool IsNews = false) : ConversationChange(ConversationId, Revision);

/// <summary>A session began, was claimed, returned, closed or reopened.</summary>
public sealed record SessionChanged(long ConversationId, long Revision) : ConversationChange(ConversationId, Revision);

/// <summary>What we know of a customer is different: name, picture, profile.</summary>
public sealed record CustomerChanged(long ConversationId, long Revision) : ConversationChange(ConversationId, Revision);

/// <summary>A conversation has another tag, or one less.</summary>
public sealed record ConversationTagged(long ConversationId, long Revision) : ConversationChange(ConversationId, Revision);

/// <summary>A tag is called or coloured differently, or is gone: wherever it stands.</summary>
public sealed record TagsChanged : Change;

/// <summary>One operator has read, marked or pinned a conversation; only their own pages care.</summary>
public sealed record ConversationRead(long ConversationId, long Revision, long OperatorId) : ConversationChange(ConversationId, Revision);

/// <summary>A delivery waits for the outgoing worker; one that can still be taken back is due only after a while.</summary>
public sealed record DeliveryQueued(long ConversationId, TimeSpan DueIn = default) : Change;

/// <summary>A colleague's note names this operator.</summary>
public sealed record OperatorMentioned(long ConversationId, long Revision, long OperatorId, string By) : ConversationChange(ConversationId, Revision);

/// <summary>A push has counted against a channel's quota, or was refused because there is none left.</summary>
public sealed record QuotaTouched(long ChannelId) : Change;

/// <summary>A channel is called otherwise, or was switched off or on: wherever it stands.</summary>
public sealed record ChannelsChanged : Change;

/// <summary>LINE has suspended an account, or resumed it.</summary>
public sealed record ChannelSuspended(long ChannelId) : Change;

/// <summary>LINE is to be told that something was read.</summary>
public sealed record ReadMarkOwed(long ConversationId) : Change;

/// <summary>LINE's endpoints for sending have stopped to answer, or answer again.</summary>
public sealed record LineReachabilityChanged(TimeSpan? ProbeIn) : Change;

/// <summary>LINE has said how much of a channel's quota is used.</summary>
public sealed record QuotaCounted(long ChannelId) : Change;

/// <summary>The owner asks a colleague to take over; what everybody sees of it comes as a <see cref="SessionChanged"/>.</summary>
public sealed record TransferOffered(long ConversationId, long Revision, long ToId, string By) : ConversationChange(ConversationId, Revision);

/// <summary>A profile waits to be fetched.</summary>
public sealed record ProfileWanted(long CustomerId) : Change;

/// <summary>A customer's file waits to be fetched from LINE, or to be erased.</summary>
public sealed record MediaWanted(long ConversationId) : Change;

/// <summary>An operator reads another language from now on: what still speaks the old one is fetched again.</summary>
public sealed record LanguageChosen(long OperatorId, string Language) : Change;

/// <summary>An operator likes the console otherwise from now on: their open pages follow.</summary>
public sealed record PreferencesChosen(long OperatorId, Preferences Preferences) : Change;

/// <summary>The console works otherwise for everybody.</summary>
public sealed record ConsoleSettingsChanged(int RepeatSeconds) : Change;

/// <summary>A browser signed out: its streams end.</summary>
public sealed record SignedOut(string SignInId) : Change;
