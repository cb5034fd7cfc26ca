using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Xunit;

namespace LiveChat.Tests.Simulator;

public sealed class FakeLineContentTests : IAsyncLifetime
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 4000).Select(i => (byte)i)];
    private FakeLineHost _host = null!;
    private FakePhone _phone = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeLineHost.StartAsync();
        _phone = _host.Line.Phone(_host.Line.AddCustomer("สมหญิง"));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_video_is_prepared_for_a_while_and_then_there_for_this_message_only()
    {
        var other = await _phone.SendVideoAsync(new("video/mp4", Bytes), 3000);
        var video = await _phone.SendVideoAsync(new("video/mp4", Bytes) { Troubles = [new(FaultKind.NotReady) { Calls = 3 }] }, 3000);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, ""));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(video, ""));
        Assert.Equal("processing", await TranscodingAsync(video));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(video, "/preview"));
        Assert.Equal("succeeded", await TranscodingAsync(video));
        Assert.Equal(Bytes, await _host.Http.GetByteArrayAsync(PathOf(video)));
    }

    [Fact]
    public async Task A_picture_and_a_video_have_a_preview_and_a_sound_and_a_file_have_none()
    {
        var picture = await _phone.SendImageAsync(new FakeContent("image/jpeg", Bytes));
        var video = await _phone.SendVideoAsync(new("video/mp4", Bytes) { Preview = new byte[] { 7 } });
        var sound = await _phone.SendAudioAsync(new("audio/x-m4a", Bytes), 1500);
        var file = await _phone.SendFileAsync(new("application/pdf", Bytes), "ใบเสนอราคา.pdf");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest],
            [await StatusAsync(picture, "/preview"), await StatusAsync(video, "/preview"), await StatusAsync(sound, "/preview"), await StatusAsync(file, "/preview")]);
        Assert.Equal([7], await _host.Http.GetByteArrayAsync(PathOf(video) + "/preview"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(file, "/transcoding"));
        using var content = await _host.Http.GetAsync(PathOf(file));
        Assert.Equal(("application/pdf", 4000), (content.Content.Headers.ContentType!.MediaType, content.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData(FaultKind.NotFound, HttpStatusCode.NotFound)]
    [InlineData(FaultKind.Gone, HttpStatusCode.Gone)]
    public async Task Content_can_be_missing_or_gone_once(FaultKind kind, HttpStatusCode status)
    {
        var picture = await _phone.SendImageAsync(new FakeContent("image/jpeg", Bytes) { Troubles = [new(kind) { Calls = 1 }] });
        Assert.Equal([status, HttpStatusCode.OK], [await StatusAsync(picture, ""), await StatusAsync(picture, "")]);
    }

    [Fact]
    public async Task A_truncated_body_breaks_and_a_wrong_length_does_not()
    {
        var picture = await _phone.SendImageAsync(new FakeContent("image/jpeg", Bytes) { Troubles = [new(FaultKind.Truncated) { Calls = 1 }, new(FaultKind.WrongLength) { Calls = 1 }] });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _host.Http.GetByteArrayAsync(PathOf(picture)));
        Assert.Equal(Bytes[..2000], await _host.Http.GetByteArrayAsync(PathOf(picture)));
        Assert.Equal(Bytes, await _host.Http.GetByteArrayAsync(PathOf(picture)));
    }

    [Fact]
    public async Task A_slow_body_stops_half_way_until_it_is_let_go()
    {
        var letGo = new TaskCompletionSource();
        var picture = await _phone.SendImageAsync(new FakeContent("image/jpeg", Bytes) { Troubles = [new(FaultKind.SlowBody) { Calls = 1, Until = letGo.Task }] });
        using var answer = await _host.Http.GetAsync(PathOf(picture), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var half = new byte[2000];
        await body.ReadExactlyAsync(half);
        Assert.Equal(4000, answer.Content.Headers.ContentLength);
        Assert.False(Fetched.IsOver);

        letGo.SetResult();
        using var rest = new MemoryStream();
        await body.CopyToAsync(rest);
        Assert.Equal(Bytes[2000..], rest.ToArray());
        Assert.Equal((true, 200, FaultKind.SlowBody), (Fetched.IsOver, Fetched.Status, Fetched.Fault));
    }

    [Fact]
    public async Task Who_hangs_up_on_a_slow_body_stands_in_the_journal_too()
    {
        var picture = await _phone.SendImageAsync(new FakeContent("image/jpeg", Bytes) { Troubles = [new(FaultKind.SlowBody) { Calls = 1, Until = new TaskCompletionSource().Task }] });
        using (await _host.Http.GetAsync(PathOf(picture), HttpCompletionOption.ResponseHeadersRead)) { }
        await Eventually.TrueAsync(() => Task.FromResult(Fetched is { IsOver: true, Note: "the caller went away" }));
    }

    [Fact]
    public async Task A_fault_can_be_meant_for_one_customer_only()
    {
        var other = _host.Line.AddCustomer("คนอื่น");
        _host.Line.Faults.Add(FakeEndpoint.Push | FakeEndpoint.Profile, new(FaultKind.ServerError) { OnlyFor = _phone.Customer.UserId });
        using var meant = await _host.PushAsync(_phone.Customer.UserId, "หนึ่ง");
        using var spared = await _host.PushAsync(other.UserId, "สอง");
        using var profile = await _host.Http.GetAsync($"/v2/bot/profile/{_phone.Customer.UserId}");
        Assert.Equal([HttpStatusCode.InternalServerError, HttpStatusCode.OK, HttpStatusCode.InternalServerError], [meant.StatusCode, spared.StatusCode, profile.StatusCode]);
    }

    private JournalEntry Fetched => _host.Line.Journal.Entries.First(entry => entry.Endpoint == FakeEndpoint.Content);

    private static string PathOf(FakeSending sending) => $"/v2/bot/message/{sending.Message.Id}/content";

    private async Task<HttpStatusCode> StatusAsync(FakeSending sending, string part)
    {
        using var answer = await _host.Http.GetAsync(PathOf(sending) + part);
        return answer.StatusCode;
    }

    private async Task<string> TranscodingAsync(FakeSending sending) =>
        (await _host.Http.GetFromJsonAsync<JsonObject>(PathOf(sending) + "/transcoding"))!["status"]!.GetValue<string>();
}
