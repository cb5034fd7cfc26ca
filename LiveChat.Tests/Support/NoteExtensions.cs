using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;

namespace LiveChat.Tests.Support;

public static class NoteExtensions
{
    /// <summary>A note that a colleague wrote some time.</summary>
    public static Task<long> GivenNoteAsync(this App app, long conversationId, long operatorId, string text) => app.ReadAsync(async db =>
    {
        await using var work = await db.BeginWorkAsync(conversationId, TimeProvider.System, CancellationToken.None);
        var note = new Message
        {
            ChannelId = work.Conversation!.ChannelId,
            ConversationId = conversationId,
            Direction = MessageDirection.Internal,
            Author = MessageAuthor.Operator,
            OperatorId = operatorId,
            Kind = Message.NoteKind,
            IsSupported = true,
            SentAt = work.Now,
            CreatedAt = work.Now,
            Revision = work.Conversation.NextRevision(),
        }.Saying(text);
        db.Messages.Add(note);
        await work.CommitAsync(CancellationToken.None);
        return note.Id;
    });
}
