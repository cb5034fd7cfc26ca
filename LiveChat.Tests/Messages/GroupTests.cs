using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

public sealed class GroupTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task A_group_is_one_conversation_and_each_bubble_says_who_spoke()
    {
        var (mani, mana) = (app.Line.AddCustomer("มานี"), app.Line.AddCustomer("มานะ"));
        var group = app.Line.NewGroup("ลูกบ้านหมู่ 4", mani, mana);
        await app.Line.GroupPhone(group, mani).SendTextAsync("น้ำไม่ไหล");
        await app.Line.GroupPhone(group, mana).SendTextAsync("บ้านผมก็ไม่ไหล");
        await app.ReceiveAllAsync();
        await app.FetchProfilesAsync();

        var conversation = await app.ReadAsync(db => db.Conversations.AsNoTracking().Include(found => found.Customer).SingleAsync(found => found.Customer.LineId == group.GroupId));
        Assert.Equal((CustomerKind.Group, "ลูกบ้านหมู่ 4", 2), (conversation.Customer.Kind, conversation.Customer.DisplayName, conversation.Customer.MemberCount));
        var page = await app.UseAsync((ReadMessages use) => use.NewestAsync(conversation.Id, 10, CancellationToken.None));
        Assert.Equal(["มานี", "มานะ"], page.Messages.Where(message => message.Direction == MessageDirection.Incoming).Select(message => message.MemberName));
    }

    [Fact]
    public async Task A_group_is_answered_for_one_message_of_the_quota_per_member_and_not_after_the_account_was_taken_out()
    {
        var members = Enumerable.Range(0, 4).Select(i => app.Line.AddCustomer($"สมาชิก {i}")).ToArray();
        var group = app.Line.NewGroup("ผู้ปกครอง ป.1", members);
        var said = await app.Line.GroupPhone(group, members[0]).SendTextAsync("หยุดวันไหนคะ");
        await app.ReceiveAllAsync();
        await app.FetchProfilesAsync();
        var conversation = await app.ReadAsync(db => db.Conversations.SingleAsync(found => found.Customer.LineId == group.GroupId));
        await app.ReadAsync(db => db.Conversations.Where(found => found.Id == conversation.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.ReplyTokenExpiresAt, (DateTimeOffset?)null)));
        var owner = await app.GivenOperatorAsync();
        await app.UseAsync((Core.Sessions.ClaimSession use) => use.RunAsync(conversation.Id, owner.Id, CancellationToken.None));
        var answer = await app.UseAsync((SendReply use) => use.RunAsync(conversation.Id, owner.Id, "วันศุกร์ค่ะ", "k1", CancellationToken.None));
        await app.DeliverAllAsync();
        Assert.Equal((DeliveryState.Accepted, 4), ((await app.DeliveryOfAsync(answer.MessageId!.Value)).State, (await app.DeliveryOfAsync(answer.MessageId!.Value)).Cost));

        await app.Line.DeliverAsync(app.LineHost.Channel, [app.Line.Events.Leave(group.GroupId)]);
        await app.ReceiveAllAsync();
        Assert.Equal(SendReply.Refusal.Blocked, (await app.UseAsync((SendReply use) => use.RunAsync(conversation.Id, owner.Id, "ยังอยู่ไหม", "k2", CancellationToken.None))).Refusal);
        Assert.NotNull(said);
    }
}
