using LiveChat.Core.Channels;
using LiveChat.Core.Persistence;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Channels;

public sealed class ChannelDirectoryTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_secret_that_is_corrected_while_the_old_one_is_being_read_counts_from_then_on()
    {
        var secrets = app.Services.GetRequiredService<ISecrets>();
        var databases = app.Services.GetRequiredService<IDbContextFactory<LiveChatDb>>();
        var reading = new Reading(secrets);
        var directory = new ChannelDirectory(databases, reading);
        Store("mistyped");
        reading.Opening = () =>
        {
            Store("corrected");
            directory.Refresh();
        };

        await directory.AllAsync(CancellationToken.None);

        Assert.Equal("corrected", Assert.Single(await directory.AllAsync(CancellationToken.None)).Secret);

        void Store(string secret)
        {
            using var db = databases.CreateDbContext();
            var sealedSecret = secrets.Seal(secret);
            db.Channels.ExecuteUpdate(set => set.SetProperty(channel => channel.SealedSecret, sealedSecret));
        }
    }

    /// <summary>The real secrets, with something happening while the first one is being opened.</summary>
    private sealed class Reading(ISecrets secrets) : ISecrets
    {
        public Action? Opening { get; set; }

        public string Seal(string secret) => secrets.Seal(secret);

        public string Open(string sealedSecret)
        {
            var opening = Opening;
            Opening = null;
            opening?.Invoke();
            return secrets.Open(sealedSecret);
        }
    }
}
