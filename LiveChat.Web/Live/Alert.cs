using System.Text.Json.Serialization;
using LiveChat.Core.Conversations;
using LiveChat.Core.Live;
using LiveChat.Core.Messages;

namespace LiveChat.Web.Live;

[JsonConverter(typeof(JsonStringEnumConverter<AlertKind>))]
public enum AlertKind
{
    /// <summary>A customer begins to wait.</summary>
    [JsonStringEnumMemberName("queue")]
    Queue,

    /// <summary>Somebody has them now, or they are closed.</summary>
    [JsonStringEnumMemberName("queue-left")]
    QueueLeft,

    [JsonStringEnumMemberName("message")]
    Message,

    [JsonStringEnumMemberName("mention")]
    Mention,

    [JsonStringEnumMemberName("transfer")]
    Transfer,

    /// <summary>A customer took a message back: pages forget its words wherever they show them.</summary>
    [JsonStringEnumMemberName("unsent")]
    Unsent,
}

/// <summary>
/// Something an operator may want to hear or see at once, whatever they look at. It knows no viewer: a page decides by owner and addressee whether it
/// concerns its operator. Heard twice under one id it is the same.
/// </summary>
public sealed record Alert(string Id, AlertKind Kind, long ConversationId, string? Customer, long? OwnerId, long? ForId = null, string? By = null, string? Text = null)
{
    private const int TextLength = 80;

    /// <summary>What these changes are worth to be alerted of, given how rows and messages look now.</summary>
    public static IReadOnlyList<Alert> Of(IReadOnlyList<ConversationChange> changes, IReadOnlyList<ConversationRow> rows, IReadOnlyList<MessageView> messages)
    {
        var known = rows.ToDictionary(row => row.Id);
        var fromSessions = changes.Where(change => change is SessionChanged or OperatorMentioned or TransferOffered)
            .Where(change => known.ContainsKey(change.ConversationId)).Select(change => OfChange(change, known[change.ConversationId]));
        var news = changes.OfType<MessageChanged>().Where(change => change.IsNews).Select(change => change.MessageId).ToHashSet();
        var fromMessages = messages.Where(message => news.Contains(message.Id) && known.ContainsKey(message.ConversationId) && IsNews(message, known[message.ConversationId]))
            .Select(message => OfMessage(message, known[message.ConversationId]));
        var unsent = messages.Where(message => message.IsUnsent && known.ContainsKey(message.ConversationId)).Select(message => OfUnsent(message, known[message.ConversationId]));
        return [.. fromSessions.Concat(fromMessages).Concat(unsent).DistinctBy(alert => alert.Id)];
    }

    private static Alert OfChange(ConversationChange change, ConversationRow row) => change switch
    {
        OperatorMentioned mention => new($"mention-{row.Id}-{mention.Revision}-{mention.OperatorId}", AlertKind.Mention, row.Id, row.CustomerName, row.OwnerId, mention.OperatorId, mention.By),
        TransferOffered offer => new($"transfer-{row.Id}-{offer.Revision}", AlertKind.Transfer, row.Id, row.CustomerName, row.OwnerId, offer.ToId, offer.By),
        _ when row.WaitingSince is { } since => new($"queue-{row.Id}-{since.UtcTicks}", AlertKind.Queue, row.Id, row.CustomerName, row.OwnerId),
        _ => new($"queue-left-{row.Id}-{change.Revision}", AlertKind.QueueLeft, row.Id, row.CustomerName, row.OwnerId),
    };

    /// <summary>What a customer says while somebody serves them or they wait. The words that began the waiting are told by that.</summary>
    private static bool IsNews(MessageView message, ConversationRow row) =>
        message is { Direction: MessageDirection.Incoming, Author: MessageAuthor.Customer, IsUnsent: false }
        && row.Status is ConversationStatus.Active or ConversationStatus.Waiting
        && !(message.SentAt <= row.WaitingSince);

    private static Alert OfUnsent(MessageView message, ConversationRow row) => new($"unsent-{message.Id}", AlertKind.Unsent, row.Id, row.CustomerName, row.OwnerId);

    private static Alert OfMessage(MessageView message, ConversationRow row) =>
        new($"message-{message.Id}", AlertKind.Message, row.Id, row.CustomerName, row.OwnerId, Text: Words.Clip(message.Text, TextLength));
}
