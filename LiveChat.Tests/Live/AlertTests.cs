using System.Text.Json;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Live;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Live;

/// <summary>What open pages are alerted of. The event knows no viewer: it says whose the conversation is and whom it is for.</summary>
public sealed class AlertTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_customer_who_begins_to_wait_is_one_alert_their_next_words_another_and_a_claim_ends_the_waiting()
    {
        var customer = app.Line.AddCustomer("สมศรี ใจดี");
        using var nida = await app.GivenAtWorkAsync("นิดา");
        await using var listener = await LiveListener.ReadyAsync(nida.Browser);
        await app.Line.Phone(customer).SendTextAsync("มีใครอยู่ไหม");
        var conversation = await app.ReceivedAsync(customer, "มีใครอยู่ไหม");

        var queue = await NextAsync(listener, conversation.Id);
        Assert.Equal(("queue", null), (queue.Kind, queue.OwnerId));
        await app.Line.Phone(customer).SendTextAsync("ยังรออยู่นะ");
        var more = await NextAsync(listener, conversation.Id);
        Assert.Equal(("message", null, "ยังรออยู่นะ", "สมศรี ใจดี"), (more.Kind, more.OwnerId, more.Text, more.Customer));

        (await nida.Browser.PostAsync($"/admin/live-chat/{conversation.Id}/claim")).Dispose();
        var left = await NextAsync(listener, conversation.Id);
        Assert.Equal(("queue-left", nida.Id), (left.Kind, left.OwnerId));
        await app.Line.Phone(customer).SendTextAsync("ขอบคุณค่ะ");
        var mine = await NextAsync(listener, conversation.Id);
        Assert.Equal(("message", nida.Id, "ขอบคุณค่ะ"), (mine.Kind, mine.OwnerId, mine.Text));
        Assert.NotEqual(more.Id, mine.Id);

        (await nida.Browser.DeleteAsync($"/admin/live-chat/{conversation.Id}/claim")).Dispose();
        var back = await NextAsync(listener, conversation.Id);
        Assert.Equal("queue", back.Kind);
        Assert.NotEqual(queue.Id, back.Id); // it is waiting anew
    }

    [Fact]
    public async Task What_we_say_ourselves_and_what_LINE_reports_alerts_nobody()
    {
        var (customer, conversation) = await GivenKnownCustomerAsync("สวัสดีค่ะ");
        using var nida = await app.GivenAtWorkAsync("นิดา");
        (await nida.Browser.PostAsync($"/admin/live-chat/{conversation.Id}/claim")).Dispose();
        await using var listener = await LiveListener.ReadyAsync(nida.Browser);
        (await nida.Browser.PostAsync($"/admin/live-chat/{conversation.Id}/replies", new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "มีค่ะ", ["clientKey"] = "k1" })).Dispose();
        await listener.NextForAsync($"#messages-{conversation.Id}", "มีค่ะ");
        await app.Line.DeliverAsync(app.LineHost.Channel, [app.Line.Events.Follow(customer.UserId, isUnblocked: false)]);
        await app.Line.Phone(customer).SendTextAsync("เดี๋ยวนะ");

        Assert.Equal("เดี๋ยวนะ", (await NextAsync(listener, conversation.Id)).Text); // the first there is
    }

    [Fact]
    public async Task What_a_customer_takes_back_is_told_as_that_and_as_no_news_and_nor_is_what_quotes_it()
    {
        var (customer, conversation) = await GivenKnownCustomerAsync("สวัสดีค่ะ");
        var phone = app.Line.Phone(customer);
        var said = await phone.SendTextAsync("รหัส 998877");
        await app.ReceivedAsync(customer, "รหัส 998877");
        using var nida = await app.GivenAtWorkAsync("นิดา");
        (await nida.Browser.PostAsync($"/admin/live-chat/{conversation.Id}/claim")).Dispose();
        await using var listener = await LiveListener.ReadyAsync(nida.Browser);
        await phone.QuoteAsync(said.Message.Id, "อันนี้");
        Assert.Equal(("message", "อันนี้"), (await NextAsync(listener, conversation.Id)) switch { var told => (told.Kind, told.Text) });
        await phone.UnsendAsync(said.Message.Id);
        var gone = await NextAsync(listener, conversation.Id);
        var id = await app.ReadAsync(db => db.Messages.Where(message => message.LineMessageId == said.Message.Id).Select(message => message.Id).SingleAsync());
        Assert.Equal(("unsent", $"unsent-{id}", null), (gone.Kind, gone.Id, gone.Text));
        await phone.SendTextAsync("ขอโทษค่ะ");
        Assert.Equal(("message", "ขอโทษค่ะ"), (await NextAsync(listener, conversation.Id)) switch { var told => (told.Kind, told.Text) });
    }

    [Fact]
    public async Task A_mention_and_an_offer_say_whom_they_are_for_and_by_whom()
    {
        var (_, conversation) = await GivenKnownCustomerAsync("สวัสดีค่ะ");
        using var nida = await app.GivenAtWorkAsync("นิดา");
        await using var listener = await LiveListener.ReadyAsync(nida.Browser);
        var feed = app.Services.GetRequiredService<ILiveFeed>();
        await feed.AnnounceAsync(new OperatorMentioned(conversation.Id, 5, nida.Id, "ก้อย"), CancellationToken.None);
        var mention = await NextAsync(listener, conversation.Id);
        await feed.AnnounceAsync(new TransferOffered(conversation.Id, 6, nida.Id, "นก"), CancellationToken.None);
        var offer = await NextAsync(listener, conversation.Id);

        Assert.Equal(("mention", nida.Id, "ก้อย"), (mention.Kind, mention.ForId, mention.By));
        Assert.Equal(("transfer", nida.Id, "นก"), (offer.Kind, offer.ForId, offer.By));
    }

    [Fact]
    public async Task Hostile_words_and_names_arrive_word_for_word()
    {
        const string hostile = "</script><img src=x onerror=alert(1)>\r\n\r\nevent: ping\ndata: \"}]";
        var (customer, conversation) = await GivenKnownCustomerAsync("สวัสดีค่ะ");
        using var nida = await app.GivenAtWorkAsync("นิดา");
        await using var listener = await LiveListener.ReadyAsync(nida.Browser);
        await app.Line.Phone(customer).SendTextAsync(hostile);
        Assert.Equal(hostile.ReplaceLineEndings("\n"), (await NextAsync(listener, conversation.Id)).Text!.ReplaceLineEndings("\n"));
    }

    private sealed record Heard(string Id, string Kind, long ConversationId, string? Customer, long? OwnerId, long? ForId, string? By, string? Text);

    private static async Task<Heard> NextAsync(LiveListener listener, long conversationId)
    {
        while (true)
        {
            var told = await listener.NextAsync(next => next.Name == "alerts");
            var alerts = JsonSerializer.Deserialize<Heard[]>(told.Data, JsonSerializerOptions.Web)!;
            if (alerts.Where(alert => alert.ConversationId == conversationId).ToArray() is [var one]) return one;
        }
    }

    private async Task<(FakeCustomer Customer, Conversation Conversation)> GivenKnownCustomerAsync(string text)
    {
        var (customer, conversation) = await app.GivenCustomerWhoWroteAsync(text);
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Set<Customer>().AnyAsync(found => found.Id == conversation.CustomerId && found.DisplayName != null)));
        return (customer, conversation);
    }
}
