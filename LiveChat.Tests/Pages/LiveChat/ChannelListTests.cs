using System.Net;
using LiveChat.Core.Channels;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Pages.LiveChat;

/// <summary>The console of a shop with one LINE account, and then with two.</summary>
public sealed class ChannelListTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task With_a_second_account_rows_and_desk_say_which_one_was_written_to_and_the_list_is_narrowed_to_one()
    {
        var (_, first) = await app.GivenCustomerWhoWroteAsync("ถึงร้านแรก");
        using var nida = await app.GivenAtWorkAsync(language: "en");
        var alone = await nida.Browser.GetPageAsync($"/admin/live-chat/{first.Id}");
        Assert.Null(alone.QuerySelector(".row__channel, .desk__channel"));
        Assert.Null((await nida.Browser.GetPageAsync("/admin/live-chat/filter")).QuerySelector("[name=channel]"));

        var account = app.NewAccount("ร้านที่สอง");
        var id = await app.GivenChannelAsync(account);
        var customer = app.Line.AddCustomer("ลูกค้าร้านที่สอง");
        await using var listener = await LiveListener.ReadyAsync(nida.Browser);
        await app.Line.Phone(customer, account).SendTextAsync("ถึงร้านที่สอง");
        var second = await app.ReceivedAsync(customer, "ถึงร้านที่สอง");

        var live = (await listener.NextForAsync("#conversations")).For("#conversations")!.QuerySelector(".row")!;
        Assert.Equal(("ร้านที่สอง", $"{id}"), (live.QuerySelector(".row__channel")!.TextContent, live.GetAttribute("data-channel")));
        var all = await nida.Browser.GetPageAsync($"/admin/live-chat/{second.Id}");
        Assert.Equal("ร้านที่สอง", all.QuerySelector(".desk__channel")!.TextContent);
        Assert.Equal(["LINE", "ร้านที่สอง"], all.QuerySelectorAll(".row__channel").Select(label => label.TextContent).Order(StringComparer.Ordinal));
        var choices = await nida.Browser.GetPageAsync("/admin/live-chat/filter");
        Assert.Equal(3, choices.QuerySelectorAll("[name=channel] option").Length);

        var narrowed = await nida.Browser.GetPageAsync($"/admin/live-chat?channel={id}");
        Assert.Equal($"conversation-{second.Id}", Assert.Single(narrowed.QuerySelectorAll("#conversations > .row")).Id);
        Assert.Equal($"{id}", narrowed.QuerySelector("#conversations")!.GetAttribute("data-channel"));
        Assert.Contains("ร้านที่สอง", narrowed.QuerySelector(".chips")!.TextContent, StringComparison.Ordinal);
        Assert.All(narrowed.QuerySelectorAll(".tabs a"), tab => Assert.Contains($"channel={id}", tab.GetAttribute("href"), StringComparison.Ordinal));
        foreach (var wrong in (string[])["x", "-1", "0", "1,2"])
        {
            using var refused = await nida.Browser.Http.GetAsync($"/admin/live-chat?channel={wrong}");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        var admin = await app.GivenAdminAsync();
        (await nida.Browser.PostAsync($"/admin/live-chat/{second.Id}/claim")).Dispose();
        await using var open = await LiveListener.ReadyAsync(nida.Browser);
        await app.UseAsync((SwitchChannel use) => use.RunAsync(admin.Id, id, isOn: false, CancellationToken.None));
        await open.NextForAsync("#banner", "ร้านที่สอง is switched off");
        var off = await nida.Browser.GetPageAsync($"/admin/live-chat/{second.Id}"); // its conversations stay, and are told apart
        Assert.Equal("ร้านที่สอง", off.QuerySelector(".desk__channel")!.TextContent);
        Assert.Equal(("true", "This LINE account is switched off. You can answer when it is on again"), (off.QuerySelector("#composer")!.GetAttribute("data-locked"), off.QuerySelector(".composer__reason")!.TextContent));
        Assert.Contains((await nida.Browser.GetPageAsync("/admin/live-chat/filter")).QuerySelectorAll("[name=channel] option"), option => option.TextContent == "ร้านที่สอง (switched off)");
        Assert.Equal("This LINE account is switched off. Nothing was sent",
            await Refused.WithAsync(HttpStatusCode.Conflict, await nida.Browser.PostAsync($"/admin/live-chat/{second.Id}/replies", new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "ค่ะ", ["clientKey"] = Guid.NewGuid().ToString() })));
    }
}
