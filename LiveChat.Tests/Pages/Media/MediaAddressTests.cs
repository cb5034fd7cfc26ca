using System.Net;
using System.Net.Http.Headers;
using LiveChat.Core.Media;
using LiveChat.Tests.Media;
using LiveChat.Tests.Support;
using LiveChat.Web.Media;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Pages.Media;

public sealed class FileNamesTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("ใบเสนอราคา.pdf", MediaType.Pdf, "ใบเสนอราคา.pdf")]
    [InlineData("🧾 bill 👨‍👩‍👧.pdf", MediaType.Pdf, "🧾 bill 👨‍👩‍👧.pdf")]
    [InlineData("../../etc/passwd", MediaType.Unknown, "_.._etc_passwd.bin")]
    [InlineData("a\r\nSet-Cookie: x=1.pdf", MediaType.Pdf, "aSet-Cookie_ x=1.pdf")]
    [InlineData("\"quoted\".png", MediaType.Png, "_quoted_.png")]
    [InlineData("invoice\u202Egpj.exe", MediaType.Unknown, "invoicegpj.exe")]
    [InlineData("invoice\u202Egpj.exe", MediaType.Jpeg, "invoicegpj.exe.jpg")]
    [InlineData("photo.jpg", MediaType.Unknown, "photo.jpg.bin")]
    [InlineData("page.html", MediaType.Png, "page.html.png")]
    [InlineData("report.DOCX", MediaType.Zip, "report.docx")]
    [InlineData("report.xyz", MediaType.Zip, "report.xyz.zip")]
    [InlineData("data.csv", MediaType.Unknown, "data.csv")]
    [InlineData(null, MediaType.Mp4, "01234567.mp4")]
    [InlineData("...", MediaType.Pdf, "01234567.pdf")]
    [InlineData(".htaccess", MediaType.Unknown, "htaccess.bin")]
    public void A_file_is_called_what_its_sender_called_it_and_ends_in_what_it_is(string? name, string type, string safe) => Assert.Equal(safe, FileNames.Safe(name, type, Key));

    [Fact]
    public void A_name_is_not_longer_than_anybody_reads() => Assert.Equal(new string('ก', 100) + ".pdf", FileNames.Safe(new string('ก', 300) + ".pdf", MediaType.Pdf, Key));
}

public sealed class MediaAddressTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    [Fact]
    public async Task A_customers_picture_is_for_operators_only_and_their_browser_asks_each_time_whether_it_is_still_to_be_seen()
    {
        var key = await GivenAsync(MediaKind.Image, MediaType.Jpeg);
        using var stranger = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.Http.GetAsync($"/media/{key}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync($"/public/media/{key}")).StatusCode);

        using var worker = await app.GivenAtWorkAsync();
        using var answer = await worker.Browser.Http.GetAsync($"/media/{key}");
        Assert.Equal(Bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("image/jpeg", "nosniff", "inline"), (answer.Content.Headers.ContentType!.ToString(), answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl is { Private: true, NoCache: true, MaxAge: null });

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/media/{key}");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await worker.Browser.Http.SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.Browser.Http.GetAsync($"/media/{key}/preview")).StatusCode);

        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update media_files set state = 'erasing' where key = {key}"));
        using var later = new HttpRequestMessage(HttpMethod.Get, $"/media/{key}");
        later.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.Browser.Http.SendAsync(later)).StatusCode);
    }

    [Fact]
    public async Task A_player_can_ask_for_any_part()
    {
        var key = await GivenAsync(MediaKind.Video, MediaType.Mp4);
        using var worker = await app.GivenAtWorkAsync();
        using var part = await AskAsync(worker.Browser.Http, key, new RangeHeaderValue(100, 199));
        Assert.Equal((HttpStatusCode.PartialContent, "bytes 100-199/1000"), (part.StatusCode, part.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(Bytes[100..200], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(Bytes[^10..], await (await AskAsync(worker.Browser.Http, key, new RangeHeaderValue(null, 10))).Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await AskAsync(worker.Browser.Http, key, new RangeHeaderValue(5000, null))).StatusCode);

        using var head = await worker.Browser.Http.SendAsync(new(HttpMethod.Head, $"/media/{key}"));
        Assert.Equal((HttpStatusCode.OK, 1000L), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(MediaKind.File, MediaType.Pdf)]
    [InlineData(MediaKind.File, MediaType.Jpeg)]
    [InlineData(MediaKind.File, MediaType.Unknown)]
    [InlineData(MediaKind.Image, "image/svg+xml")]
    [InlineData(MediaKind.File, "text/html")]
    public async Task What_is_not_a_picture_a_film_or_a_sound_is_saved_and_never_shown(MediaKind kind, string type)
    {
        var key = await GivenAsync(kind, type, fileName: "ใบเสนอ\r\nราคา\".html");
        using var worker = await app.GivenAtWorkAsync();
        using var answer = await worker.Browser.Http.GetAsync($"/media/{key}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith("ใบเสนอราคา_.html", answer.Content.Headers.ContentDisposition.FileNameStar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_to_a_customer_can_be_fetched_by_their_phone_for_ever_and_what_was_not_cannot()
    {
        using var phone = app.NewVisitor();
        var draft = await GivenAsync(MediaKind.Image, MediaType.Jpeg, MediaOrigin.Operator);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.Http.GetAsync($"/public/media/{draft}")).StatusCode);

        var sent = await GivenAsync(MediaKind.Image, MediaType.Jpeg, MediaOrigin.Operator, isSent: true);
        using var answer = await phone.Http.GetAsync($"/public/media/{sent}");
        Assert.Equal(Bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.True(answer.Headers.CacheControl!.Public);

        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update media_files set state = 'erasing' where key = {sent}"));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.Http.GetAsync($"/public/media/{sent}")).StatusCode);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("x")]
    public async Task An_address_that_nobody_was_given_leads_nowhere(string key)
    {
        using var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync($"/public/media/{key}")).StatusCode);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, string key, RangeHeaderValue range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/media/{key}");
        request.Headers.Range = range;
        return await http.SendAsync(request);
    }

    private async Task<string> GivenAsync(MediaKind kind, string type, MediaOrigin origin = MediaOrigin.Customer, bool isSent = false, string? fileName = null)
    {
        var customer = app.Line.AddCustomer("สมศรี");
        await app.WriteAsync(customer, "สวัสดี");
        var conversation = await app.ConversationOfAsync(customer);
        var file = new MediaFile
        {
            ChannelId = conversation.ChannelId, ConversationId = conversation.Id, Key = MediaFile.NewKey(), Origin = origin, Kind = kind, State = MediaState.Kept, ContentType = type, Size = Bytes.Length, FileName = fileName,
            MessageId = origin == MediaOrigin.Customer || isSent ? conversation.LastMessageId : null, NextAttemptAt = DateTimeOffset.UtcNow, CreatedAt = DateTimeOffset.UtcNow,
        };
        await app.ReadAsync(db =>
        {
            db.MediaFiles.Add(file);
            return db.SaveChangesAsync();
        });
        using var spooled = app.Services.GetRequiredService<MediaSpool>().NewFile();
        await File.WriteAllBytesAsync(spooled.Path, Bytes);
        await app.Services.GetRequiredService<IMediaStore>().KeepAsync(file.Key, spooled, CancellationToken.None);
        return file.Key;
    }
}
