using LiveChat.Core.Channels;
using LiveChat.Core.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LiveChat.Core.Conversations;

internal sealed class ConversationMapping : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.HasOne<Channel>().WithMany().HasForeignKey(conversation => conversation.ChannelId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(conversation => conversation.Customer).WithOne().HasForeignKey<Conversation>(conversation => conversation.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Operator>().WithMany().HasForeignKey(conversation => conversation.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Operator>().WithMany().HasForeignKey(conversation => conversation.TransferToId).OnDelete(DeleteBehavior.Restrict);

        builder.HasIndex(conversation => conversation.MarkAsReadDueAt).HasFilter("mark_as_read_due_at is not null");
        builder.HasIndex(conversation => new { conversation.ChannelId, conversation.LastMessageAt, conversation.Id }).IsDescending(false, true, true);
        builder.HasIndex(conversation => new { conversation.LastMessageAt, conversation.Id }).IsDescending();
        builder.HasIndex(conversation => new { conversation.Status, conversation.LastMessageAt, conversation.Id }).IsDescending(false, true, true);
        builder.HasIndex(conversation => new { conversation.WaitingOrder, conversation.Id });
        builder.HasIndex(conversation => new { conversation.Status, conversation.WaitingOrder, conversation.Id });
        builder.HasIndex(conversation => new { conversation.OwnerId, conversation.LastMessageAt, conversation.Id }).IsDescending(false, true, true);
    }
}

internal sealed class ReadCursorMapping : IEntityTypeConfiguration<ReadCursor>
{
    public void Configure(EntityTypeBuilder<ReadCursor> builder)
    {
        builder.ToTable("read_cursors");
        builder.HasKey(cursor => new { cursor.ConversationId, cursor.OperatorId });
        builder.HasIndex(cursor => new { cursor.OperatorId, cursor.PinnedAt }).HasFilter("pinned_at is not null");
        builder.HasOne<Conversation>().WithMany().HasForeignKey(cursor => cursor.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Operator>().WithMany().HasForeignKey(cursor => cursor.OperatorId).OnDelete(DeleteBehavior.Cascade);
    }
}
