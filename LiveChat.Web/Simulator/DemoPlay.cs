using System.Buffers.Text;
using System.Text.Json.Nodes;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Sessions;

namespace LiveChat.Web.Simulator;

/// <summary>
/// Plays one customer's story on the entities, in the order and with the revisions of the real verbs (ReceiveEvent, ClaimSession, SendReply,
/// DeliverNext, CloseSession), so that what is left is what they would have left. Only ids that the database hands out are filled in by the caller.
/// </summary>
internal sealed class DemoPlay(int number, Customer customer, Conversation conversation, IReadOnlyDictionary<string, Operator> operators)
{
    public static readonly TimeSpan WayFromLine = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan WayToWorker = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan WayToLine = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan ReplyTokenLifetime = TimeSpan.FromSeconds(55);
    private static readonly TimeSpan ReadingTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(45);

    private readonly Random random = new(number);
    private readonly Dictionary<long, ReadCursor> cursors = [];
    private Session? session;

    /// <summary>A message and what it belongs to.</summary>
    public sealed record Entry(Message Message, Session? Session, Delivery? Delivery);

    /// <summary>What an operator did with a session, for the audit trail.</summary>
    public sealed record Deed(string Action, long OperatorId, Session Session, DateTimeOffset At);

    public Conversation Conversation => conversation;
    public List<Entry> Entries { get; } = [];
    public List<Deed> Deeds { get; } = [];
    public IReadOnlyList<string> Tags { get; private set; } = [];
    public IReadOnlyCollection<ReadCursor> Cursors => cursors.Values;

    public void Run(DemoCustomer script, IReadOnlyList<DateTimeOffset[]> times)
    {
        for (var i = 0; i < script.Episodes.Length; i++) Play(script, script.Episodes[i], times[i]);
        Tags = script.Tags ?? [];
        foreach (var reader in script.ReadBy ?? operators.Keys) Read(operators[reader].Id, times[^1][^1] + ReadingTime);
    }

    /// <summary>The list's preview names messages by id, so it comes when they have one.</summary>
    public void ShowPreview()
    {
        foreach (var (message, _, _) in Entries)
            if (message.Direction != MessageDirection.Internal && (message.Author != MessageAuthor.System || conversation.LastMessageId is null)) conversation.Show(message);
    }

    private void Play(DemoCustomer script, DemoEpisode episode, DateTimeOffset[] times)
    {
        foreach (var (line, at) in episode.Lines.Zip(times))
        {
            if (line.Out is { } answer) Answer(answer, operators[episode.Operator!].Id, at);
            else Receive(line, script, at);
        }
        if (episode.Operator is null) return;
        var owner = operators[episode.Operator].Id;
        Claim(owner, times[^1] + ReadingTime);
        if (episode.ClosedBecause is { } reason) Close(owner, reason, times[^1] + ClosingTime);
    }

    private void Receive(DemoLine line, DemoCustomer script, DateTimeOffset at)
    {
        var (arrivedAt, replyToken) = (at + WayFromLine, Token(24));
        var message = NewIncoming(line, replyToken, at);
        if (message.Author == MessageAuthor.Customer) Queue(message, arrivedAt);
        Entries.Add(new(message, message.Author == MessageAuthor.Customer ? session : null, Delivery: null));
        conversation.KeepReplyToken(replyToken, arrivedAt + ReplyTokenLifetime);
        if (customer.AskForProfile(arrivedAt)) FetchProfile(script, arrivedAt + WayToLine);
    }

    private void Queue(Message message, DateTimeOffset now)
    {
        if (session is null)
        {
            session = Session.Begin(conversation.Id, now);
            Enter(SessionEntry.Opened, message.SentAt.AddMilliseconds(-1), operatorId: null);
        }
        conversation.Follow(session);
        conversation.CountIncoming(message);
    }

    private void FetchProfile(DemoCustomer script, DateTimeOffset now)
    {
        if (script.Name is null) customer.KeepProfile(now);
        else if (customer.Describe(script.Name, script.HasPicture ? $"/simulator/avatars/{customer.LineId}.svg" : null, script.Status, script.Language, now)) conversation.NextRevision();
    }

    private void Claim(long operatorId, DateTimeOffset now)
    {
        if (session is null || !session.TryClaim(operatorId, now)) return;
        conversation.Follow(session);
        Enter(SessionEntry.Claimed, now, operatorId);
        conversation.NextRevision();
        Deeds.Add(new("session.claimed", operatorId, session, now));
    }

    private void Enter(string kind, DateTimeOffset at, long? operatorId) =>
        Entries.Add(new(SessionEntry.New(conversation, session!, kind, at, operatorId, session!.CloseReason), session, Delivery: null));

    private void Answer(string text, long operatorId, DateTimeOffset now)
    {
        Claim(operatorId, now - ReadingTime);
        Read(operatorId, now);
        var message = NewOutgoing(text, operatorId, now);
        session!.Respond(now);
        conversation.Answered();
        var delivery = Deliver(message, operatorId, now);
        Entries.Add(new(message, session, delivery));
    }

