using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Core.Settings;
using LiveChat.Core.Tags;
using LiveChat.Web.Pages.LiveChat;

namespace LiveChat.Web.Pages.Design;

/// <summary>What the components show on the design page: each state they can be in, with the names and words that give them trouble.</summary>
public static class Samples
{
    /// <summary>Ids from here on belong to no conversation, so that what the page does with its samples is done to nobody.</summary>
    private const long First = 9_000_000_000_000;

    /// <summary>Whoever looks at the page is nobody's owner; the samples' owner is this one.</summary>
    private const long Nok = 1;

    /// <summary>As <c>.console[data-operator]</c> of the page says it.</summary>
    private const long Viewer = 0;

    private const string LongName = "ผู้ใหญ่บ้านน้ำผึ้งปู่ย่าที่อยู่หมู่บ้านริมน้ำปิงเก่าแก่กว่าใครในตำบล";
    private const string Thai = "น้ำผึ้งป่าขวดละเท่าไหร่คะ ที่นี่มีปั๊มน้ำมัน ผู้ใหญ่ ปู่ ก็ ญู ฐุ ฎู";
    private const string LongWord = "https://example.com/catalogue/honey?bottle=large&colour=ทอง&token=Zm9vYmFyYmF6cXV4cXV1eGNvcmdlZ3JhdWx0Z2FycGx5";
    private static readonly DateTimeOffset Time = new(2026, 7, 14, 3, 26, 0, TimeSpan.Zero);

    private static readonly ConversationRow Row = new()
    {
        Id = 1, Revision = 1, Status = ConversationStatus.Waiting, CustomerName = "สมศรี ใจดี", PictureUrl = null, LastMessageAt = Time, LastDirection = MessageDirection.Incoming,
        LastKind = Message.TextKind, Preview = Thai, IncomingCount = 3, WaitingSince = Time, OwnerId = null, OwnerName = null, Readers = [new(Viewer, 3)], ViewerId = Viewer,
    };

    private static readonly MessageView Said = new()
    {
        Id = 1, ConversationId = First, Revision = 1, Direction = MessageDirection.Incoming, Author = MessageAuthor.Customer, OperatorId = null, OperatorName = null, AboutOperatorName = null,
        Kind = Message.TextKind, IsSupported = true, Text = Thai, SentAt = Time, DeliveryState = null, DeliveryProblem = null, ClientKey = null, UndoUntil = null,
    };

    private static readonly MessageView Answered = Said with { Direction = MessageDirection.Outgoing, Author = MessageAuthor.Operator, OperatorId = Nok, OperatorName = "ณัฐธิดา", DeliveryState = DeliveryState.Accepted };

    private static readonly Desk Desk = new()
    {
        ConversationId = First, Revision = 1, Status = ConversationStatus.Active, CustomerKind = CustomerKind.User, CustomerName = "สมศรี ใจดี", PictureUrl = null, OwnerId = Nok, OwnerName = "ณัฐธิดา วงศ์สุวรรณ",
        IsBlocked = false, TransferToId = null, TransferToName = null, TransferSummary = null, Cost = new() { ConversationId = First, ReplyTokenExpiresAt = null, UndoSeconds = 4, QuotaLimit = 300, QuotaUsed = 12 },
    };

    public static readonly Banner Banner = new(new(Time, Waiting: 12), [new("ร้านกาแฟ", Time), new("ร้านดอกไม้", SuspendedAt: null)], [Quota(250), Quota(300)], HasManyChannels: true);

    public static readonly IReadOnlyList<QuotaView> Quotas = [Quota(120), Quota(250), Quota(300), Quota(40) with { Limit = null }, Quota(0) with { Used = null, FetchedAt = null, Limit = null }];

    private static QuotaView Quota(long used) => new() { ChannelId = 1, ChannelName = "ร้านกาแฟ", Limit = 300, Used = used, FetchedAt = Time, RunsOutOn = used == 250 ? new(2026, 11, 28) : null };

    private static readonly Desk Offered = Desk with { TransferToId = Nok + 1, TransferToName = "เล็ก", TransferSummary = "ลูกค้าอยากนัดวันเสาร์\nรอยืนยันคิว" };

    /// <summary>By what a conversation can look like to somebody.</summary>
    public static readonly IReadOnlyDictionary<string, DeskView> Desks = new Dictionary<string, DeskView>(StringComparer.Ordinal)
    {
        ["mine"] = new(Desk, Nok),
        ["others"] = new(Desk, Nok + 1),
        ["offered"] = new(Offered, Nok),
        ["asked"] = new(Offered, Nok + 1),
        ["waiting"] = new(Desk with { Status = ConversationStatus.Waiting, OwnerId = null, OwnerName = null, CustomerName = LongName }, Nok),
        ["closed"] = new(Desk with { Status = ConversationStatus.Closed, OwnerId = null, OwnerName = null }, Nok),
        ["bot"] = new(Desk with { Status = ConversationStatus.Bot, OwnerId = null, OwnerName = null, CustomerName = null }, Nok),
    };

