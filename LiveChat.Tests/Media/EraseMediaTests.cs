using ImageMagick;
using LiveChat.Core.Media;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Media;

/// <summary>The application as it runs, workers and all.</summary>
public sealed class EraseMediaTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Fifty_pictures_that_are_taken_back_are_gone_from_the_disk_and_so_is_what_we_knew_of_them()
    {
        var phone = app.Line.Phone(app.Line.AddCustomer("สมศรี"));
        var sent = new List<FakeSending>();
        for (var i = 0; i < 50; i++) sent.Add(await phone.SendImageAsync(Samples.Picture(MagickFormat.Jpeg, 64, 48), "image/jpeg"));
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.MediaFiles.CountAsync(file => file.State == MediaState.Kept && file.HasPreview)).ContinueWith(count => count.Result == 50, TaskScheduler.Default));
        Assert.Equal(100, Files().Count());

        foreach (var one in sent) await phone.UnsendAsync(one.Message.Id);

        await Eventually.TrueAsync(() => app.ReadAsync(db => db.MediaFiles.AllAsync(file => file.State == MediaState.Gone)));
        Assert.Empty(Files());
        Assert.True(await app.ReadAsync(db => db.MediaFiles.AllAsync(file => file.Sha256 == null && file.Size == null && file.FileName == null && file.ContentType == null && !file.HasPreview)));
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(app.MediaPath, "*", SearchOption.AllDirectories);
}
