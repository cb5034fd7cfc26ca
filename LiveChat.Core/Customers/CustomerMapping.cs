using LiveChat.Core.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LiveChat.Core.Customers;

internal sealed class CustomerMapping : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers");
        builder.HasOne<Channel>().WithMany().HasForeignKey(customer => customer.ChannelId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(customer => new { customer.ChannelId, customer.LineId }).IsUnique();
        builder.HasIndex(customer => customer.SearchName).HasMethod("gin").HasOperators("gin_trgm_ops");
        builder.HasIndex(customer => customer.ProfileDueAt).HasFilter("profile_due_at is not null");
    }
}

internal sealed class MemberMapping : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("members");
        builder.HasKey(member => new { member.CustomerId, member.LineId });
        builder.HasOne<Customer>().WithMany().HasForeignKey(member => member.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(member => member.ProfileDueAt).HasFilter("profile_due_at is not null");
    }
}
