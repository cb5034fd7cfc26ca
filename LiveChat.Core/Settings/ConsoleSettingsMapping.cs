using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LiveChat.Core.Settings;

internal sealed class ConsoleSettingsMapping : IEntityTypeConfiguration<ConsoleSettings>
{
    public void Configure(EntityTypeBuilder<ConsoleSettings> builder)
    {
        builder.ToTable("console_settings");
        builder.Property(settings => settings.Id).ValueGeneratedNever();
        builder.HasData(new ConsoleSettings());
    }
}