    private Delivery Deliver(Message message, long operatorId, DateTimeOffset now)
    {
        var delivery = new Delivery
        {
            ChannelId = conversation.ChannelId,
            ConversationId = conversation.Id,
            OperatorId = operatorId,
            RetryKey = Guid.NewGuid(),
            Messages = LineBodies.TextMessages(message.Text!),
            NextAttemptAt = now,
            CreatedAt = now,
        };
        var begunAt = now + WayToWorker;
        if (conversation.TakeReplyToken(begunAt) is { } token) delivery.Freeze(DeliveryMethod.Reply, LineBodies.Reply(token, delivery.Messages));
        else delivery.Freeze(DeliveryMethod.Push, LineBodies.Push(customer.LineId, delivery.Messages));
        delivery.Begin(begunAt);
        message.Revision = conversation.NextRevision();
        delivery.Accept($"HTTP 200; ; request {Guid.NewGuid()}", recipients: 1, begunAt + WayToLine);
        message.Revision = conversation.NextRevision();
        message.DeliveryState = delivery.State;
        return delivery;
    }

    private void Close(long operatorId, string reason, DateTimeOffset now)
    {
        if (session is null || !session.TryClose(operatorId, reason, now)) return;
        Read(operatorId, now);
        conversation.Follow(session);
        conversation.Answered();
        Enter(SessionEntry.Closed, now, operatorId);
        conversation.NextRevision();
        Deeds.Add(new("session.closed", operatorId, session, now));
        session = null;
    }

    private void Read(long operatorId, DateTimeOffset now)
    {
        var cursor = cursors.GetValueOrDefault(operatorId);
        if (cursor is null) cursors[operatorId] = cursor = new() { ConversationId = conversation.Id, OperatorId = operatorId, ReadCount = 0, ReadAt = now };
        if (cursor.ReadCount < conversation.IncomingCount) (cursor.ReadCount, cursor.ReadAt) = (conversation.IncomingCount, now);
    }

    private Message NewIncoming(DemoLine line, string replyToken, DateTimeOffset at)
    {
        var kind = line.Kind ?? Message.TextKind;
        var isEvent = kind.StartsWith(Message.EventPrefix, StringComparison.Ordinal);
        return new Message
        {
            ChannelId = conversation.ChannelId,
            ConversationId = conversation.Id,
            LineMessageId = isEvent ? null : LineIdOf(at),
            Direction = MessageDirection.Incoming,
            Author = isEvent ? MessageAuthor.System : MessageAuthor.Customer,
            AuthorLineId = customer.LineId,
            Kind = kind,
            IsSupported = line.In is not null,
            Payload = (isEvent ? EventJson(line, kind, replyToken, at) : MessageJson(line, kind, at)).ToJsonString(),
            SentAt = at,
            CreatedAt = at + WayFromLine,
            Revision = conversation.NextRevision(),
        }.Saying(line.In);
    }

    private Message NewOutgoing(string text, long operatorId, DateTimeOffset at) => new Message
    {
        ChannelId = conversation.ChannelId,
        ConversationId = conversation.Id,
        LineMessageId = LineIdOf(at),
        Direction = MessageDirection.Outgoing,
        Author = MessageAuthor.Operator,
        OperatorId = operatorId,
        Kind = Message.TextKind,
        IsSupported = true,
        SentAt = at,
        CreatedAt = at,
        Revision = conversation.NextRevision(),
        ClientKey = Guid.NewGuid().ToString(),
    }.Saying(text);

    private JsonObject MessageJson(DemoLine line, string kind, DateTimeOffset at)
    {
        var json = line.Payload?.DeepClone().AsObject() ?? [];
        (json["type"], json["id"], json["markAsReadToken"]) = (kind, LineIdOf(at), Token(150));
        if (kind is Message.TextKind or "image" or "video" or "sticker") json["quoteToken"] = Token(110);
        if (line.In is not null) json["text"] = line.In;
        return json;
    }

    private JsonObject EventJson(DemoLine line, string kind, string replyToken, DateTimeOffset at)
    {
        var json = line.Payload?.DeepClone().AsObject() ?? [];
        (json["type"], json["mode"], json["replyToken"]) = (kind[Message.EventPrefix.Length..], "active", replyToken);
        (json["webhookEventId"], json["timestamp"]) = (Guid.CreateVersion7(at).ToString("N"), at.ToUnixTimeMilliseconds());
        json["deliveryContext"] = new JsonObject { ["isRedelivery"] = false };
        json["source"] = new JsonObject { ["type"] = "user", ["userId"] = customer.LineId };
        return json;
    }

    /// <summary>Eighteen digits that grow with time, like LINE's; no two customers share the last bits.</summary>
    private string LineIdOf(DateTimeOffset at) => ((at.ToUnixTimeMilliseconds() << 18) + number).ToString();

    private string Token(int bytes)
    {
        var noise = new byte[bytes];
        random.NextBytes(noise);
        return Base64Url.EncodeToString(noise);
    }
}