    /// <summary>The list as whoever looks at the page would have it.</summary>
    public static ListPane List => new(new(new ListFilter { NeedsReply = true }, new(Rows, HasMore: true), Viewer, DateOnly.FromDateTime(Time.Date), new(Enum.GetValues<ConversationStatus>().ToDictionary(status => status, _ => 12), [new(Viewer, 3, 1)])), Choices: null, new ConsoleSettings());

    public static IReadOnlyList<ConversationRow> Rows => Numbered(
    [
        Row with { Readers = [new(Viewer, 3, IsPinned: true)], Tags = [new(1, "ลูกค้าประจำ", TagColour.Teal), new(2, "เคลม", TagColour.Red)] },
        Row with { Readers = [new(Viewer, 3, IsMarkedUnread: true)], NeedsReplySince = Time },
        Row with { Readers = [new(Viewer, 3, IsMentioned: true)], IsBlocked = true, Status = ConversationStatus.Active, OwnerId = Nok, OwnerName = "ณัฐธิดา", TransferToId = Nok + 1, TransferToName = "เล็ก" },
        Row with { CustomerName = LongName, Readers = [], IncomingCount = 120 },
        Row with { Status = ConversationStatus.Active, OwnerId = Nok, OwnerName = "ณัฐธิดา วงศ์สุวรรณเจริญกิจไพศาล", LastDirection = MessageDirection.Outgoing, Preview = LongWord },
        Row with { Status = ConversationStatus.Closed, CustomerName = "James O’Neill", Preview = "Thank you!", Readers = [], IncomingCount = 1 },
        Row with { Status = ConversationStatus.Bot, CustomerName = null, LastKind = "sticker", Preview = null },
    ]);

    public static TransferForm Transfer => new(Desks["mine"], [new(Nok + 1, "เล็ก", 2, 1), new(Nok + 2, LongName, 0, 0)]);

    public static OpenConversation Open(DeskView desk) => new(desk, new(desk.Desk.ConversationId, Timeline, HasOlder: true)) { Finder = new(Words: null, desk.Desk.ConversationId, Results: null) };

    private static IReadOnlyList<MessageView> Timeline => Numbered(
    [
        Entry(SessionEntry.Opened),
        Said,
        Said with { Text = LongWord },
        Said with { Text = "บรรทัดแรก\n\nบรรทัดที่สาม" },
        .. Kinds("image", "video", "audio", "file", "location", "sticker", "imagemap"),
        Entry(SessionEntry.Claimed, by: "ณัฐธิดา"),
        .. Enum.GetValues<DeliveryState>().Select(state => Answered with { DeliveryState = state }),
        .. Enum.GetValues<DeliveryProblem>().Select(problem => Answered with { DeliveryState = DeliveryState.Failed, DeliveryProblem = problem, Text = "ส่งไม่ถึง" }),
        Answered with { DeliveryState = DeliveryState.Queued, DeliveryProblem = DeliveryProblem.LineUnavailable, Text = "รอส่ง" },
        Answered with { Author = MessageAuthor.Bot, OperatorId = null, OperatorName = null, Text = "ร้านเปิด 9:00–18:00 น. ค่ะ" },
        Answered with { Author = MessageAuthor.Bot, OperatorId = null, OperatorName = null, DeliveryState = DeliveryState.Failed, DeliveryProblem = DeliveryProblem.QuotaUsedUp, Text = "ร้านปิดแล้วค่ะ" },
        Answered with { Direction = MessageDirection.Internal, Kind = Message.NoteKind, DeliveryState = null, Text = "ลูกค้าประจำ ขอส่วนลดได้ @ก้อย" },
        .. Kinds("event.follow", "event.unfollow", "event.postback").Select(happened => happened with { Author = MessageAuthor.System }),
        Entry(SessionEntry.Offered, by: "ณัฐธิดา", about: "ก้อย", words: "ลูกค้าถามเรื่องใบกำกับภาษี"),
        Entry(SessionEntry.Transferred, by: "ก้อย", about: "ณัฐธิดา"),
        Entry(SessionEntry.Closed, by: "ก้อย", words: "ตอบครบแล้ว"),
    ]);

    private static IEnumerable<MessageView> Kinds(params string[] kinds) => kinds.Select(kind => Said with { Kind = kind, IsSupported = false, Text = null });

    private static MessageView Entry(string kind, string? by = null, string? about = null, string? words = null) =>
        Said with { Direction = MessageDirection.Internal, Author = MessageAuthor.System, Kind = kind, OperatorName = by, AboutOperatorName = about, Text = words };

    private static List<ConversationRow> Numbered(IEnumerable<ConversationRow> rows) => [.. rows.Select((row, i) => row with { Id = First + i, LastMessageAt = row.LastMessageAt.AddHours(-i) })];

    private static List<MessageView> Numbered(IEnumerable<MessageView> messages) => [.. messages.Select((message, i) => message with { Id = i + 1, SentAt = message.SentAt.AddMinutes(i) })];
}
