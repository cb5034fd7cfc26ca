using LiveChat.Core.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LiveChat.Core.Audit;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_log");
        builder.HasOne<Operator>().WithMany().HasForeignKey(entry => entry.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(entry => new { entry.ConversationId, entry.At });
        builder.HasIndex(entry => entry.At);
    }
}
