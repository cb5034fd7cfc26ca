using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Messages;

public sealed class KeepDraftTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Fact]
    public async Task What_was_begun_is_there_again_word_for_word_until_nothing_is_left_of_it()
    {
        var served = await App.GivenServedAsync();
        Assert.Equal(KeepDraft.Outcome.Kept, await KeepAsync(served, "\nกำลังเช็ก ", "k1"));
        Assert.Equal("\nกำลังเช็ก ", await DraftAsync(served));
        await KeepAsync(served, "กำลังเช็กให้ค่ะ\r\n😀", "k1");
        Assert.Equal("กำลังเช็กให้ค่ะ\n😀", await DraftAsync(served));
        await KeepAsync(served, "", "k1");
        Assert.Equal("", await DraftAsync(served));
        Assert.Equal(0, await App.ReadAsync(db => db.Drafts.CountAsync(draft => draft.ConversationId == served.ConversationId)));
    }

    [Fact]
    public async Task Every_operator_has_a_draft_of_their_own_in_every_conversation()
    {
        var (served, elsewhere) = (await App.GivenServedAsync(), await App.GivenServedAsync());
        var other = await App.GivenOperatorAsync();
        await KeepAsync(served, "ของเจ้าของ", "k1");
        await KeepAsync(served with { OperatorId = other.Id }, "ของคนอื่น", "k1");
        Assert.Equal("ของเจ้าของ", await DraftAsync(served));
        Assert.Equal("ของคนอื่น", await DraftAsync(served with { OperatorId = other.Id }));
        Assert.Equal("", await DraftAsync(elsewhere with { OperatorId = served.OperatorId }));
    }

    [Fact]
    public async Task What_was_sent_is_no_draft_any_more_and_a_save_that_comes_late_does_not_bring_it_back()
    {
        var served = await App.GivenServedAsync();
        await KeepAsync(served, "ราคา 500", "k1");
        await App.TryReplyAsync(served, "ราคา 500 ค่ะ", "k1");
        Assert.Equal("", await DraftAsync(served));

        Assert.Equal(KeepDraft.Outcome.Sent, await KeepAsync(served, "ราคา 500 ค่", "k1"));
        Assert.Equal("", await DraftAsync(served));
        Assert.Equal(KeepDraft.Outcome.Kept, await KeepAsync(served, "ข้อความถัดไป", "k2"));
        Assert.Equal("ข้อความถัดไป", await DraftAsync(served));
    }

    [Fact]
    public async Task An_answer_that_is_refused_leaves_the_draft_where_it_is()
    {
        var served = await App.GivenServedAsync();
        var other = await App.GivenOperatorAsync();
        await KeepAsync(served with { OperatorId = other.Id }, "ขอแทรก", "k1");
        Assert.Equal(SendReply.Refusal.NotOwner, (await App.TryReplyAsync(served, "ขอแทรก", "k1", by: other.Id)).Refusal);
        Assert.Equal("ขอแทรก", await DraftAsync(served with { OperatorId = other.Id }));
    }

    [Fact]
    public async Task Of_a_save_and_a_send_at_the_same_moment_no_draft_is_left_whichever_comes_first()
    {
        for (var round = 0; round < 10; round++)
        {
            var served = await App.GivenServedAsync();
            await App.InParallelAsync(6, async (Microsoft.Extensions.DependencyInjection.IServiceScopeFactory _, int i) =>
            {
                if (i == 3) await App.TryReplyAsync(served, "ส่งแล้ว", "same");
                else await KeepAsync(served, $"ส่งแล้{i}", "same");
                return i;
            });
            Assert.Equal("", await DraftAsync(served));
        }
    }

    [Fact]
    public async Task Twenty_thousand_units_are_kept_and_one_more_is_refused_without_touching_what_was_kept()
    {
        var served = await App.GivenServedAsync();
        Assert.Equal(KeepDraft.Outcome.Kept, await KeepAsync(served, new string('ก', 20_000), "k1"));
        Assert.Equal(KeepDraft.Outcome.TooLong, await KeepAsync(served, new string('ข', 20_001), "k1"));
        Assert.Equal(new string('ก', 20_000), await DraftAsync(served));
        Assert.Equal(KeepDraft.Outcome.BadKey, await KeepAsync(served, "ร่าง", ""));
        Assert.Equal(KeepDraft.Outcome.NotFound, await KeepAsync(served with { ConversationId = 0 }, "ร่าง", "k1"));
        Assert.Equal(KeepDraft.Outcome.Kept, await KeepAsync(served, "นัล\0ครึ่ง\ud800", "k1"));
        Assert.Equal("นัล\ufffdครึ่ง\ufffd", await DraftAsync(served));
    }

    private Task<KeepDraft.Outcome> KeepAsync(Served served, string? text, string key) =>
        App.UseAsync((KeepDraft use) => use.RunAsync(served.ConversationId, served.OperatorId, text, key, CancellationToken.None));

    private Task<string> DraftAsync(Served served) => App.UseAsync((ReadDraft use) => use.RunAsync(served.ConversationId, served.OperatorId, CancellationToken.None));
}
