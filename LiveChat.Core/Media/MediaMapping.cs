using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LiveChat.Core.Media;

internal sealed class MediaMapping : IEntityTypeConfiguration<MediaFile>
{
    public void Configure(EntityTypeBuilder<MediaFile> builder)
    {
        builder.ToTable("media_files");
        builder.HasOne<Channel>().WithMany().HasForeignKey(file => file.ChannelId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(file => file.ConversationId).OnDelete(DeleteBehavior.Restrict); // or the bytes would stay behind
        builder.HasOne<Message>().WithMany().HasForeignKey(file => file.MessageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Operator>().WithMany().HasForeignKey(file => file.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(file => file.Key).IsUnique();
        builder.HasIndex(file => file.MessageId).IsUnique().HasFilter("message_id is not null");
        builder.HasIndex(file => new { file.ConversationId, file.Id }).IsDescending(false, true).HasFilter("message_id is not null and state = 'kept'");
        builder.HasIndex(file => file.NextAttemptAt, "ix_media_files_owed").HasDatabaseName("ix_media_files_owed").HasFilter("state in ('waiting', 'erasing')");
        builder.HasIndex(file => file.CreatedAt, "ix_media_files_unsent").HasDatabaseName("ix_media_files_unsent").HasFilter("message_id is null");
    }
}
