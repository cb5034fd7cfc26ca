using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LiveChat.Tests.Messages;

/// <summary>The customer's phone shows that an answer is being written.</summary>
public sealed class ShowTypingTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task While_the_owner_types_the_customers_phone_says_so_and_LINE_is_not_asked_with_every_letter()
    {
        var served = await app.GivenServedAsync();
        Assert.Equal(ShowTyping.Outcome.Shown, await TypeAsync(served));
        Assert.True(IsTyping(served));
        var asked = app.Line.Journal.CountOf(FakeEndpoint.Loading);
        Assert.Equal(ShowTyping.Outcome.ShownAlready, await TypeAsync(served));
        Assert.Equal(asked, app.Line.Journal.CountOf(FakeEndpoint.Loading));
    }

    [Fact]
    public async Task Nobody_elses_typing_is_shown_nor_any_to_whoever_blocks_us_nor_after_the_end()
    {
        var served = await app.GivenServedAsync();
        var colleague = await app.GivenOperatorAsync();
        Assert.Equal(ShowTyping.Outcome.NotOwner, await TypeAsync(served, by: colleague.Id));
        await app.ReadAsync(db => db.Customers.Where(found => found.LineId == served.Customer.UserId).ExecuteUpdateAsync(set => set.SetProperty(found => found.BlockedAt, DateTimeOffset.UtcNow)));
        Assert.Equal(ShowTyping.Outcome.NotOwner, await TypeAsync(served));
        var closed = await app.GivenServedAsync();
        await app.ReadAsync(db => db.Conversations.Where(found => found.Id == closed.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(found => found.Status, ConversationStatus.Closed)));
        Assert.Equal(ShowTyping.Outcome.NotOwner, await TypeAsync(closed));

        Assert.False(IsTyping(served) || IsTyping(closed));
    }

    [Fact]
    public async Task What_LINE_does_not_take_is_no_ones_trouble()
    {
        var served = await app.GivenServedAsync();
        app.Line.Faults.Add(FakeEndpoint.Loading, new(FaultKind.ServerError) { Calls = 1 });
        Assert.Equal(ShowTyping.Outcome.NotTaken, await TypeAsync(served));
    }

    [Fact]
    public void It_is_asked_for_again_shortly_before_it_would_end()
    {
        var clock = new FakeTimeProvider();
        var shown = new TypingShown(clock);
        Assert.Equal([true, false, false, true, false, false, true], Enumerable.Range(0, 7).Select(_ =>
        {
            var asks = shown.TryBegin(conversationId: 1, operatorId: 1);
            clock.Advance(TimeSpan.FromSeconds(3)); // as a page tells of it
            return asks;
        }));
        Assert.True(shown.TryBegin(conversationId: 2, operatorId: 1));
    }

    private Task<ShowTyping.Outcome> TypeAsync(Served served, long? by = null) =>
        app.UseAsync((ShowTyping use) => use.RunAsync(served.ConversationId, by ?? served.OperatorId, CancellationToken.None));

    private bool IsTyping(Served served) => app.Line.Phone(served.Customer).Chat.IsShopTyping(app.Line.Clock.GetUtcNow());
}
