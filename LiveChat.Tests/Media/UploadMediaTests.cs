using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ImageMagick;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Media;

/// <summary>What an operator attaches, up to what the strict fake LINE takes.</summary>
public sealed class UploadMediaTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Theory]
    [InlineData("photo.jpg", "image")]
    [InlineData("drawing.gif", "image")]
    [InlineData("film.mp4", "video")]
    [InlineData("voice.m4a", "audio")]
    [InlineData("song.mp3", "audio")]
    [InlineData("ใบเสนอราคา.pdf", "flex")]
    [InlineData("notes.txt", "flex")]
    public async Task Whatever_is_attached_reaches_LINE_as_something_it_takes(string name, string kind)
    {
        using var nok = await App.GivenAtWorkAsync();
        var served = await App.GivenServedByAsync(nok);
        var chip = await UploadAsync(nok, served, name, BytesOf(name));
        var key = chip.QuerySelector("input[name=media]")!.GetAttribute("value")!;
        Assert.Contains(name, chip.TextContent, StringComparison.Ordinal);

        using var answer = await nok.Browser.PostAsync($"/admin/live-chat/{served.ConversationId}/replies", new Dictionary<string, string>(StringComparer.Ordinal) { ["media"] = key, ["text"] = "นี่ค่ะ", ["clientKey"] = Guid.NewGuid().ToString() });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await App.DeliverAllAsync();

        var accepted = App.AcceptedFor(served);
        Assert.Equal([kind, "text"], accepted.Select(message => message.Kind));
        var url = JsonNode.Parse(accepted[0].Json)!.AsObject().ToJsonString().Split('"').First(part => part.StartsWith("https://", StringComparison.Ordinal) && part.Contains(key, StringComparison.Ordinal));
        using var phone = App.NewVisitor();
        Assert.Equal(HttpStatusCode.OK, (await phone.Http.GetAsync(new Uri(url).PathAndQuery)).StatusCode);
        if (kind is "image" or "video")
        {
            var preview = await (await phone.Http.GetAsync($"/public/media/{key}/preview")).Content.ReadAsByteArrayAsync();
            Assert.InRange(preview.Length, 100, 1_000_000);
        }
        Assert.DoesNotContain("media", (await UploadsAsync(served)).Select(file => file.Key)); // the box is empty
    }

    [Fact]
    public async Task A_photograph_does_not_tell_the_customer_where_the_operator_lives()
    {
        using var nok = await App.GivenAtWorkAsync();
        var served = await App.GivenServedByAsync(nok);
        await UploadAsync(nok, served, "photo.jpg", Samples.PhotoWithPlace());
        var file = Assert.Single(await UploadsAsync(served));
        using var seen = new MagickImage((await App.StoredAsync(file.Key))!);
        Assert.Empty(seen.ProfileNames);
        Assert.Equal((300, 400), (file.Width, file.Height));
    }

    [Fact]
    public async Task What_was_attached_is_there_when_the_conversation_is_opened_again_and_can_be_taken_off()
    {
        using var nok = await App.GivenAtWorkAsync();
        var served = await App.GivenServedByAsync(nok);
        await UploadAsync(nok, served, "a.pdf", Samples.Pdf);
        var page = await nok.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}");
        var key = page.QuerySelector("#attachments input[name=media]")!.GetAttribute("value")!;
        Assert.False(page.QuerySelector("#composer-text")!.HasAttribute("required"));

        using var dropped = await nok.Browser.DeleteAsync($"/admin/live-chat/{served.ConversationId}/media?key={key}");
        Assert.Equal(HttpStatusCode.OK, dropped.StatusCode);
        Assert.Null(await App.StoredAsync(key));
        Assert.Empty(await UploadsAsync(served));
    }

    [Fact]
    public async Task Only_the_owner_attaches_and_nothing_is_sent_twice_or_by_another()
    {
        using var nok = await App.GivenAtWorkAsync();
        using var lek = await App.GivenAtWorkAsync();
        var served = await App.GivenServedByAsync(nok);
        using (var refused = await PostAsync(lek, served, "a.pdf", Samples.Pdf)) Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        var chip = await UploadAsync(nok, served, "a.pdf", Samples.Pdf);
        var answer = new Answer { Media = [chip.QuerySelector("input[name=media]")!.GetAttribute("value")!] };
        var elsewhere = await App.GivenServedByAsync(nok);
        Assert.Equal(SendReply.Refusal.NoSuchMedia, (await ReplyAsync(elsewhere, answer)).Refusal);
        Assert.Null((await ReplyAsync(served, answer)).Refusal);
        Assert.Equal(SendReply.Refusal.NoSuchMedia, (await ReplyAsync(served, answer)).Refusal);
    }

    [Fact]
    public async Task An_empty_file_is_refused_in_a_sentence_and_so_are_too_many()
    {
        using var nok = await App.GivenAtWorkAsync();
        var served = await App.GivenServedByAsync(nok);
        using (var empty = await PostAsync(nok, served, "a.txt", [])) Assert.NotEmpty(await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, empty));
        for (var i = 0; i < UploadMedia.MostFiles; i++) await UploadAsync(nok, served, $"{i}.pdf", Samples.Pdf);
        using var oneMore = await PostAsync(nok, served, "a.pdf", Samples.Pdf);
        Assert.Contains("10", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, oneMore), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_read()
    {
        using var nok = await App.GivenAtWorkAsync();
        var served = await App.GivenServedByAsync(nok);
        using var request = nok.Browser.NewPost($"/admin/live-chat/{served.ConversationId}/media", new Dictionary<string, string>(StringComparer.Ordinal));
        request.Content = new ByteArrayContent([1]) { Headers = { ContentType = new MediaTypeHeaderValue("multipart/form-data") { Parameters = { new("boundary", "x") } }, ContentLength = 300L * 1024 * 1024 } };
        request.Headers.ExpectContinue = true;
        using var answer = await nok.Browser.Http.SendAsync(request);
        Assert.Contains("200 MB", await Refused.WithAsync(HttpStatusCode.RequestEntityTooLarge, answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_sends_is_thrown_away_after_a_day()
    {
        using var nok = await App.GivenAtWorkAsync();
        var served = await App.GivenServedByAsync(nok);
        await UploadAsync(nok, served, "a.pdf", Samples.Pdf);
        var old = Assert.Single(await UploadsAsync(served)).Key;
        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update media_files set created_at = now() - interval '25 hours' where key = {old}"));
        await UploadAsync(nok, served, "b.pdf", Samples.Pdf);

        await App.UseAsync((SweepUploads use) => use.RunAsync(CancellationToken.None));

        Assert.Equal("b.pdf", Assert.Single(await UploadsAsync(served)).FileName);
        Assert.Null(await App.StoredAsync(old));
    }

    [Fact]
    public async Task The_gallery_has_what_was_sent_newest_first_and_the_panel_the_newest_twelve()
    {
        using var nok = await App.GivenAtWorkAsync();
        var served = await App.GivenServedByAsync(nok);
        for (var i = 0; i < 14; i++) await App.Line.Phone(served.Customer).SendImageAsync(Samples.Picture(MagickFormat.Jpeg, 32, 24), "image/jpeg");
        await App.Line.Phone(served.Customer).SendFileAsync(new("application/pdf", Samples.Pdf), "ใบสั่งซื้อ.pdf");
        await App.ReceiveAllAsync();
        await App.FetchMediaAsync();

        var gallery = await nok.Browser.GetPageAsync($"/admin/live-chat/{served.ConversationId}/media");
        Assert.Equal((14, "ใบสั่งซื้อ.pdf"), (gallery.QuerySelectorAll(".gallery__item").Length, gallery.QuerySelector(".file__name")!.TextContent.Trim()));
        var panel = await Visitor.ReadAsync(await nok.Browser.GetFragmentAsync($"/admin/live-chat/{served.ConversationId}/customer"));
        Assert.Equal((11, 1), (panel.QuerySelectorAll(".gallery__item").Length, panel.QuerySelectorAll(".file").Length));
        Assert.NotNull(panel.QuerySelector($"a[href='/admin/live-chat/{served.ConversationId}/media']"));
    }

    private static byte[] BytesOf(string name) => Path.GetExtension(name) switch
    {
        ".jpg" => Samples.Picture(MagickFormat.Jpeg, 320, 240),
        ".gif" => Samples.Picture(MagickFormat.Gif, 320, 240),
        ".mp4" => Samples.Mp4(5000, 1280, 720),
        ".m4a" => Samples.Mp4(2300, brand: "M4A "),
        ".mp3" => Samples.Mp3(100),
        ".pdf" => Samples.Pdf,
        _ => "สวัสดี"u8.ToArray(),
    };

    private static async Task<AngleSharp.Dom.IElement> UploadAsync(AtWork who, Served served, string name, byte[] bytes)
    {
        using var answer = await PostAsync(who, served, name, bytes);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await Visitor.ReadAsync(answer)).QuerySelectorAll(".attachment")[^1];
    }

    private static async Task<HttpResponseMessage> PostAsync(AtWork who, Served served, string name, byte[] bytes)
    {
        using var request = who.Browser.NewPost($"/admin/live-chat/{served.ConversationId}/media", new Dictionary<string, string>(StringComparer.Ordinal));
        request.Content = new MultipartFormDataContent { { new ByteArrayContent(bytes), "files", name } };
        return await who.Browser.Http.SendAsync(request);
    }

    private Task<IReadOnlyList<MediaView>> UploadsAsync(Served served) => App.UseAsync((ReadUploads use) => use.RunAsync(served.ConversationId, served.OperatorId, CancellationToken.None));

    private Task<SendReply.Result> ReplyAsync(Served served, Answer answer) => App.UseAsync((SendReply use) => use.RunAsync(served.ConversationId, served.OperatorId, answer, Guid.NewGuid().ToString(), CancellationToken.None));
}
