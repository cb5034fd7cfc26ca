using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Search;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Search;

public sealed class SearchConversationsTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    [Fact]
    public async Task A_word_finds_what_customers_and_operators_said_newest_first_with_who_said_it_where()
    {
        var customer = app.Line.AddCustomer("วิภา กลิ่นหอม");
        await app.WriteAsync(customer, "มีเสื้อพระจันทร์ไหม", ago: TimeSpan.FromHours(2));
        await app.WriteAsync(customer, "อย่างอื่นค่ะ", ago: TimeSpan.FromHours(1));
        var served = await app.ClaimAsync(customer);
        await app.FetchProfilesAsync();
        var reply = await app.ReplyAsync(served, "เสื้อพระจันทร์หมดแล้วค่ะ");

        var found = await SearchAsync("พระจันทร์");

        Assert.Equal(["เสื้อพระจันทร์หมดแล้วค่ะ", "มีเสื้อพระจันทร์ไหม"], found.Messages.Items.Select(message => message.Text));
        Assert.All(found.Messages.Items, message => Assert.Equal((served.ConversationId, "วิภา กลิ่นหอม"), (message.ConversationId, message.CustomerName)));
        Assert.Equal((MessageAuthor.Operator, reply), (found.Messages.Items[0].Author, found.Messages.Items[0].Id));
        Assert.NotNull(found.Messages.Items[0].OperatorName);
        Assert.Equal(MessageAuthor.Customer, found.Messages.Items[1].Author);
        Assert.False(found.HasMore);
        Assert.Null(found.BackTo);
    }

    [Theory]
    [InlineData("น้ำมะพร้าวเผา", "น\u0E4D\u0E49\u0E32มะพร้าวเผา")]
    [InlineData("รุ่นที่ ๙๙๑", "รุ่นท\u0E48\u0E35 991")]
    [InlineData("โปรเเม่วันหยุด", "โปรแม่วันหยุด")]
    [InlineData("ZebraXL พร้อมส่ง", "zebraxl")]
    [InlineData("กุ้\u200Bงแม่น้ำสด", "กุ้งแม่น้ำ")]
    public async Task It_is_found_however_it_is_typed(string said, string sought)
    {
        await WriteAsync(said);
        Assert.Equal([said], (await SearchAsync(sought)).Messages.Items.Select(message => message.Text));
    }

    [Theory]
    [InlineData("ลด 77% ทั้งร้าน", "77%", "77 บาท")]
    [InlineData("ไฟล์ a_b9 ค่ะ", "a_b9", "axb9")]
    [InlineData(@"path c:\qq", @"c:\qq", "c:qq")]
    [InlineData("ก้าวแรก!?", "แรก!?", "แรก!!")]
    public async Task Signs_that_mean_something_to_a_database_are_only_themselves(string said, string sought, string other)
    {
        await WriteAsync(said);
        await WriteAsync(other);
        Assert.Equal([said], (await SearchAsync(sought)).Messages.Items.Select(message => message.Text));
    }

    [Fact]
    public async Task One_letter_and_one_sign_find_too()
    {
        await WriteAsync("ฬ");
        await WriteAsync("§ ข้อ");
        Assert.Equal(["ฬ"], (await SearchAsync("ฬ")).Messages.Items.Select(message => message.Text));
        Assert.Equal(["§ ข้อ"], (await SearchAsync("§")).Messages.Items.Select(message => message.Text));
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("ก\0ข")]
    [InlineData("\uD800")]
    [InlineData("'; drop table messages; --")]
    [InlineData("%%%%%%%%")]
    [InlineData(@"\\")] // one alone is in what others wrote
    [InlineData("____")]
    [InlineData("😀\uDC00")]
    public async Task Whatever_is_typed_does_no_harm(string hostile)
    {
        if (Sought.For(hostile) is not { } sought) return;
        Assert.Empty((await app.UseAsync((SearchConversations use) => use.RunAsync(sought, null, CancellationToken.None))).Messages.Items);
    }

    [Fact]
    public async Task Customers_are_found_by_either_name_and_shown_by_the_one_operators_use()
    {
        var customer = app.Line.AddCustomer("Somchai Rakthai");
        await app.WriteAsync(customer, "สวัสดี");
        await app.FetchProfilesAsync();
        var id = (await app.ConversationOfAsync(customer)).CustomerId;
        await app.ReadAsync(async db =>
        {
            var known = await db.Customers.SingleAsync(found => found.Id == id);
            known.Name("พี่ชายร้านกาแฟ");
            return await db.SaveChangesAsync();
        });

        foreach (var words in new[] { "rakthai", "SOMCHAI R", "ร้านกาแฟ", "ฟ" })
        {
            var person = Assert.Single((await SearchAsync(words)).Customers.Items);
            Assert.Equal(("พี่ชายร้านกาแฟ", "Somchai Rakthai"), (person.Name, person.LineName));
        }
    }

    [Fact]
    public async Task Of_very_many_the_newest_are_shown_and_it_is_said_that_there_are_more()
    {
        for (var i = 1; i <= FindMessages.Most + 3; i++) await WriteAsync($"มังคุดลูกที่ {i}");
        var found = await SearchAsync("มังคุด");
        Assert.Equal(FindMessages.Most, found.Messages.Items.Count);
        Assert.Equal($"มังคุดลูกที่ {FindMessages.Most + 3}", found.Messages.Items[0].Text);
        Assert.True(found.HasMore);
    }

    [Fact]
    public async Task Within_a_conversation_only_what_was_said_there_is_found()
    {
        var (here, elsewhere) = (await WriteAsync("ทุเรียนหมอนทองที่นี่"), await WriteAsync("ทุเรียนหมอนทองที่นั่น"));
        Assert.Equal(2, (await SearchAsync("หมอนทอง")).Messages.Items.Count);
        foreach (var (place, words) in new[] { (here, "ทุเรียนหมอนทองที่นี่"), (elsewhere, "ทุเรียนหมอนทองที่นั่น") })
        {
            var found = await SearchAsync("หมอนทอง", place);
            Assert.Equal([words], found.Messages.Items.Select(message => message.Text));
            Assert.Empty(found.Customers.Items);
        }
    }

    [Fact]
    public async Task Notes_and_reasons_for_closing_are_found()
    {
        var id = await WriteAsync("สอบถามค่ะ");
        await app.ReadAsync(async db =>
        {
            var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
            foreach (var (kind, words) in new[] { (Message.NoteKind, "ลูกค้าแพ้ถั่วลิสง"), ("session.closed", "แก้เรื่องถั่วลิสงแล้ว") })
            {
                var now = DateTimeOffset.UtcNow;
                db.Messages.Add(new Message
                {
                    ChannelId = conversation.ChannelId, ConversationId = id, Direction = MessageDirection.Internal, Author = MessageAuthor.Operator, Kind = kind, IsSupported = true,
                    SentAt = now, CreatedAt = now, Revision = conversation.NextRevision(),
                }.Saying(words));
            }
            return await db.SaveChangesAsync();
        });
        Assert.Equal(["note", "session.closed"], (await SearchAsync("ถั่วลิสง")).Messages.Items.Select(message => message.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_an_earlier_version_stored_is_found_once_the_worker_was_there()
    {
        var customer = app.Line.AddCustomer("ณัฐฎาเก่าแก่");
        await app.WriteAsync(customer, "ข้อความเก่าเก็บมานานน้ำเน่า");
        await app.FetchProfilesAsync();
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update messages set search_text = null where text like '%เก่าเก็บ%'"));
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update customers set search_name = null where display_name like '%เก่าแก่%'"));
        Assert.True((await SearchAsync("น้ำเน่า")).IsEmpty);
        Assert.True((await SearchAsync("ณัฐฎาเก่า")).IsEmpty);

        while (await app.UseAsync((MakeSearchable use) => use.RunAsync(CancellationToken.None))) { }

        Assert.Single((await SearchAsync("น้ำเน่า")).Messages.Items);
        Assert.Single((await SearchAsync("ณัฐฎาเก่า")).Customers.Items);
    }

    private async Task<long> WriteAsync(string text)
    {
        var customer = app.Line.AddCustomer("ลูกค้า");
        await app.WriteAsync(customer, text);
        return (await app.ConversationOfAsync(customer)).Id;
    }

    private Task<SearchResults> SearchAsync(string words, long? conversationId = null) =>
        app.UseAsync((SearchConversations use) => use.RunAsync(Sought.For(words)!, conversationId, CancellationToken.None));
}
