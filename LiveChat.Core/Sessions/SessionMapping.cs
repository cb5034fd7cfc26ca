using LiveChat.Core.Conversations;
using LiveChat.Core.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LiveChat.Core.Sessions;

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Ignore(session => session.Status);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(session => session.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Operator>().WithMany().HasForeignKey(session => session.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Operator>().WithMany().HasForeignKey(session => session.TransferToId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Operator>().WithMany().HasForeignKey(session => session.ClosedBy).OnDelete(DeleteBehavior.Restrict);

        // A customer has at most one open session: races end here, not in doubles.
        builder.HasIndex(session => session.ConversationId, "ix_sessions_one_open").HasDatabaseName("ix_sessions_one_open").IsUnique().HasFilter("closed_at is null");
        builder.HasIndex(session => new { session.ConversationId, session.StartedAt });
        builder.HasIndex(session => session.StartedAt);
        builder.HasIndex(session => session.ClaimedAt);
    }
}
