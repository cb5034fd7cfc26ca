using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>The phone on the simulator's pages, operated by its forms.</summary>
internal sealed class SimulatorPhone : IPhone
{
    private readonly Visitor browser;
    private readonly string page;
    private readonly Func<long, string, Task<bool>> isShown;

    private SimulatorPhone(Visitor browser, string page, Func<long, string, Task<bool>> isShown) => (this.browser, this.page, this.isShown) = (browser, page, isShown);

    public long ConversationId { get; set; }

    public IReadOnlyList<string?> Read => [.. Look().QuerySelectorAll(".bubble--shop").Select(bubble => bubble.QuerySelector(".bubble__body:not(.bubble__body--other)")?.TextContent)];

    public bool IsShopTyping => Look().QuerySelector("#typing") is not null;

    /// <param name="isShown">Whether the console shows this text in this conversation.</param>
    public static async Task<SimulatorPhone> OfANewCustomerAsync(Uri baseUrl, string name, Func<long, string, Task<bool>> isShown)
    {
        var hand = new Visitor(baseUrl);
        await hand.GetPageAsync("/simulator");
        using var answer = await hand.PostAsync("/simulator/customers", Form("name", name), htmx: false);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"The simulator at {baseUrl} answered {answer.StatusCode}; docs/qa.md says what is needed.");
        return new(hand, answer.Headers.Location!.ToString(), isShown);
    }

    public Task SendTextAsync(string text) => PostAsync("messages", Form("text", text));

    public async Task SendStickerAsync() => await PostAsync("messages", Form("sticker", (await browser.GetPageAsync(page)).QuerySelector("[name=sticker]")!.GetAttribute("value")!));

    public Task SendPictureAsync() => PostAsync("samples", Form("kind", "Photo"));

    public Task BlockAsync() => PostAsync("friendship", Form("step", "block"));

    public Task UnblockAsync() => PostAsync("friendship", Form("step", "unblock"));

    public Task IsHeardAsync(string text) => Eventually.TrueAsync(() => isShown(ConversationId, text));

    private IDocument Look()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        using var answer = browser.Http.Send(request);
        using var html = answer.Content.ReadAsStream();
        return new HtmlParser().ParseDocument(html);
    }

    private async Task PostAsync(string what, Dictionary<string, string> form)
    {
        using var answer = await browser.PostAsync($"{page}/{what}", form);
        Assert.True(answer.IsSuccessStatusCode, $"The simulator answered {answer.StatusCode} to {what}.");
    }

    private static Dictionary<string, string> Form(string field, string value) => new(StringComparer.Ordinal) { [field] = value };
}
