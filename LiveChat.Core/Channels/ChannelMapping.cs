using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LiveChat.Core.Channels;

internal sealed class ChannelMapping : IEntityTypeConfiguration<Channel>
{
    public void Configure(EntityTypeBuilder<Channel> builder)
    {
        builder.ToTable("channels");
        builder.HasIndex(channel => channel.BotUserId).IsUnique();
    }
}

internal sealed class QuotaReadingMapping : IEntityTypeConfiguration<QuotaReading>
{
    public void Configure(EntityTypeBuilder<QuotaReading> builder)
    {
        builder.ToTable("quota_readings");
        builder.HasKey(reading => new { reading.ChannelId, reading.Day });
        builder.HasOne<Channel>().WithMany().HasForeignKey(reading => reading.ChannelId).OnDelete(DeleteBehavior.Cascade);
    }
}
