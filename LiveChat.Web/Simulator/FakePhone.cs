using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>A message of a customer, and how its webhook fared at the first try.</summary>
public sealed record FakeSending(FakeMessage Message, WebhookReceipt Webhook);

/// <summary>A customer's hands: everything here happens in their chat with one channel and reaches the shop as a signed webhook.</summary>
public sealed class FakePhone(FakeLine line, FakeChannel channel, FakeCustomer customer)
{
    public FakeChannel Channel => channel;
    public FakeCustomer Customer => customer;
    public FakeChat Chat => line.Chat(channel.BotUserId, customer.UserId);

    public Task<FakeSending> SendTextAsync(string text, CancellationToken ct = default) =>
        SayAsync(line.Events.Text(channel, customer.UserId, text), ct);

    public Task<FakeSending> SendStickerAsync(string packageId, string stickerId, IEnumerable<string>? keywords = null, CancellationToken ct = default) =>
        SayAsync(line.Events.Sticker(channel, customer.UserId, packageId, stickerId, keywords), ct);

    public Task<FakeSending> SendImageAsync(ReadOnlyMemory<byte> bytes, string contentType = "image/png", CancellationToken ct = default) =>
        SayAsync(line.Events.Image(channel, customer.UserId, new(contentType, bytes)), ct);

    /// <summary>Adds the account as a friend.</summary>
    public Task<WebhookReceipt> FollowAsync(CancellationToken ct = default) => DoAsync(line.Events.Follow(customer.UserId, isUnblocked: false), ct);

    /// <summary>Blocks the account: to it an unfollow event (R#unfollow-event).</summary>
    public Task<WebhookReceipt> BlockAsync(CancellationToken ct = default) => DoAsync(line.Events.Unfollow(customer.UserId), ct);

    /// <summary>Unblocks the account: a follow event with <c>isUnblocked</c> (R#follow-event).</summary>
    public Task<WebhookReceipt> UnblockAsync(CancellationToken ct = default) => DoAsync(line.Events.Follow(customer.UserId, isUnblocked: true), ct);

    /// <summary>Takes a message of one's own back; its content is gone at once (410).</summary>
    public Task<WebhookReceipt> UnsendAsync(string messageId, CancellationToken ct = default) => DoAsync(line.Events.Unsend(customer.UserId, messageId), ct);

    private Task<WebhookReceipt> DoAsync(JsonObject happened, CancellationToken ct) => line.DeliverAsync(channel, [happened], null, ct);

    private async Task<FakeSending> SayAsync(JsonObject happened, CancellationToken ct)
    {
        if (Chat.Friendship == Friendship.Blocked) throw new InvalidOperationException("Whoever has blocked an account cannot write to it; unblock first.");
        var id = happened["message"]!["id"]!.GetValue<string>();
        var receipt = await line.DeliverAsync(channel, [happened], null, ct);
        return new(Chat.Messages.Single(m => m.Id.Is(id)), receipt);
    }
}
