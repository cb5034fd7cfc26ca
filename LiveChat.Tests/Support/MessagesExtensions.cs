using LiveChat.Core.Messages;

namespace LiveChat.Tests.Support;

public static class MessagesExtensions
{
    /// <summary>What customers and operators said to each other and what LINE reported, without what only the house sees.</summary>
    public static IQueryable<Message> Said(this IQueryable<Message> messages) => messages.Where(message => message.Direction != MessageDirection.Internal);
}
