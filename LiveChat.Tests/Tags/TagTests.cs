using LiveChat.Core.Tags;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Tags;

/// <summary>Words that operators put on conversations.</summary>
public sealed class TagTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task A_tag_that_does_not_exist_comes_into_being_when_it_is_put_on_a_conversation()
    {
        var (one, two) = (await app.GivenServedAsync(), await app.GivenServedAsync());
        var before = (await app.ConversationOfAsync(one.Customer)).Revision;
        Assert.Equal(TagConversation.Outcome.Tagged, await TagAsync(one, "  ลูกค้า \n ประจำ "));
        Assert.Equal(TagConversation.Outcome.AlreadyTagged, await TagAsync(one, "ลูกค้า ประจำ"));
        Assert.Equal(TagConversation.Outcome.Tagged, await TagAsync(two, "ลูกค้า\u200b ประจํา")); // reads alike, so it is the same

        var tag = Assert.Single(await app.UseAsync((ListTags use) => use.RunAsync(CancellationToken.None)), tag => tag.Name == "ลูกค้า ประจำ");
        Assert.Equal(2, tag.Conversations);
        Assert.Equal(before + 1, (await app.ConversationOfAsync(one.Customer)).Revision);
        Assert.Equal(["tag.created", "conversation.tagged"], await AuditAsync(one));
        Assert.Equal(["conversation.tagged"], await AuditAsync(two));
    }

    [Fact]
    public async Task Taken_off_a_conversation_a_tag_stays_for_others()
    {
        var served = await app.GivenServedAsync();
        await TagAsync(served, "รอของเข้า");
        var tag = await FindAsync("รอของเข้า");
        Assert.Equal(UntagConversation.Outcome.Untagged, await UntagAsync(served, tag.Id));
        Assert.Equal(UntagConversation.Outcome.NotTagged, await UntagAsync(served, tag.Id));
        Assert.Equal(0, (await FindAsync("รอของเข้า")).Conversations);
        Assert.Equal("conversation.untagged", (await AuditAsync(served))[^1]);
        Assert.Equal(UntagConversation.Outcome.NotFound, await UntagAsync(served with { ConversationId = 0 }, tag.Id));
    }

    [Fact]
    public async Task A_conversation_has_twenty_tags_at_most_and_the_one_too_many_is_not_made()
    {
        var served = await app.GivenServedAsync();
        for (var i = 0; i < Tag.MostPerConversation; i++) Assert.Equal(TagConversation.Outcome.Tagged, await TagAsync(served, $"เต็ม {i}"));
        Assert.Equal(TagConversation.Outcome.TooMany, await TagAsync(served, "เกิน"));
        Assert.DoesNotContain(await app.UseAsync((ListTags use) => use.NamesAsync(CancellationToken.None)), name => name == "เกิน");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("\u200b\u2060\u202e")]
    public async Task A_name_of_nothing_that_can_be_read_is_no_name(string? name)
    {
        var served = await app.GivenServedAsync();
        Assert.Equal(TagConversation.Outcome.NoName, await TagAsync(served, name));
        Assert.Equal(CreateTag.Outcome.NoName, await CreateAsync(served, name));
    }

    [Fact]
    public async Task Forty_units_are_a_name_and_one_more_is_not()
    {
        var served = await app.GivenServedAsync();
        Assert.Equal(TagConversation.Outcome.NameTooLong, await TagAsync(served, new string('ก', 41)));
        Assert.Equal(TagConversation.Outcome.Tagged, await TagAsync(served, new string('ก', 40)));
        Assert.Equal(CreateTag.Outcome.NameTooLong, await CreateAsync(served, new string('ข', 41)));
    }

    [Fact]
    public async Task Of_ten_who_make_the_same_tag_at_once_one_does_and_all_can_use_it()
    {
        var served = new List<Served>();
        for (var i = 0; i < 10; i++) served.Add(await app.GivenServedAsync());
        var outcomes = await app.InParallelAsync(10, (IServiceProvider _, int i) => TagAsync(served[i], "พร้อมกัน"));
        Assert.All(outcomes, outcome => Assert.Equal(TagConversation.Outcome.Tagged, outcome));
        Assert.Equal(10, (await FindAsync("พร้อมกัน")).Conversations);
        Assert.Equal(1, await app.ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "tag.created" && entry.Detail == "พร้อมกัน")));

        var created = await app.InParallelAsync(10, (IServiceProvider _, int _) => CreateAsync(served[0], "อีกแท็ก"));
        Assert.Single(created, CreateTag.Outcome.Created);
        Assert.Equal(9, created.Count(outcome => outcome == CreateTag.Outcome.NameTaken));
    }

    [Fact]
    public async Task A_tag_may_be_called_and_coloured_differently_but_not_like_another()
    {
        var served = await app.GivenServedAsync();
        await CreateAsync(served, "ด่วน");
        await CreateAsync(served, "VIP");
        var urgent = await FindAsync("ด่วน");
        Assert.Equal(ChangeTag.Outcome.NameTaken, await ChangeAsync(served, urgent.Id, "vip", TagColour.Red));
        Assert.Equal(ChangeTag.Outcome.Changed, await ChangeAsync(served, urgent.Id, "ด่วนมาก", TagColour.Red));
        Assert.Equal(ChangeTag.Outcome.Unchanged, await ChangeAsync(served, urgent.Id, "ด่วนมาก", TagColour.Red));
        Assert.Equal(ChangeTag.Outcome.NotFound, await ChangeAsync(served, 0, "ไม่มี", TagColour.Red));
        Assert.Equal(TagColour.Red, (await FindAsync("ด่วนมาก")).Colour);
        var told = Assert.Single(await app.ReadAsync(db => db.AuditEntries.Where(entry => entry.Action == "tag.changed" && entry.SubjectId == urgent.Id).ToListAsync()));
        Assert.Equal("ด่วน (teal) → ด่วนมาก (red)", told.Detail);
    }

    [Fact]
    public async Task A_deleted_tag_is_gone_from_every_conversation_and_can_be_made_again()
    {
        var served = await app.GivenServedAsync();
        await TagAsync(served, "ของเก่า");
        var tag = await FindAsync("ของเก่า");
        Assert.Equal(DeleteTag.Outcome.Deleted, await DeleteAsync(served, tag.Id));
        Assert.Equal(DeleteTag.Outcome.NotFound, await DeleteAsync(served, tag.Id));
        Assert.False(await app.ReadAsync(db => db.ConversationTags.AnyAsync(tagged => tagged.TagId == tag.Id)));
        Assert.Equal(TagConversation.Outcome.Tagged, await TagAsync(served, "ของเก่า"));
        Assert.NotEqual(tag.Id, (await FindAsync("ของเก่า")).Id);
    }

    [Fact]
    public async Task While_a_tag_is_put_on_conversations_it_can_be_deleted_and_nobody_stumbles()
    {
        var served = new List<Served>();
        for (var i = 0; i < 8; i++) served.Add(await app.GivenServedAsync());
        await TagAsync(served[0], "ไม่แน่นอน");
        var tag = await FindAsync("ไม่แน่นอน");
        var done = await app.InParallelAsync(16, async (IServiceProvider _, int i) => i % 2 == 0
            ? await TagAsync(served[i / 2], "ไม่แน่นอน") is TagConversation.Outcome.Tagged or TagConversation.Outcome.AlreadyTagged
            : await DeleteAsync(served[0], tag.Id) is DeleteTag.Outcome.Deleted or DeleteTag.Outcome.NotFound);
        Assert.All(done, Assert.True);
    }

    private Task<TagConversation.Outcome> TagAsync(Served served, string? name) => app.UseAsync((TagConversation use) => use.RunAsync(served.ConversationId, served.OperatorId, name, CancellationToken.None));

    private Task<UntagConversation.Outcome> UntagAsync(Served served, long tagId) => app.UseAsync((UntagConversation use) => use.RunAsync(served.ConversationId, served.OperatorId, tagId, CancellationToken.None));

    private Task<CreateTag.Outcome> CreateAsync(Served served, string? name) => app.UseAsync((CreateTag use) => use.RunAsync(served.OperatorId, name, TagColour.Teal, CancellationToken.None));

    private Task<ChangeTag.Outcome> ChangeAsync(Served served, long tagId, string name, TagColour colour) => app.UseAsync((ChangeTag use) => use.RunAsync(tagId, served.OperatorId, name, colour, CancellationToken.None));

    private Task<DeleteTag.Outcome> DeleteAsync(Served served, long tagId) => app.UseAsync((DeleteTag use) => use.RunAsync(tagId, served.OperatorId, CancellationToken.None));

    private async Task<TagUse> FindAsync(string name) => (await app.UseAsync((ListTags use) => use.RunAsync(CancellationToken.None))).Single(tag => tag.Name == name);

    private Task<List<string>> AuditAsync(Served served) =>
        app.ReadAsync(db => db.AuditEntries.Where(entry => entry.ConversationId == served.ConversationId && (entry.Action.StartsWith("tag.") || entry.Action.StartsWith("conversation."))).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
}
