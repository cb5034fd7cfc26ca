using LiveChat.Core.Media;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.Tests.Media;

internal static class MediaExtensions
{
    /// <summary>One turn of the media worker.</summary>
    public static Task<bool> FetchOnceAsync(this App app) => app.UseAsync((FetchMedia use) => use.RunAsync(CancellationToken.None));

    /// <summary>All that is due; what was put off waits for <see cref="LetMediaWaitEndAsync"/>.</summary>
    public static async Task FetchMediaAsync(this App app)
    {
        while (await app.FetchOnceAsync()) await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update media_files set next_attempt_at = next_attempt_at + interval '1 hour' where state = 'waiting' and next_attempt_at > now()"));
    }

    /// <summary>Pauses are over, and so are the leases of workers that died.</summary>
    public static Task<int> LetMediaWaitEndAsync(this App app) => app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update media_files set next_attempt_at = now() where state in ('waiting', 'erasing')"));

    public static Task<MediaFile> MediaOfAsync(this App app, FakeSending sent) => app.ReadAsync(db => db.MediaFiles.AsNoTracking().SingleAsync(file => db.Messages.Any(message => message.Id == file.MessageId && message.LineMessageId == sent.Message.Id)));

    public static async Task<byte[]?> StoredAsync(this App app, string name)
    {
        await using var stored = await app.Services.GetRequiredService<IMediaStore>().OpenAsync(name, CancellationToken.None);
        if (stored is null) return null;
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
