using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Persistence;
using LiveChat.Core.Sessions;
using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Support;

/// <summary>A customer in the hands of an operator.</summary>
public sealed record Served(FakeCustomer Customer, long ConversationId, long OperatorId);

/// <summary>The application whose workers do nothing by themselves: a test says when, and sees every state in between.</summary>
public sealed class AppWithoutWorkers : App
{
    private long operators;

    public SqlCounter Sql { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services =>
        {
            services.RemoveWorkers();
            services.ConfigureDbContext<LiveChatDb>(options => options.AddInterceptors(Sql));
        });
    }

    public async Task ReceiveAllAsync()
    {
        while ((await UseAsync((ReceiveWebhookEvents use) => use.RunAsync(CancellationToken.None))).Taken > 0) { }
    }

    /// <summary>One turn of the outgoing worker. A pause that begins with it lasts until <see cref="LetTimePassAsync"/>, however slow the machine.</summary>
    public async Task<bool> DeliverAsync(CancellationToken ct = default)
    {
        var took = await UseAsync((DeliverNext use) => use.RunAsync(ct));
        await ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set next_attempt_at = next_attempt_at + interval '1 hour' where state = 'queued' and next_attempt_at > now()", CancellationToken.None));
        return took;
    }

    public async Task DeliverAllAsync()
    {
        while (await DeliverAsync()) { }
    }

    public async Task FetchProfilesAsync()
    {
        while (await UseAsync((FetchProfiles use) => use.RunAsync(CancellationToken.None))) { }
    }

    /// <summary>Pauses between attempts are over, and so are the leases of workers that died.</summary>
    public Task LetTimePassAsync() => ReadAsync(db => db.Database.ExecuteSqlAsync($"update deliveries set next_attempt_at = least(next_attempt_at, now()), lease_until = least(lease_until, now() - interval '1 second') where state in ('queued', 'sending')"));

    /// <summary>A customer who wrote and was claimed. Without a reply token every answer is a push.</summary>
    public async Task<Served> GivenServedAsync(bool withReplyToken = false)
    {
        var customer = Line.AddCustomer("สมศรี ใจดี");
        await WriteAsync(customer, "สวัสดีค่ะ", withReplyToken);
        return await ClaimAsync(customer);
    }

    public async Task WriteAsync(FakeCustomer customer, string text, bool withReplyToken = true, TimeSpan? ago = null)
    {
        var said = Line.Events.Text(LineHost.Channel, customer.UserId, text);
        if (!withReplyToken) said.Remove("replyToken");
        if (ago is { } age) said["timestamp"] = (DateTimeOffset.UtcNow - age).ToUnixTimeMilliseconds();
        Assert.True((await Line.DeliverAsync(LineHost.Channel, [said])).Accepted);
        await ReceiveAllAsync();
    }

    public async Task<Served> ClaimAsync(FakeCustomer customer)
    {
        var conversation = await ConversationOfAsync(customer);
        var owner = await GivenOperatorAsync($"agent{Interlocked.Increment(ref operators)}");
        await UseAsync((ClaimSession use) => use.RunAsync(conversation.Id, owner.Id, CancellationToken.None));
        return new(customer, conversation.Id, owner.Id);
    }

    /// <summary>A customer who wrote and whom this operator claimed.</summary>
    public async Task<Served> GivenServedByAsync(AtWork owner)
    {
        var customer = Line.AddCustomer("สมศรี ใจดี");
        await WriteAsync(customer, "สวัสดีค่ะ", withReplyToken: false);
        var conversation = await ConversationOfAsync(customer);
        await UseAsync((ClaimSession use) => use.RunAsync(conversation.Id, owner.Id, CancellationToken.None));
        return new(customer, conversation.Id, owner.Id);
    }

    public Task<Operator> GivenOperatorAsync() => GivenOperatorAsync($"agent{Interlocked.Increment(ref operators)}");

    public Task<Conversation> ConversationOfAsync(FakeCustomer customer) =>
        ReadAsync(db => db.Conversations.AsNoTracking().Include(conversation => conversation.Customer).SingleAsync(conversation => conversation.Customer.LineId == customer.UserId));

    public async Task<long> ReplyAsync(Served served, string text)
    {
        var result = await TryReplyAsync(served, text, Guid.NewGuid().ToString());
        return result.MessageId ?? throw new InvalidOperationException($"Refused: {result.Refusal}");
    }

    public Task<SendReply.Result> TryReplyAsync(Served served, string? text, string? clientKey, long? by = null) =>
        UseAsync((SendReply use) => use.RunAsync(served.ConversationId, by ?? served.OperatorId, text, clientKey, CancellationToken.None));

    public Task<Message> MessageAsync(long id) => ReadAsync(db => db.Messages.AsNoTracking().SingleAsync(message => message.Id == id));

    public Task<Delivery> DeliveryOfAsync(long messageId) =>
        ReadAsync(db => db.Deliveries.AsNoTracking().SingleAsync(delivery => db.Messages.Any(message => message.Id == messageId && message.DeliveryId == delivery.Id)));

    /// <summary>What LINE has taken over for this customer, in order.</summary>
    public IReadOnlyList<AcceptedMessage> AcceptedFor(Served served) => [.. Line.Accepted.Where(accepted => accepted.To == served.Customer.UserId)];
}
