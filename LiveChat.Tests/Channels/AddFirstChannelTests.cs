using LiveChat.Core.Channels;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Channels;

public sealed class AddFirstChannelTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_secret_that_was_mistyped_in_the_settings_is_mended_there_and_nothing_else_changes()
    {
        var before = await app.ReadAsync(db => db.Channels.AsNoTracking().SingleAsync());
        var (secret, token) = (app.LineHost.Channel.Secret, app.LineHost.Channel.AccessToken);

        Assert.Equal(AddFirstChannel.Outcome.AlreadyThere, await AddAsync(secret, token, followsSettings: true));
        Assert.Equal(AddFirstChannel.Outcome.AlreadyThere, await AddAsync("another", "other", followsSettings: false));
        Assert.Equal(AddFirstChannel.Outcome.Renewed, await AddAsync("corrected", token, followsSettings: true));

        var after = Assert.Single(await app.UseAsync(async (ChannelDirectory channels) => await channels.AllAsync(CancellationToken.None)));
        Assert.Equal((before.Id, "corrected", token), (after.Id, after.Secret, after.AccessToken));
        await AddAsync(secret, token, followsSettings: true);
    }

    [Fact]
    public async Task Ten_instances_that_start_at_once_store_one_channel()
    {
        await using var fresh = new App();
        await fresh.InitializeAsync();
        await fresh.ReadAsync(db => db.Channels.ExecuteDeleteAsync());

        var outcomes = await fresh.InParallelAsync(10, (AddFirstChannel use, int i) => use.RunAsync("LINE", $"secret {i}", "token", botUserId: null, followsSettings: false, CancellationToken.None));

        Assert.Single(outcomes, AddFirstChannel.Outcome.Added);
        Assert.Equal(1, await fresh.ReadAsync(db => db.Channels.CountAsync()));
    }

    private Task<AddFirstChannel.Outcome> AddAsync(string secret, string token, bool followsSettings) =>
        app.UseAsync((AddFirstChannel use) => use.RunAsync("LINE", secret, token, botUserId: null, followsSettings, CancellationToken.None));
}
