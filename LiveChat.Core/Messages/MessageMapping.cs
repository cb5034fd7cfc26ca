using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Operators;
using LiveChat.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LiveChat.Core.Messages;

internal sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages");
        builder.Property(message => message.Payload).HasColumnType("jsonb");
        builder.HasOne<Channel>().WithMany().HasForeignKey(message => message.ChannelId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(message => message.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Session>().WithMany().HasForeignKey(message => message.SessionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Operator>().WithMany().HasForeignKey(message => message.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Delivery>().WithMany().HasForeignKey(message => message.DeliveryId).OnDelete(DeleteBehavior.SetNull);

        builder.HasOne<Operator>().WithMany().HasForeignKey(message => message.AboutOperatorId).OnDelete(DeleteBehavior.Restrict);

        builder.HasIndex(message => new { message.ConversationId, message.SentAt, message.Id });
        builder.HasIndex(message => message.SearchText).HasMethod("gin").HasOperators("gin_trgm_ops");
        builder.HasIndex(message => message.Id, "ix_messages_not_searchable").HasDatabaseName("ix_messages_not_searchable").HasFilter("search_text is null and text is not null");
        builder.HasIndex(message => new { message.ConversationId, message.Revision });
        builder.HasIndex(message => new { message.ChannelId, message.LineMessageId }).IsUnique().HasFilter("line_message_id is not null");
        builder.HasIndex(message => message.Id, "ix_messages_not_read").HasDatabaseName("ix_messages_not_read").HasFilter($"reading < {MessageReading.Version} and payload is not null");
        builder.HasIndex(message => message.Id, "ix_messages_places_sent").HasDatabaseName("ix_messages_places_sent").HasFilter("kind = 'location' and direction = 'outgoing'");
        builder.HasIndex(message => new { message.ConversationId, message.AlbumId }).HasFilter("album_id is not null");
        builder.HasIndex(message => message.DeliveryId).HasFilter("delivery_id is not null");
        builder.HasIndex(message => new { message.ConversationId, message.ClientKey }).IsUnique().HasFilter("client_key is not null");
    }
}

internal sealed class MessageEditMapping : IEntityTypeConfiguration<MessageEdit>
{
    public void Configure(EntityTypeBuilder<MessageEdit> builder)
    {
        builder.ToTable("message_edits");
        builder.HasOne<Message>().WithMany().HasForeignKey(edit => edit.MessageId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(edit => new { edit.MessageId, edit.At });
    }
}

internal sealed class UnsentMessageMapping : IEntityTypeConfiguration<UnsentMessage>
{
    public void Configure(EntityTypeBuilder<UnsentMessage> builder)
    {
        builder.ToTable("unsent_messages");
        builder.HasKey(unsent => new { unsent.ChannelId, unsent.LineMessageId });
        builder.HasOne<Channel>().WithMany().HasForeignKey(unsent => unsent.ChannelId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DraftMapping : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("drafts");
        builder.HasKey(draft => new { draft.OperatorId, draft.ConversationId });
        builder.HasOne<Operator>().WithMany().HasForeignKey(draft => draft.OperatorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(draft => draft.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DeliveryMapping : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.Ignore(delivery => delivery.MayNotBeRepeated);
        builder.Ignore(delivery => delivery.MayBeTakenBack);
        builder.Ignore(delivery => delivery.MayBeWithdrawn);
        builder.Ignore(delivery => delivery.Count);
        builder.Property(delivery => delivery.NextAttemptAt).HasDefaultValueSql("now()");
        builder.HasOne<Channel>().WithMany().HasForeignKey(delivery => delivery.ChannelId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(delivery => delivery.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Operator>().WithMany().HasForeignKey(delivery => delivery.OperatorId).OnDelete(DeleteBehavior.Restrict);

        // What is still owed, oldest first, and whether something older is owed to the same conversation.
        builder.HasIndex(delivery => delivery.Id, "ix_deliveries_owed").HasDatabaseName("ix_deliveries_owed").HasFilter("state in ('queued', 'sending')");
        builder.HasIndex(delivery => new { delivery.ConversationId, delivery.Id }, "ix_deliveries_owed_in_order").HasDatabaseName("ix_deliveries_owed_in_order").HasFilter("state in ('queued', 'sending')");

        // What waits for the customer to write again, and what the books add up by day.
        builder.HasIndex(delivery => delivery.ConversationId, "ix_deliveries_held").HasDatabaseName("ix_deliveries_held").HasFilter("state = 'held'");
        builder.HasIndex(delivery => delivery.FinishedAt).HasFilter("state = 'accepted'");
    }
}

internal sealed class WebhookEventMapping : IEntityTypeConfiguration<WebhookEvent>
{
    public void Configure(EntityTypeBuilder<WebhookEvent> builder)
    {
        builder.ToTable("webhook_events");
        builder.Property(received => received.NextAttemptAt).HasDefaultValueSql("now()");
        builder.HasOne<Channel>().WithMany().HasForeignKey(received => received.ChannelId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(received => received.WebhookEventId).IsUnique();
        builder.HasIndex(received => received.Id, "ix_webhook_events_pending").HasDatabaseName("ix_webhook_events_pending").HasFilter("processed_at is null");
        builder.HasIndex(received => received.Id, "ix_webhook_events_dead").HasDatabaseName("ix_webhook_events_dead").HasFilter("outcome = 'dead'");
        builder.HasIndex(received => new { received.ChannelId, received.LineMessageId }).HasFilter("line_message_id is not null");
        builder.HasIndex(received => new { received.ChannelId, received.ReceivedAt });
    }
}
