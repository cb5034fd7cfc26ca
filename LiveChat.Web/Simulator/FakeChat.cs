namespace LiveChat.Web.Simulator;

/// <summary>What a person is to a channel. Only friends, and for seven days those who wrote, receive pushes (R#send-push-message-conditions).</summary>
public enum Friendship { None, Friend, Blocked }

/// <summary>The chat of one customer (or group) with one channel, as the phone shows it. Safe for many threads.</summary>
public sealed class FakeChat(string botUserId, string chatId, Action changed)
{
    private static readonly TimeSpan WritersReachableFor = TimeSpan.FromDays(7);
    private readonly Lock gate = new();
    private readonly List<FakeMessage> messages = [];
    private readonly HashSet<string> unsentBeforeArrival = new(StringComparer.Ordinal);
    private Friendship friendship;
    private DateTimeOffset? lastWroteAt;
    private DateTimeOffset? typingUntil;

    public string BotUserId { get; } = botUserId;
    public string ChatId { get; } = chatId;
    public bool IsOneToOne => ChatId.StartsWith('U');

    public Friendship Friendship { get { lock (gate) return this.friendship; } }
    public DateTimeOffset? LastWroteAt { get { lock (gate) return lastWroteAt; } }

    /// <summary>Oldest first; a copy.</summary>
    public IReadOnlyList<FakeMessage> Messages { get { lock (gate) return [.. messages]; } }

    public FakeMessage? LastMessage { get { lock (gate) return messages.Count > 0 ? messages[^1] : null; } }

    /// <summary>The loading animation is on (R#display-a-loading-indicator): it ends with the next message or by itself.</summary>
    public bool IsShopTyping(DateTimeOffset now) { lock (gate) return typingUntil > now; }

    /// <summary>Fills the phone with what was said before this process started. Messages already known stay as they are.</summary>
    public void Remember(IEnumerable<FakeMessage> history)
    {
        lock (gate)
        {
            foreach (var message in history)
            {
                if (messages.Exists(m => m.Id.Is(message.Id))) continue;
                messages.Add(message);
                if (message.FromCustomer && !(lastWroteAt >= message.SentAt)) lastWroteAt = message.SentAt;
            }
            var inOrder = messages.OrderBy(m => m.SentAt).ToList();
            messages.Clear();
            messages.AddRange(inOrder);
        }
        changed();
    }

    public void Become(Friendship friendship)
    {
        lock (gate) this.friendship = friendship;
        changed();
    }

    internal void Wrote(FakeMessage message)
    {
        lock (gate)
        {
            if (!(lastWroteAt >= message.SentAt)) lastWroteAt = message.SentAt;
            if (messages.Exists(m => m.Id.Is(message.Id))) return;
            messages.Add(unsentBeforeArrival.Remove(message.Id) ? Unsent(message) : message);
        }
        changed();
    }

    /// <summary>The latest change wins, whatever comes last (LINE.md §2).</summary>
    internal void Edit(string messageId, string? text, string json, DateTimeOffset at)
    {
        lock (gate)
        {
            var found = messages.FindIndex(m => m.Id.Is(messageId));
            if (found < 0 || messages[found].IsUnsent || messages[found].EditedAt > at) return;
            messages[found] = messages[found] with { Text = text, Json = json, EditedAt = at };
        }
        changed();
    }

    internal void Received(FakeMessage message)
    {
        lock (gate)
        {
            messages.Add(message);
            typingUntil = null;
        }
        changed();
    }

    internal void Unsend(string messageId)
    {
        lock (gate)
        {
            var at = messages.FindIndex(m => m.Id.Is(messageId));
            if (at < 0) unsentBeforeArrival.Add(messageId);
            else messages[at] = Unsent(messages[at]);
        }
        changed();
    }

    /// <summary>Marks this message and all the customer's earlier ones (R#mark-as-read).</summary>
    internal void MarkRead(string messageId)
    {
        lock (gate)
        {
            for (var i = messages.FindIndex(m => m.Id.Is(messageId)); i >= 0; i--)
            {
                if (messages[i].FromCustomer) messages[i] = messages[i] with { IsRead = true };
            }
        }
        changed();
    }

    internal void ShowTyping(DateTimeOffset until)
    {
        lock (gate) typingUntil = until;
        changed();
    }

    internal bool CanReceive(DateTimeOffset now)
    {
        lock (gate)
        {
            return this.friendship switch
            {
                Friendship.Friend => true,
                Friendship.Blocked => false,
                _ => now - lastWroteAt <= WritersReachableFor,
            };
        }
    }

    private static FakeMessage Unsent(FakeMessage message) =>
        message with { IsUnsent = true, Text = null, StickerId = null, PackageId = null, MediaUrl = null, Json = null };
}
