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
        var reading = new Reading(secrets);
        var directory = new ChannelDirectory(app.Services.GetRequiredService<IDbContextFactory<LiveChatDb>>(), reading);
        await StoreAsync("mistyped");
        reading.Opening = async () =>
        {
            await StoreAsync("corrected");
            directory.Refresh();
        };

        await directory.AllAsync(CancellationToken.None);

        Assert.Equal("corrected", Assert.Single(await directory.AllAsync(CancellationToken.None)).Secret);

        Task StoreAsync(string secret)
        {
            var sealedSecret = secrets.Seal(secret);
            return app.ReadAsync(db => db.Channels.ExecuteUpdateAsync(set => set.SetProperty(channel => channel.SealedSecret, sealedSecret)));
        }
    }

    /// <summary>The real secrets, with something happening while the first one is being opened.</summary>
    private sealed class Reading(ISecrets secrets) : ISecrets
    {
        public Func<Task>? Opening { get; set; }

        public string Seal(string secret) => secrets.Seal(secret);

        public string Open(string sealedSecret)
        {
            var opening = Opening;
            Opening = null;
            if (opening is not null) Task.Run(opening).Wait();
            return secrets.Open(sealedSecret);
        }
    }
}
