using LiveChat.Core.Conversations;
using LiveChat.Core.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LiveChat.Core.Tags;

internal sealed class TagMapping : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> builder)
    {
        builder.ToTable("tags");
        builder.HasIndex(tag => tag.NameKey).IsUnique();
    }
}

internal sealed class ConversationTagMapping : IEntityTypeConfiguration<ConversationTag>
{
    public void Configure(EntityTypeBuilder<ConversationTag> builder)
    {
        builder.ToTable("conversation_tags");
        builder.HasKey(tagged => new { tagged.ConversationId, tagged.TagId });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(tagged => tagged.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Tag>().WithMany().HasForeignKey(tagged => tagged.TagId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Operator>().WithMany().HasForeignKey(tagged => tagged.TaggedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
