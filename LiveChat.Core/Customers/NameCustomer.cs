using LiveChat.Core.Live;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;

namespace LiveChat.Core.Customers;

/// <summary>What operators call a customer, wherever the customer is named; nothing takes the nickname away.</summary>
public sealed class NameCustomer(LiveChatDb db, ILiveFeed live, TimeProvider clock)
{
    public enum Outcome { Named, Unchanged, TooLong, NotFound }

    public async Task<Outcome> RunAsync(long conversationId, long operatorId, string? nickname, CancellationToken ct)
    {
        var name = Words.OnOneLine(nickname);
        if (name?.Length > Customer.LongestNickname) return Outcome.TooLong;

        await using var work = await db.BeginWorkAsync(conversationId, clock, ct);
        if (work.Conversation is not { Customer: { } customer } conversation) return Outcome.NotFound;
        if (customer.Nickname == name) return Outcome.Unchanged;

        customer.Name(name);
        conversation.NextRevision();
        work.Audit(operatorId, "customer.named", customer.Id, name);
        await work.CommitAsync(ct);
        await live.AnnounceAsync(new CustomerChanged(conversationId, conversation.Revision), ct);
        return Outcome.Named;
    }
}
