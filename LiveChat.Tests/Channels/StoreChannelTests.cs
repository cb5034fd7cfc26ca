using LiveChat.Core.Channels;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Channels;

public sealed class StoreChannelTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_secret_that_was_mistyped_in_the_settings_is_mended_there_and_nothing_else_changes()
    {
        var before = await app.ReadAsync(db => db.Channels.AsNoTracking().SingleAsync());
        var (secret, token) = (app.LineHost.Channel.Secret, app.LineHost.Channel.AccessToken);

        Assert.Equal(StoreChannel.Outcome.AlreadyThere, await StoreAsync(app, ChannelOrigin.Settings, secret, token));
        Assert.Equal(StoreChannel.Outcome.Renewed, await StoreAsync(app, ChannelOrigin.Settings, "corrected", token));

        var after = Assert.Single(await app.UseAsync(async (ChannelDirectory channels) => await channels.AllAsync(CancellationToken.None)));
        Assert.Equal((before.Id, "corrected", token), (after.Id, after.Secret, after.AccessToken));
        await StoreAsync(app, ChannelOrigin.Settings, secret, token);
    }

    [Fact]
    public async Task Settings_that_name_another_account_are_believed_and_its_webhooks_are_taken()
    {
        await using var shop = await FreshAsync();
        FakeChannel tried = new("U" + new string('1', 32), "ลองก่อน", new string('1', 32), "token 1"), real = new("U" + new string('2', 32), "ร้านจริง", new string('2', 32), "token 2");
        await StoreAsync(shop, ChannelOrigin.Settings, tried.Secret, tried.AccessToken);
        Assert.Equal(200, await VerifyAsync(shop, tried));

        await StoreAsync(shop, ChannelOrigin.Settings, real.Secret, real.AccessToken);

        Assert.Equal(200, await VerifyAsync(shop, real));
        Assert.Equal(401, await VerifyAsync(shop, tried));
    }

    [Fact]
    public async Task After_a_try_with_the_simulator_real_LINE_needs_its_settings_and_nothing_else()
    {
        await using var shop = await FreshAsync();
        Assert.Equal(StoreChannel.Outcome.Added, await StoreAsync(shop, ChannelOrigin.Simulator, "made up", "made up"));

        Assert.Equal(StoreChannel.Outcome.AddedBesideAnother, await StoreAsync(shop, ChannelOrigin.Settings, shop.LineHost.Channel.Secret, shop.LineHost.Channel.AccessToken));

        Assert.Equal(200, await VerifyAsync(shop, shop.LineHost.Channel));
        Assert.Equal(StoreChannel.Outcome.AlreadyThere, await StoreAsync(shop, ChannelOrigin.Simulator, "made up anew", "made up anew"));
    }

    [Fact]
    public async Task Ten_instances_that_start_at_once_store_one_channel()
    {
        await using var fresh = await FreshAsync();

        var outcomes = await fresh.InParallelAsync(10, (StoreChannel use, int i) => use.RunAsync(ChannelOrigin.Simulator, "LINE", $"secret {i}", "token", botUserId: null, CancellationToken.None));

        Assert.Single(outcomes, StoreChannel.Outcome.Added);
        Assert.Equal(1, await fresh.ReadAsync(db => db.Channels.CountAsync()));
    }

    private static async Task<App> FreshAsync()
    {
        var fresh = new App();
        await fresh.InitializeAsync();
        await fresh.ReadAsync(db => db.Channels.ExecuteDeleteAsync());
        return fresh;
    }

    /// <summary>LINE's Verify button.</summary>
    private static Task<int?> VerifyAsync(App at, FakeChannel channel)
    {
        var body = WebhookSender.Body(channel, []);
        return at.PostWebhookAsync(body, WebhookSender.Sign(channel.Secret, body));
    }

    private static Task<StoreChannel.Outcome> StoreAsync(App at, ChannelOrigin origin, string secret, string token) =>
        at.UseAsync((StoreChannel use) => use.RunAsync(origin, "LINE", secret, token, botUserId: null, CancellationToken.None));
}
