using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using LiveChat.Core.Settings;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Conversations;

/// <summary>The customer sees "Read" when whoever serves them has read, and nobody's peek shows.</summary>
public sealed class ReadMarkTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task The_owner_who_opens_the_conversation_shows_the_customer_that_it_was_read_and_once()
    {
        var served = await App.GivenServedAsync();
        await OpenAsync(served);
        Assert.True(await SendAsync());
        Assert.True(IsRead(served));
        var told = Told;

        await OpenAsync(served);
        Assert.False(await SendAsync());
        Assert.Equal(told, Told);
        await App.WriteAsync(served.Customer, "อีกข้อความ");
        Assert.False(IsRead(served));
        await OpenAsync(served);
        Assert.True(await SendAsync());
        Assert.True(IsRead(served));
    }

    [Fact]
    public async Task A_colleagues_look_and_a_look_at_what_nobody_serves_show_nothing()
    {
        var served = await App.GivenServedAsync();
        await OpenAsync(served, by: (await App.GivenOperatorAsync()).Id);
        var waiting = App.Line.AddCustomer("รอคิว");
        await App.WriteAsync(waiting, "สวัสดีค่ะ");
        var conversation = await App.ConversationOfAsync(waiting);
        await OpenAsync(new(waiting, conversation.Id, served.OperatorId));
        Assert.False(await SendAsync());
        Assert.False(IsRead(served));
    }

    [Fact]
    public async Task Whoever_claims_what_they_have_read_already_shows_the_customer_that_it_was_read()
    {
        var customer = App.Line.AddCustomer("อ่านแล้วค่อยรับ");
        await App.WriteAsync(customer, "สวัสดีค่ะ");
        var owner = await App.GivenOperatorAsync();
        var read = new Served(customer, (await App.ConversationOfAsync(customer)).Id, owner.Id);
        await OpenAsync(read);
        Assert.False(await SendAsync());
        Assert.Equal(ClaimSession.Outcome.Claimed, await App.UseAsync((ClaimSession use) => use.RunAsync(read.ConversationId, owner.Id, CancellationToken.None)));
        Assert.True(await SendAsync());
        Assert.True(IsRead(read));
    }

    [Fact]
    public async Task What_came_after_the_page_was_read_is_not_told_as_read()
    {
        var served = await App.GivenServedAsync();
        var seen = (await App.ConversationOfAsync(served.Customer)).Revision;
        await App.WriteAsync(served.Customer, "เพิ่งมา");
        await OpenAsync(served, revision: seen);
        Assert.True(await SendAsync());
        Assert.False(IsRead(served));
    }

    [Theory]
    [InlineData(ReadMark.Open, true)]
    [InlineData(ReadMark.Reply, true)]
    [InlineData(ReadMark.Never, false)]
    public async Task It_is_told_when_the_settings_want_it(ReadMark setting, bool byAnswer)
    {
        await SetAsync(setting);
        var served = await App.GivenServedAsync();
        await OpenAsync(served);
        Assert.Equal(setting == ReadMark.Open, await SendAsync());

        await App.ReplyAsync(served, "ค่ะ");
        await App.DeliverAllAsync();
        await SendAsync();
        Assert.Equal(byAnswer, IsRead(served));
    }

    [Fact]
    public async Task On_reply_it_is_told_when_LINE_has_the_answer_and_not_of_what_came_while_that_waited()
    {
        await SetAsync(ReadMark.Reply);
        var (served, regretting) = (await App.GivenServedAsync(), await App.GivenServedAsync());
        await App.AllowUndoAsync(10);
        await App.ReplyAsync(served, "ค่ะ");
        var regretted = await App.ReplyAsync(regretting, "ผิดคน");
        await App.UseAsync((UndoReply use) => use.RunAsync(regretting.ConversationId, regretted, regretting.OperatorId, CancellationToken.None));
        await App.WriteAsync(served.Customer, "อีกข้อหนึ่ง");
        Assert.False(await SendAsync());
        await App.AllowUndoAsync(0);
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.True(await SendAsync());
        Assert.Equal([true, false], App.Line.Phone(served.Customer).Chat.Messages.Where(message => message.FromCustomer).Select(message => message.IsRead));
        Assert.False(await SendAsync());
        Assert.False(IsRead(regretting));
    }

    [Theory]
    [InlineData("bot", false)]
    [InlineData("chat", true)]
    [InlineData(null, true)]
    public async Task With_the_chat_switched_off_at_LINE_there_is_nothing_to_tell(string? chatMode, bool isTold)
    {
        await SetChatModeAsync(chatMode);
        var served = await App.GivenServedAsync();
        await OpenAsync(served);
        Assert.Equal(isTold, await SendAsync());
    }

    [Fact]
    public async Task What_LINE_does_not_take_is_tried_again_later_a_few_times_and_what_it_calls_invalid_never()
    {
        var served = await App.GivenServedAsync();
        await OpenAsync(served);
        App.Line.Faults.Add(FakeEndpoint.MarkAsRead, new(FaultKind.RateLimit) { Calls = 1 });
        Assert.True(await SendAsync());
        Assert.False(await SendAsync()); // not at once
        await LetTimePassAsync();
        Assert.True(await SendAsync());
        Assert.True(IsRead(served));

        var unlucky = await App.GivenServedAsync();
        await OpenAsync(unlucky);
        App.Line.Faults.Add(FakeEndpoint.MarkAsRead, new(FaultKind.RateLimit));
        for (var tries = 0; tries < 5; tries++)
        {
            Assert.True(await SendAsync());
            await LetTimePassAsync();
        }
        Assert.False(await SendAsync());

        App.Line.Faults.Clear();
        var invalid = await App.GivenServedAsync();
        await App.ReadAsync(db => db.Messages.Where(message => message.ConversationId == invalid.ConversationId && message.MarkAsReadToken != null).ExecuteUpdateAsync(set => set.SetProperty(message => message.MarkAsReadToken, "no-such-token")));
        await OpenAsync(invalid);
        Assert.True(await SendAsync());
        await LetTimePassAsync();
        Assert.False(await SendAsync());
    }

    public override async ValueTask DisposeAsync()
    {
        await SetAsync(ReadMark.Open);
        await SetChatModeAsync(null);
        await App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update conversations set mark_as_read_due_at = null"));
        await base.DisposeAsync();
    }

    private int Told => App.Line.Journal.CountOf(FakeEndpoint.MarkAsRead);

    private bool IsRead(Served served) => App.Line.Phone(served.Customer).Chat.Messages.Where(message => message.FromCustomer).All(message => message.IsRead);

    private Task<bool> SendAsync() => App.UseAsync((SendReadMarks use) => use.RunAsync(CancellationToken.None));

    private Task<int> LetTimePassAsync() => App.ReadAsync(db => db.Database.ExecuteSqlAsync($"update conversations set mark_as_read_due_at = now() - interval '1 minute' where mark_as_read_due_at is not null"));

    private async Task OpenAsync(Served served, long? by = null, long? revision = null)
    {
        var now = revision ?? await App.ReadAsync(db => db.Conversations.Where(found => found.Id == served.ConversationId).Select(found => found.Revision).SingleAsync());
        await App.UseAsync((MarkConversationRead use) => use.RunAsync(served.ConversationId, by ?? served.OperatorId, now, CancellationToken.None));
    }

    private Task<int> SetAsync(ReadMark mark) => App.ReadAsync(db => db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.ReadMark, mark)));

    private async Task SetChatModeAsync(string? mode)
    {
        await App.ReadAsync(db => db.Channels.ExecuteUpdateAsync(set => set.SetProperty(channel => channel.ChatMode, mode)));
        App.Services.GetRequiredService<ChannelDirectory>().Refresh();
    }
}
