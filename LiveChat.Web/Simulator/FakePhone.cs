using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>A message of a customer, and how its webhook fared at the first try.</summary>
public sealed record FakeSending(FakeMessage Message, WebhookReceipt Webhook);

/// <summary>
/// A customer's hands: everything here happens in their chat with one channel, or in a group that both are in, and reaches the shop as a signed webhook.
/// </summary>
/// <param name="line">The platform.</param>
/// <param name="channel">The account.</param>
/// <param name="customer">Whose phone it is.</param>
/// <param name="groupId">The group or room that is open on it; null is the chat with the account alone.</param>
public sealed class FakePhone(FakeLine line, FakeChannel channel, FakeCustomer customer, string? groupId = null)
{
    public FakeChannel Channel => channel;
    public FakeCustomer Customer => customer;
    public FakeChat Chat => line.Chat(channel.BotUserId, groupId ?? customer.UserId);

    /// <summary>Groups do not learn who wrote from those who gave no consent (LINE.md §3).</summary>
    public FakeSource Source => groupId is null ? FakeSource.Of(customer.UserId) : new(groupId, customer.HidesProfile ? null : customer.UserId);

    public Task<FakeSending> SendTextAsync(string text, CancellationToken ct = default) => SendTextAsync(text, new FakeTextDetails(), ct);

    /// <summary>A text with LINE emojis, mentions, or a quote.</summary>
    public Task<FakeSending> SendTextAsync(string text, FakeTextDetails details, CancellationToken ct = default) => SayAsync(line.Events.Text(channel, Source, text, details), ct);

    /// <summary>A text that quotes a message of either side.</summary>
    public Task<FakeSending> QuoteAsync(string quotedMessageId, string text, CancellationToken ct = default) => SendTextAsync(text, new() { QuotedMessageId = quotedMessageId }, ct);

    public Task<FakeSending> SendStickerAsync(string packageId, string stickerId, IEnumerable<string>? keywords = null, CancellationToken ct = default) =>
        SendStickerAsync(packageId, stickerId, keywords, new FakeStickerDetails(), ct);

    public Task<FakeSending> SendStickerAsync(string packageId, string stickerId, IEnumerable<string>? keywords, FakeStickerDetails details, CancellationToken ct = default) =>
        SayAsync(line.Events.Sticker(channel, Source, packageId, stickerId, keywords, details), ct);

    public Task<FakeSending> SendImageAsync(ReadOnlyMemory<byte> bytes, string contentType = "image/png", CancellationToken ct = default) => SendImageAsync(new(contentType, bytes), ct);

    public Task<FakeSending> SendImageAsync(FakeContent content, CancellationToken ct = default) => SayAsync(line.Events.Image(channel, Source, content), ct);

    /// <summary>Several pictures at once: as many messages, each with a webhook of its own, in any order (R#wh-image).</summary>
    /// <param name="pictures">In the order the sender chose them.</param>
    /// <param name="order">In which order the webhooks leave, such as 2, 0, 1; null is the pictures' own.</param>
    /// <param name="ct">Stops between two webhooks.</param>
    /// <returns>In the pictures' order.</returns>
    public async Task<IReadOnlyList<FakeSending>> SendAlbumAsync(IReadOnlyList<FakeContent> pictures, IReadOnlyList<int>? order = null, CancellationToken ct = default)
    {
        var setId = FakeIds.NewImageSetId();
        var events = pictures.Select((picture, i) => line.Events.Image(channel, Source, picture, new(setId, i + 1, pictures.Count))).ToList();
        var sent = new FakeSending[pictures.Count];
        foreach (var i in order ?? [.. Enumerable.Range(0, pictures.Count)]) sent[i] = await SayAsync(events[i], ct);
        return sent;
    }

    public Task<FakeSending> SendVideoAsync(FakeContent content, long? durationMs = null, CancellationToken ct = default) => SayAsync(line.Events.Video(channel, Source, content, durationMs), ct);

    public Task<FakeSending> SendAudioAsync(FakeContent content, long? durationMs = null, CancellationToken ct = default) => SayAsync(line.Events.Audio(channel, Source, content, durationMs), ct);

    public Task<FakeSending> SendFileAsync(FakeContent content, string fileName, CancellationToken ct = default) => SayAsync(line.Events.File(channel, Source, content, fileName), ct);

    public Task<FakeSending> SendLocationAsync(double latitude, double longitude, string? title = null, string? address = null, CancellationToken ct = default) =>
        SayAsync(line.Events.Location(channel, Source, latitude, longitude, title, address), ct);

    /// <summary>Presses a button that the shop sent.</summary>
    public Task<WebhookReceipt> PostbackAsync(string data, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken ct = default) =>
        DoAsync(line.Events.Postback(Source, data, parameters), ct);

    /// <summary>Changes a text of one's own; in groups only, for now (LINE.md §3).</summary>
    public Task<WebhookReceipt> EditAsync(string messageId, string text, CancellationToken ct = default) => DoAsync(line.Events.MessageEdited(Source, messageId, text), ct);

    /// <summary>Takes a message of one's own back; its content is gone at once (410).</summary>
    public Task<WebhookReceipt> UnsendAsync(string messageId, CancellationToken ct = default) => DoAsync(line.Events.Unsend(Source, messageId), ct);

    /// <summary>Adds the account as a friend.</summary>
    public Task<WebhookReceipt> FollowAsync(CancellationToken ct = default) => DoAsync(line.Events.Follow(customer.UserId, isUnblocked: false), ct);

    /// <summary>Blocks the account: to it an unfollow event (R#unfollow-event).</summary>
    public Task<WebhookReceipt> BlockAsync(CancellationToken ct = default) => DoAsync(line.Events.Unfollow(customer.UserId), ct);

    /// <summary>Unblocks the account: a follow event with <c>isUnblocked</c> (R#follow-event).</summary>
    public Task<WebhookReceipt> UnblockAsync(CancellationToken ct = default) => DoAsync(line.Events.Follow(customer.UserId, isUnblocked: true), ct);

    /// <summary>Words that stand on the phone only: pressing a button says them there, and the shop hears the postback (R#postback-action).</summary>
    public void Show(string displayText) =>
        Chat.Wrote(new(line.Ids.NextMessageId(), FromCustomer: true, "text", line.Clock.GetUtcNow()) { Text = displayText, AuthorId = groupId is null ? null : Source.UserId });

    /// <summary>Any other event. Of a group that it is not in, the account hears nothing.</summary>
    public async Task<WebhookReceipt> DoAsync(JsonObject happened, CancellationToken ct = default)
    {
        var group = groupId is null ? null : line.Group(groupId);
        if (group is { IsJoined: false })
        {
            line.Happen(channel, happened);
            return new(Status: null);
        }
        if (group is { TellsWithFirstEvent: true }) await line.DeliverAsync(channel, [line.Events.Join(group.GroupId)], ct: ct);
        return await line.DeliverAsync(channel, [happened], null, ct);
    }

    /// <summary>Any message that was built by hand, such as one <see cref="FakeEvents.OnStandby"/>.</summary>
    public async Task<FakeSending> SayAsync(JsonObject happened, CancellationToken ct = default)
    {
        if (Chat.Friendship == Friendship.Blocked) throw new InvalidOperationException("Whoever has blocked an account cannot write to it; unblock first.");
        var id = happened["message"]!["id"]!.GetValue<string>();
        var receipt = await DoAsync(happened, ct);
        return new(Chat.Messages.Single(m => m.Id.Is(id)), receipt);
    }
}
