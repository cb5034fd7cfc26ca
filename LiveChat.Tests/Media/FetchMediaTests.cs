using System.Security.Cryptography;
using ImageMagick;
using LiveChat.Core.Media;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Media;

public sealed class FetchMediaTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>, IAsyncLifetime
{
    private static readonly byte[] Photo = Samples.PhotoWithPlace();

    /// <summary>So much that a part of it arrives before the connection breaks.</summary>
    private static readonly byte[] Large = RandomNumberGenerator.GetBytes(2_000_000);

    /// <summary>What another test left waiting would be taken first.</summary>
    public async ValueTask InitializeAsync()
    {
        app.Line.Faults.Clear();
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update media_files set state = 'gone' where state in ('waiting', 'erasing')"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_photograph_is_kept_byte_for_byte_with_a_small_one_beside_it()
    {
        var sent = await SentAsync(phone => phone.SendImageAsync(new FakeContent("image/png", Photo)));
        var before = await app.MediaOfAsync(sent);
        Assert.Equal((MediaState.Waiting, null), (before.State, before.Problem));
        var revision = await RevisionAsync(sent);

        await app.FetchMediaAsync();

        var kept = await app.MediaOfAsync(sent);
        Assert.Equal((MediaState.Kept, MediaType.Jpeg, Photo.Length, 300, 400, true), (kept.State, kept.ContentType, kept.Size, kept.Width, kept.Height, kept.HasPreview)); // LINE's word for it does not count
        Assert.Equal(SHA256.HashData(Photo), kept.Sha256);
        Assert.Equal(Photo, await app.StoredAsync(kept.Key));
        Assert.Equal(MagickFormat.Jpeg, new MagickImageInfo((await app.StoredAsync(MediaName.Preview(kept.Key)))!).Format);
        Assert.True(await RevisionAsync(sent) > revision); // watchers look again
    }

    [Fact]
    public async Task A_film_has_LINEs_picture_of_it_and_a_sound_its_length()
    {
        var film = await SentAsync(phone => phone.SendVideoAsync(new FakeContent("video/mp4", Samples.Mp4(61_500, 1280, 720)) { Preview = Samples.Picture(MagickFormat.Jpeg, 640, 360) }));
        var sound = await SentAsync(phone => phone.SendAudioAsync(new("audio/x-m4a", Samples.Mp4(2300, brand: "M4A "))));

        await app.FetchMediaAsync();

        var (seen, heard) = (await app.MediaOfAsync(film), await app.MediaOfAsync(sound));
        Assert.Equal((MediaState.Kept, MediaKind.Video, MediaType.Mp4, 61_500, 1280, 720, true), (seen.State, seen.Kind, seen.ContentType, seen.DurationMs, seen.Width, seen.Height, seen.HasPreview));
        Assert.Equal((MediaState.Kept, MediaKind.Audio, MediaType.Mp4Audio, 2300, false), (heard.State, heard.Kind, heard.ContentType, heard.DurationMs, heard.HasPreview));
    }

    [Fact]
    public async Task A_film_that_is_being_prepared_is_waited_for()
    {
        var film = await SentAsync(phone => phone.SendVideoAsync(new FakeContent("video/mp4", Samples.Mp4(1000, 640, 360)) { Troubles = [new(FaultKind.NotReady) { Calls = 2 }] }));
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Waiting, MediaProblem.NotPrepared), await StateAsync(film));
        await app.LetMediaWaitEndAsync();
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Kept, null), await StateAsync(film));
    }

    [Theory]
    [InlineData(FaultKind.NotFound, MediaProblem.NotFound)]
    [InlineData(FaultKind.Gone, MediaProblem.Gone)]
    public async Task What_LINE_does_not_have_is_said_and_not_asked_for_again(FaultKind fault, MediaProblem problem)
    {
        var sent = await SentAsync(phone => phone.SendImageAsync(new FakeContent("image/jpeg", Photo) { Troubles = [new(fault)] }));
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Failed, problem), await StateAsync(sent));
        Assert.Equal(RetryMedia.Outcome.InVain, await RetryAsync(sent));
    }

    [Theory]
    [InlineData(FaultKind.ServerError, MediaProblem.LineTrouble)]
    [InlineData(FaultKind.RateLimit, MediaProblem.RateLimited)]
    [InlineData(FaultKind.Drop, MediaProblem.BrokenOff)]
    [InlineData(FaultKind.Unauthorized, MediaProblem.Unauthorised)]
    [InlineData(FaultKind.Truncated, MediaProblem.Truncated)]
    [InlineData(FaultKind.WrongLength, MediaProblem.Truncated)]
    public async Task What_may_pass_is_tried_again_by_itself(FaultKind fault, MediaProblem problem)
    {
        var sent = await SentAsync(phone => phone.SendFileAsync(new("application/pdf", Large) { Troubles = [new(fault) { Calls = 1 }] }, "a.pdf"));
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Waiting, problem), await StateAsync(sent));
        await app.LetMediaWaitEndAsync();
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Kept, null), await StateAsync(sent));
    }

    [Theory]
    [InlineData(MediaKind.Image)]
    [InlineData(MediaKind.Video)]
    [InlineData(MediaKind.Audio)]
    [InlineData(MediaKind.File)]
    public async Task Half_of_it_said_to_be_all_is_not_kept_and_the_whole_is_asked_for(MediaKind kind)
    {
        Fault[] troubles = [new(FaultKind.WrongLength) { Calls = 1 }];
        var sent = await SentAsync(phone => kind switch
        {
            MediaKind.Image => phone.SendImageAsync(SampleMedia.Tea with { Troubles = troubles }),
            MediaKind.Video => phone.SendVideoAsync(SampleMedia.Clip with { Troubles = troubles }, SampleMedia.ClipDurationMs),
            MediaKind.Audio => phone.SendAudioAsync(SampleMedia.Voice with { Troubles = troubles }, SampleMedia.VoiceDurationMs),
            _ => phone.SendFileAsync(SampleMedia.Menu with { Troubles = troubles }, SampleMedia.MenuName),
        });
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Waiting, MediaProblem.Truncated), await StateAsync(sent));
        await app.LetMediaWaitEndAsync();
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Kept, null), await StateAsync(sent));
    }

    [Fact]
    public async Task What_always_comes_broken_fails_in_the_end_and_an_operator_may_ask_again()
    {
        var sent = await SentAsync(phone => phone.SendFileAsync(new("application/pdf", Large) { Troubles = [new(FaultKind.Truncated) { Calls = 1 }] }, "a.pdf"));
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update media_files set attempts = 5 where state = 'waiting'"));
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Failed, MediaProblem.Truncated), await StateAsync(sent));

        Assert.Equal(RetryMedia.Outcome.Asked, await RetryAsync(sent));
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Kept, null), await StateAsync(sent));
    }

    [Fact]
    public async Task A_file_of_nothing_is_not_kept()
    {
        var sent = await SentAsync(phone => phone.SendFileAsync(new("application/pdf", Array.Empty<byte>()), "ว่าง.pdf"));
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Waiting, MediaProblem.Empty), await StateAsync(sent));
    }

    [Fact]
    public async Task External_content_is_never_fetched()
    {
        var customer = app.Line.AddCustomer("สมชาย");
        var said = app.Line.Events.External(app.LineHost.Channel, customer.UserId, "image", "http://127.0.0.1:1/admin");
        Assert.True((await app.Line.DeliverAsync(app.LineHost.Channel, [said])).Accepted);
        await app.ReceiveAllAsync();
        Assert.False(await app.FetchOnceAsync());
        var file = await app.ReadAsync(db => db.MediaFiles.OrderByDescending(found => found.Id).FirstAsync());
        Assert.Equal((MediaState.Failed, MediaProblem.External), (file.State, file.Problem));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("GIF89a/*<script>alert(1)</script>*/=1;")]
    public async Task What_calls_itself_a_picture_and_is_none_is_a_file_of_no_kind(string text)
    {
        var sent = await SentAsync(phone => phone.SendImageAsync(System.Text.Encoding.UTF8.GetBytes(text)));
        await app.FetchMediaAsync();
        var file = await app.MediaOfAsync(sent);
        Assert.Equal((MediaState.Kept, MediaKind.File, MediaType.Unknown, false), (file.State, file.Kind, file.ContentType, file.HasPreview));
    }

    [Fact]
    public async Task A_worker_that_died_loses_nothing_and_its_file_is_taken_over()
    {
        var sent = await SentAsync(phone => phone.SendImageAsync(Photo, "image/jpeg"));
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update media_files set attempts = 1, next_attempt_at = now() + interval '45 seconds' where state = 'waiting'")); // it had begun
        Assert.False(await app.FetchOnceAsync());
        await app.LetMediaWaitEndAsync();
        await app.FetchMediaAsync();
        Assert.Equal((MediaState.Kept, null), await StateAsync(sent));
    }

    [Fact]
    public async Task What_is_taken_back_while_it_is_being_fetched_leaves_nothing_behind()
    {
        var going = new TaskCompletionSource();
        var sent = await SentAsync(phone => phone.SendImageAsync(new FakeContent("image/jpeg", Photo) { Troubles = [new(FaultKind.SlowBody) { Calls = 1, Until = going.Task }] }));
        var key = (await app.MediaOfAsync(sent)).Key;
        var fetching = app.FetchOnceAsync();
        await Eventually.TrueAsync(async () => (await app.MediaOfAsync(sent)).Attempts == 1);
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update media_files set state = 'erasing', next_attempt_at = now() where key = {key}"));
        await app.UseAsync((EraseMedia use) => use.RunAsync(CancellationToken.None));
        going.SetResult();
        await fetching;
        Assert.Null(await app.StoredAsync(key));
        Assert.Null(await app.StoredAsync(MediaName.Preview(key)));
        Assert.Equal(MediaState.Gone, (await app.MediaOfAsync(sent)).State);
    }

    private async Task<FakeSending> SentAsync(Func<FakePhone, Task<FakeSending>> send)
    {
        var sent = await send(app.Line.Phone(app.Line.AddCustomer("สมศรี")));
        await app.ReceiveAllAsync();
        return sent;
    }

    private async Task<(MediaState, MediaProblem?)> StateAsync(FakeSending sent)
    {
        var file = await app.MediaOfAsync(sent);
        return (file.State, file.Problem);
    }

    private Task<long> RevisionAsync(FakeSending sent) => app.ReadAsync(db => db.Messages.Where(message => message.LineMessageId == sent.Message.Id).Select(message => message.Revision).SingleAsync());

    private async Task<RetryMedia.Outcome> RetryAsync(FakeSending sent)
    {
        var file = await app.MediaOfAsync(sent);
        var someone = await app.GivenOperatorAsync();
        return (await app.UseAsync((RetryMedia use) => use.RunAsync(file.ConversationId, file.Id, someone.Id, CancellationToken.None))).Outcome;
    }
}
