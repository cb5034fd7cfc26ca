using LiveChat.Core.Search;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace LiveChat.Tests.Search;

/// <summary>A shop with years of messages: far more than one look reaches, with words that are everywhere, that are rare, and that were common long ago.</summary>
public sealed class DeepSearchTests(DeepSearchTests.Years app) : IClassFixture<DeepSearchTests.Years>
{
    private const int Messages = 90_000;
    private const int OldMessages = 25_000;

    [Theory]
    [InlineData("ครับผม", FindMessages.Most, true)] // in every message
    [InlineData("ช้างเผือก", 2, false)] // in the first and in the last but one
    [InlineData("ไม่เคยมีใครพูด", 0, false)]
    [InlineData("เทศกาลเก่า", FindMessages.Most, true)] // in the oldest 25,000
    [InlineData("ฮิปโป", 40, true)] // older than the newest rows, few
    [InlineData("ฆ", 1, false)] // one letter, once, long ago
    [InlineData("ฒๆ", 1, false)]
    [InlineData("☂", 1, false)]
    public async Task Common_rare_old_and_short_words_are_found_newest_first(string words, int expected, bool hasMore)
    {
        var found = await app.UseAsync((SearchConversations use) => use.RunAsync(Sought.For(words)!, null, CancellationToken.None));

        Assert.Equal((Math.Min(expected, FindMessages.Most), hasMore), (found.Messages.Items.Count, found.Messages.HasMore));
        Assert.Null(found.BackTo);
        var newest = await app.ReadAsync(db => db.Messages.Where(message => message.Text!.Contains(words)).OrderByDescending(message => message.Id).Take(FindMessages.Most).Select(message => message.Id).ToListAsync());
        Assert.Equal(newest, found.Messages.Items.Select(message => message.Id));
    }

    [Fact]
    public async Task When_time_is_up_what_was_found_is_shown_and_how_far_back_was_looked()
    {
        var (found, backTo) = await app.ReadAsync(db => new FindMessages(db, new Hurried()).RunAsync(Sought.For("ฆ")!, conversationId: null, CancellationToken.None));
        Assert.Empty(found.Items);
        var oldest = await app.ReadAsync(db => db.Messages.MinAsync(message => message.SentAt));
        Assert.InRange(backTo!.Value, oldest.AddSeconds(Messages / 2), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_in_time_is_no_error()
    {
        await using var source = NpgsqlDataSource.Create(app.Postgres + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("lock table messages in access exclusive mode", connection)) await command.ExecuteNonQueryAsync();

        var found = await app.UseAsync((SearchConversations use) => use.RunAsync(Sought.For("ครับผม")!, conversationId: 1, CancellationToken.None));

        Assert.True(found.IsEmpty);
        Assert.NotNull(found.BackTo);
    }

    /// <summary>Whenever one looks, two seconds have gone by.</summary>
    private sealed class Hurried : TimeProvider
    {
        private long looks;

        public override long GetTimestamp() => looks++ * 2 * TimestampFrequency;
    }

    public sealed class Years : App
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            var (_, conversation) = await GivenCustomerWhoWroteAsync("คำแรก");
            var (id, channel) = (conversation.Id, conversation.ChannelId);
            await ReadAsync(db => db.Database.ExecuteSqlAsync($"""
                insert into messages (channel_id, conversation_id, direction, author, kind, is_supported, text, sent_at, created_at, revision)
                select {channel}, {id}, 'incoming', 'customer', 'text', true, concat_ws(' ', 'สวัสดีครับผม', i::text,
                    case when i in (1, {Messages} - 1) then 'ช้างเผือก' end, case when i <= {OldMessages} then 'เทศกาลเก่า' end, case when i between 60000 and 60039 then 'ฮิปโป' end,
                    case when i = 7 then 'ฆ' end, case when i = 8 then 'ฒๆ' end, case when i = 9 then '☂' end),
                    now() - make_interval(secs => {Messages} - i), now(), 1000 + i
                from generate_series(1, {Messages}) i
                """));
            while (await UseAsync((MakeSearchable use) => use.RunAsync(CancellationToken.None))) { }
            await Eventually.TrueAsync(() => ReadAsync(async db => !await db.Messages.AnyAsync(message => message.SearchText == null && message.Text != null))); // the worker helps
            await ReadAsync(db => db.Database.ExecuteSqlAsync($"vacuum analyze messages"));
        }
    }
}
