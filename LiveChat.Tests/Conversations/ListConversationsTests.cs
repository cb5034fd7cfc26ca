using LiveChat.Core.Conversations;
using LiveChat.Core.Tags;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Conversations;

/// <summary>A hundred and twenty conversations of every kind: each filter in each order, page by page, against the same said in plain C#.</summary>
public sealed class ListConversationsTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>, IAsyncLifetime
{
    private const int PageSize = 7;

    private static readonly SemaphoreSlim Once = new(1);
    private static Case? given;

    /// <summary>What the database was filled with: who looks, a colleague, and the tag.</summary>
    private sealed record Case(long Viewer, long Colleague, long Tag);

    public static TheoryData<string> Filters => ["", "waiting", "active", "closed", "mine", "unread", "needs reply", "tag", "colleague", "waiting unread", "mine needs reply tag", "active colleague needs reply", "nothing"];

    public async ValueTask InitializeAsync()
    {
        await Once.WaitAsync();
        try
        {
            given ??= await GivenAsync();
        }
        finally
        {
            Once.Release();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Every_filter_shows_each_conversation_once_in_either_order(string words)
    {
        var all = await AllAsync();
        foreach (var sort in Enum.GetValues<ListSort>())
        {
            var filter = Filter(words) with { Sort = sort };
            var matching = all.Where(row => Matches(row, filter));
            var expected = (sort == ListSort.Newest
                ? matching.OrderByDescending(row => row.IsPinned).ThenByDescending(row => row.LastMessageAt).ThenByDescending(row => row.Id)
                : matching.OrderByDescending(row => row.IsPinned).ThenBy(row => row.WaitingOrder).ThenBy(row => row.Id)).Select(row => row.Id).ToArray();
            Assert.Equal(words == "nothing", expected.Length == 0);

            Assert.Equal(expected, await PageThroughAsync(filter));
        }
    }

    [Fact]
    public async Task Whoever_waits_longest_comes_first_and_then_those_who_do_not_wait_newest_first()
    {
        var rows = (await RunAsync(new() { Sort = ListSort.Waiting, Count = 500 })).Rows.Where(row => !row.IsPinned).ToList();
        var waiting = rows.TakeWhile(row => row.NeedsReplySince is not null).ToList();
        Assert.NotEmpty(waiting);
        Assert.Equal(waiting.OrderBy(row => row.NeedsReplySince).Select(row => row.NeedsReplySince), waiting.Select(row => row.NeedsReplySince));
        var others = rows.Skip(waiting.Count).ToList();
        Assert.NotEmpty(others);
        Assert.All(others, row => Assert.Null(row.NeedsReplySince));
        Assert.Equal(others.OrderByDescending(row => row.LastMessageAt).Select(row => row.LastMessageAt), others.Select(row => row.LastMessageAt));
    }

    [Fact]
    public async Task The_counts_are_those_of_the_tabs()
    {
        var (viewer, colleague, _) = given!;
        var all = await AllAsync();

        var head = await app.UseAsync((ReadListHead use) => use.RunAsync(CancellationToken.None));

        Assert.All(Enum.GetValues<ConversationStatus>(), status => Assert.Equal((status, all.Count(row => row.Status == status)), (status, head.Statuses[status])));
        Assert.Equal(all.Count, head.All);
        var mine = all.Where(row => Matches(row, new() { IsMine = true })).ToList();
        Assert.Contains(mine, row => row.TransferToId == viewer);
        Assert.Equal(new InHand(viewer, mine.Count, mine.Count(row => row.IsUnread)), head.Operators.Single(some => some.OperatorId == viewer));
        Assert.Equal(all.Count(row => row.OwnerId == colleague), head.Operators.Single(some => some.OperatorId == colleague).Count);
    }

    private static bool Matches(ConversationRow row, ListFilter filter) =>
        (filter.Status is null || row.Status == filter.Status)
        && (!filter.IsMine || row.OwnerId == given!.Viewer || row.TransferToId == given.Viewer)
        && (!filter.IsUnread || row.IsUnread)
        && (!filter.NeedsReply || row.NeedsReplySince is not null)
        && (filter.TagId is null || row.Tags.Any(tag => tag.Id == filter.TagId))
        && (filter.OwnerId is null || row.OwnerId == filter.OwnerId);

    private static ListFilter Filter(string words)
    {
        var status = Enum.GetValues<ConversationStatus>().Where(status => words.StartsWith(status.ToString(), StringComparison.OrdinalIgnoreCase)).Select(status => (ConversationStatus?)status).SingleOrDefault();
        return new()
        {
            Status = status,
            IsMine = Has("mine"),
            IsUnread = Has("unread"),
            NeedsReply = Has("needs reply"),
            TagId = Has("tag") ? given!.Tag : Has("nothing") ? long.MaxValue : null,
            OwnerId = Has("colleague") ? given!.Colleague : null,
            Count = PageSize,
        };

        bool Has(string word) => words.Contains(word, StringComparison.Ordinal);
    }

    private async Task<long[]> PageThroughAsync(ListFilter filter)
    {
        List<ConversationRow> seen = [];
        for (var page = await RunAsync(filter); ; page = await RunAsync(filter with { After = PositionOf(seen[^1], filter.Sort) }))
        {
            seen.AddRange(page.Rows);
            if (!page.HasMore) return [.. seen.Select(row => row.Id)];
            Assert.True(seen.Count < 500, "Paging does not come to an end.");
        }
    }

    private static ListPosition PositionOf(ConversationRow row, ListSort sort) => new(sort == ListSort.Newest ? row.LastMessageAt.UtcTicks : row.WaitingOrder, row.Id);

    private Task<ListPage> RunAsync(ListFilter filter) => app.UseAsync((ListConversations use) => use.RunAsync(filter, given!.Viewer, CancellationToken.None));

    private async Task<IReadOnlyList<ConversationRow>> AllAsync() => (await RunAsync(new() { Count = 500 })).Rows;

    private async Task<Case> GivenAsync()
    {
        await app.GivenCustomersWhoWroteAsync(120);
        var (viewer, colleague) = (await app.GivenOperatorAsync(), await app.GivenOperatorAsync());
        return await app.ReadAsync(async db =>
        {
            var tag = new Tag { Name = "ด่วน", NameKey = "ด่วน", Colour = TagColour.Red, CreatedAt = DateTimeOffset.UtcNow };
            db.Tags.Add(tag);
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlAsync($"""
                update conversations set status = (array['waiting', 'active', 'closed'])[id % 3 + 1], owner_id = case when id % 3 = 1 then case when id % 2 = 0 then {viewer.Id} else {colleague.Id} end end,
                    transfer_to_id = case when id % 9 = 1 then {viewer.Id} end,
                    needs_reply_since = case when id % 4 < 2 and id % 3 < 2 then last_message_at end;
                update conversations set waiting_order = coalesce((extract(epoch from needs_reply_since) * 1000)::bigint, 100000000000000 - (extract(epoch from last_message_at) * 1000)::bigint);
                """);
            await db.Database.ExecuteSqlAsync($"""
                insert into read_cursors (conversation_id, operator_id, read_count, read_at, pinned_at, is_marked_unread, is_mentioned)
                select id, {viewer.Id}, incoming_count, now(), case when id % 10 = 0 then now() end, id % 7 = 0, id % 11 = 0 from conversations where id % 2 = 0
                """);
            await db.Database.ExecuteSqlAsync($"insert into conversation_tags (conversation_id, tag_id, tagged_by, tagged_at) select id, {tag.Id}, {viewer.Id}, now() from conversations where id % 5 < 2");
            return new Case(viewer.Id, colleague.Id, tag.Id);
        });
    }
}
