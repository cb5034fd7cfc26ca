using LiveChat.Core.Channels;
using LiveChat.Core.Messages;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Channels;

public sealed class ChannelKeysTests(AppWithoutWorkers app) : OutboxTest(app)
{
    [Theory]
    [InlineData("12a", "secret", null, KeysRefusal.IdNotANumber)]
    [InlineData("12", null, null, KeysRefusal.SecretMissing)]
    [InlineData("12", " ", null, KeysRefusal.SecretMissing)]
    [InlineData("12", "a secret", null, KeysRefusal.SecretMalformed)]
    [InlineData(null, "secret", null, KeysRefusal.IdMissing)]
    [InlineData("12", "secret", "a-token", KeysRefusal.TokenUnwanted)]
    [InlineData("12", "wrong", null, KeysRefusal.Refused)]
    [InlineData("12", "secret", "a\ntoken", KeysRefusal.TokenMalformed, TokenKind.Pasted)]
    [InlineData("12", "secret", null, KeysRefusal.TokenMissing, TokenKind.Pasted)]
    [InlineData(null, "secret", "wrong", KeysRefusal.Refused, TokenKind.Pasted)]
    public async Task Keys_that_LINE_does_not_take_are_not_stored(string? id, string? secret, string? token, KeysRefusal refusal, TokenKind kind = TokenKind.Stateless)
    {
        var before = await CountAsync();
        Assert.Equal(refusal, (await AddAsync(kind, new(id, secret, token))).Refusal);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Nothing_is_stored_while_LINE_does_not_answer()
    {
        var account = App.NewAccount("ร้านเงียบ");
        App.Line.Faults.Add(FakeEndpoint.BotInfo, new Fault(FaultKind.ServerError) { Calls = 1 });
        Assert.Equal(KeysRefusal.NoAnswer, (await AddAsync(TokenKind.Stateless, new(account.ChannelId, account.Secret, null))).Refusal);
    }

    [Fact]
    public async Task An_account_comes_in_once_under_the_name_it_has_at_LINE_and_its_secrets_are_sealed()
    {
        var account = App.NewAccount("ร้านขนม");
        var added = await AddAsync(TokenKind.Stateless, new($" {account.ChannelId} ", account.Secret, null));

        var stored = await ChannelAsync(added.Id!.Value);
        Assert.Equal((ChannelOrigin.Console, TokenKind.Stateless, "ร้านขนม", account.BotUserId, account.BasicId, "chat", "manual"),
            (stored.Origin, stored.TokenKind, stored.Name, stored.BotUserId, stored.BasicId, stored.ChatMode, stored.MarkAsReadMode));
        Assert.DoesNotContain(account.Secret, stored.SealedSecret, StringComparison.Ordinal);
        Assert.Equal(KeysRefusal.AlreadyThere, (await AddAsync(TokenKind.Pasted, new(null, account.Secret, account.AccessToken))).Refusal);
        Assert.Equal(KeysRefusal.AlreadyThere, (await AddAsync(TokenKind.Pasted, new(null, App.LineHost.Channel.Secret, App.LineHost.Channel.AccessToken))).Refusal); // the settings' own
        var entry = Assert.Single(await AuditAsync("channel.added", added.Id.Value));
        Assert.Equal(account.BotUserId, entry);
    }

    [Fact]
    public async Task While_a_secret_is_being_changed_webhooks_under_both_are_taken_and_after_it_only_under_the_new_one()
    {
        var account = App.NewAccount("ร้านเปลี่ยนรหัส");
        var id = await App.GivenChannelAsync(account);
        var reissued = App.Line.AddChannel(account with { Secret = new string('e', 32) });
        Assert.Equal(401, await VerifyAsync(reissued));

        Assert.Equal(ChangeChannelKeys.Outcome.Changed, (await ChangeAsync(id, TokenKind.Stateless, new(null, reissued.Secret, null))).Outcome);

        Assert.Null(await SignedLastAsync(id)); // nothing has come under either yet
        Assert.Equal((200, SecretUsed.Current), (await VerifyAsync(reissued), await SignedLastAsync(id)));
        Assert.Equal((200, SecretUsed.Other), (await VerifyAsync(account), await SignedLastAsync(id)));
        Assert.Equal(FinishSecretChange.Outcome.Finished, await FinishAsync(id));
        Assert.Equal(FinishSecretChange.Outcome.NothingToFinish, await FinishAsync(id));
        Assert.Equal(200, await VerifyAsync(reissued));
        Assert.Equal(401, await VerifyAsync(account));
        Assert.Equal("secret", Assert.Single(await AuditAsync("channel.keys_changed", id)));
    }

    [Fact]
    public async Task What_was_signed_before_a_secret_is_changed_is_no_sign_that_LINE_has_the_new_one()
    {
        var account = App.NewAccount("ร้านเซ็นก่อน");
        var id = await App.GivenChannelAsync(account);
        Assert.Equal((200, SecretUsed.Current), (await VerifyAsync(account), await SignedLastAsync(id)));

        var reissued = App.Line.AddChannel(account with { Secret = new string('c', 32) });
        await ChangeAsync(id, TokenKind.Stateless, new(null, reissued.Secret, null));

        Assert.Equal(SecretUsed.Other, await SignedLastAsync(id));
    }

    [Fact]
    public async Task A_mistyped_key_never_takes_the_place_of_one_that_works()
    {
        var account = App.NewAccount("ร้านพิมพ์ผิด");
        var id = await App.GivenChannelAsync(account);
        var other = App.NewAccount("ร้านอื่น");

        Assert.Equal(KeysRefusal.Refused, (await ChangeAsync(id, TokenKind.Stateless, new(null, "mistyped", null))).Refusal);
        Assert.Equal(KeysRefusal.Refused, (await ChangeAsync(id, TokenKind.Pasted, new(null, null, "mistyped"))).Refusal);
        Assert.Equal(KeysRefusal.TokenMissing, (await ChangeAsync(id, TokenKind.Pasted, new(null, null, null))).Refusal);
        Assert.Equal(KeysRefusal.AnotherAccount, (await ChangeAsync(id, TokenKind.Stateless, new(other.ChannelId, other.Secret, null))).Refusal);
        Assert.Equal(KeysRefusal.TokenUnwanted, (await ChangeAsync(id, TokenKind.Stateless, new(null, null, account.AccessToken))).Refusal);
        Assert.Equal(ChangeChannelKeys.Outcome.Unchanged, (await ChangeAsync(id, TokenKind.Stateless, new("", "", ""))).Outcome);
        Assert.Equal(200, await VerifyAsync(account));

        Assert.Equal(ChangeChannelKeys.Outcome.Changed, (await ChangeAsync(id, TokenKind.Pasted, new(null, null, account.AccessToken))).Outcome);
        Assert.Equal(TokenKind.Pasted, (await ChannelAsync(id)).TokenKind);
    }

    [Fact]
    public async Task The_channel_of_the_settings_is_not_changed_in_the_console()
    {
        var id = await App.ReadAsync(db => db.Channels.Where(channel => channel.Origin == ChannelOrigin.Settings).Select(channel => channel.Id).SingleAsync());
        Assert.Equal(ChangeChannelKeys.Outcome.NotFromConsole, (await ChangeAsync(id, TokenKind.Pasted, new(null, "secret", null))).Outcome);
        Assert.Equal(ChangeChannelKeys.Outcome.NotFound, (await ChangeAsync(0, TokenKind.Pasted, new(null, "secret", null))).Outcome);
    }

    [Fact]
    public async Task A_channel_that_is_switched_off_takes_no_webhooks_and_what_is_owed_fails_with_the_reason_until_it_is_on_again()
    {
        var served = await App.GivenServedAsync();
        var id = await App.ReadAsync(db => db.Conversations.Where(conversation => conversation.Id == served.ConversationId).Select(conversation => conversation.ChannelId).SingleAsync());
        var message = await App.ReplyAsync(served, "ค่ะ");
        Assert.Equal(SwitchChannel.Outcome.Switched, await SwitchAsync(id, isOn: false));
        Assert.Equal(SwitchChannel.Outcome.AlreadySo, await SwitchAsync(id, isOn: false));

        await App.DeliverAllAsync();
        Assert.Equal(401, await VerifyAsync(App.LineHost.Channel));
        Assert.Equal((DeliveryState.Failed, DeliveryProblem.SwitchedOff), ((await App.MessageAsync(message)).DeliveryState, (await App.MessageAsync(message)).DeliveryProblem));
        Assert.Null((await App.DeliveryOfAsync(message)).Detail); // LINE said nothing
        Assert.Empty(App.AcceptedFor(served));
        Assert.Equal(SendReply.Refusal.SwitchedOff, (await App.TryReplyAsync(served, "ยังอยู่ค่ะ", Guid.NewGuid().ToString())).Refusal);

        await SwitchAsync(id, isOn: true);
        await App.UseAsync((RetryMessage use) => use.RunAsync(served.ConversationId, message, served.OperatorId, CancellationToken.None));
        await App.LetTimePassAsync();
        await App.DeliverAllAsync();
        Assert.Single(App.AcceptedFor(served));
        Assert.Equal(200, await VerifyAsync(App.LineHost.Channel));
    }

    [Fact]
    public async Task Two_accounts_that_share_a_customer_have_a_conversation_each()
    {
        var account = App.NewAccount("ร้านที่สอง");
        await App.GivenChannelAsync(account);
        var customer = App.Line.AddCustomer("ลูกค้าสองร้าน");
        await App.Line.Phone(customer, App.LineHost.Channel).SendTextAsync("ถึงร้านแรก");
        await App.Line.Phone(customer, account).SendTextAsync("ถึงร้านที่สอง");
        await App.ReceiveAllAsync();

        var conversations = await App.ReadAsync(db => db.Conversations.Where(conversation => conversation.Customer.LineId == customer.UserId).ToListAsync());
        Assert.Equal(2, conversations.Select(conversation => conversation.ChannelId).Distinct().Count());
    }

    private Task<AddChannel.Result> AddAsync(TokenKind kind, ChannelKeys keys) => ByAdminAsync((AddChannel use, long admin) => use.RunAsync(admin, kind, keys, CancellationToken.None));

    private Task<ChangeChannelKeys.Result> ChangeAsync(long id, TokenKind kind, ChannelKeys keys) => ByAdminAsync((ChangeChannelKeys use, long admin) => use.RunAsync(admin, id, kind, keys, CancellationToken.None));

    private Task<FinishSecretChange.Outcome> FinishAsync(long id) => ByAdminAsync((FinishSecretChange use, long admin) => use.RunAsync(admin, id, CancellationToken.None));

    private Task<SwitchChannel.Outcome> SwitchAsync(long id, bool isOn) => ByAdminAsync((SwitchChannel use, long admin) => use.RunAsync(admin, id, isOn, CancellationToken.None));

    private async Task<T> ByAdminAsync<TVerb, T>(Func<TVerb, long, Task<T>> use) where TVerb : notnull
    {
        var admin = await App.GivenAdminAsync();
        return await App.UseAsync((TVerb verb) => use(verb, admin.Id));
    }

    private Task<int> CountAsync() => App.ReadAsync(db => db.Channels.CountAsync());

    private Task<Channel> ChannelAsync(long id) => App.ReadAsync(db => db.Channels.AsNoTracking().SingleAsync(channel => channel.Id == id));

    private async Task<SecretUsed?> SignedLastAsync(long id) => (await App.UseAsync((ReadChannels use) => use.OneAsync(id, CancellationToken.None)))!.SignedLast?.With;

    private Task<List<string?>> AuditAsync(string action, long id) =>
        App.ReadAsync(db => db.AuditEntries.Where(entry => entry.Action == action && entry.SubjectId == id).Select(entry => entry.Detail).ToListAsync());

    /// <summary>LINE's Verify button.</summary>
    private Task<int?> VerifyAsync(FakeChannel account)
    {
        var body = WebhookSender.Body(account, []);
        return App.PostWebhookAsync(body, WebhookSender.Sign(account.Secret, body));
    }
}
