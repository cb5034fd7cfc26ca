using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Settings;

/// <summary>The settings as they stand now.</summary>
public sealed class ReadConsoleSettings(LiveChatDb db)
{
    public Task<ConsoleSettings> RunAsync(CancellationToken ct) => db.ConsoleSettings.AsNoTracking().SingleAsync(ct);
}
