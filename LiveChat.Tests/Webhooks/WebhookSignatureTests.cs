using System.Text;
using LiveChat.Core.Channels;
using LiveChat.Tests.Line;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiveChat.Tests.Webhooks;

public sealed class WebhookSignatureTests(App app) : IClassFixture<App>
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """{"destination":"Ub07b07b07b07b07b07b07b07b07b07b0","events":[{"type":"follow","webhookEventId":"FORGED","source":{"type":"user","userId":"U1"}}]}""");

    public static TheoryData<string> Vectors => [.. SignatureVectors.Names];

    public static TheoryData<string> Forgeries => ["missing", "one bit off", "hex", "base64url", "a blank within", "twice", "10 KB", "other channel's secret", "of another body", "not base64"];

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task Every_vector_is_answered_as_it_should_be(string name)
    {
        var vector = SignatureVectors.Named(name);
        await GivenSecretAsync(vector.Secret);
        var before = await app.CountEventsAsync();

        var status = await app.PostWebhookAsync(vector.Body, vector.Signature);

        var isJson = vector.Body[0] == '{';
        Assert.Equal(!vector.Valid ? 401 : isJson ? 200 : 400, status);
        if (!vector.Valid || !isJson) Assert.Equal(before, await app.CountEventsAsync());
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forgery_is_refused_and_nothing_of_it_is_kept(string how)
    {
        await GivenSecretAsync(app.LineHost.Channel.Secret);
        var before = await app.CountEventsAsync();

        Assert.Equal(401, await app.PostWebhookAsync(Body, Forge(how)));

        Assert.Equal(before, await app.CountEventsAsync());
    }

    [Fact]
    public async Task The_very_body_that_was_forged_is_taken_when_it_is_truly_signed()
    {
        await GivenSecretAsync(app.LineHost.Channel.Secret);
        Assert.Equal(200, await app.PostWebhookAsync(Body));
        Assert.True(await app.ReadAsync(db => db.WebhookEvents.AnyAsync(received => received.WebhookEventId == "FORGED")));
    }

    [Fact]
    public async Task A_channel_whose_secret_is_empty_takes_nothing_least_of_all_what_is_signed_with_nothing()
    {
        await GivenSecretAsync("");
        Assert.Equal(401, await app.PostWebhookAsync(Body, WebhookSender.Sign("", Body)));
        Assert.Equal(401, await app.PostWebhookAsync(Body));
    }

    [Fact]
    public async Task A_webhook_for_another_account_is_refused_even_if_it_is_truly_signed()
    {
        await GivenSecretAsync(app.LineHost.Channel.Secret);
        Assert.Equal(200, await app.PostWebhookAsync("""{"destination":"Ub07b07b07b07b07b07b07b07b07b07b0","events":[]}"""));
        var before = await app.CountEventsAsync();

        Assert.Equal(401, await app.PostWebhookAsync("""{"destination":"Uffffffffffffffffffffffffffffffff","events":[{"type":"follow","webhookEventId":"ELSEWHERE"}]}"""));

        Assert.Equal(before, await app.CountEventsAsync());
    }

    [Fact]
    public async Task A_channel_learns_whose_it_is_from_the_first_signed_webhook()
    {
        await GivenSecretAsync(app.LineHost.Channel.Secret);
        Assert.Equal(200, await app.PostWebhookAsync("""{"destination":"not an account","events":[]}"""));
        Assert.Null(await app.ReadAsync(db => db.Channels.Select(channel => channel.BotUserId).SingleAsync()));

        Assert.Equal(200, await app.PostWebhookAsync("""{"destination":"Ub07b07b07b07b07b07b07b07b07b07b0","events":[]}"""));

        Assert.Equal("Ub07b07b07b07b07b07b07b07b07b07b0", await app.ReadAsync(db => db.Channels.Select(channel => channel.BotUserId).SingleAsync()));
    }

    [Fact]
    public async Task Of_two_accounts_that_name_themselves_at_once_a_channel_is_one_and_refuses_the_other()
    {
        await GivenSecretAsync(app.LineHost.Channel.Secret);
        var unnamed = Assert.Single(await app.Services.GetRequiredService<ChannelDirectory>().AllAsync(CancellationToken.None));

        var taken = await app.InParallelAsync(2, (RecogniseChannel use, int i) => use.RunAsync(unnamed, "U" + new string((char)('1' + i), 32), CancellationToken.None));

        Assert.Single(taken, true);
    }

    /// <summary>As if the administrator had entered another secret: LINE has not named the account yet.</summary>
    private async Task GivenSecretAsync(string secret)
    {
        var sealedSecret = app.Services.GetRequiredService<ISecrets>().Seal(secret);
        await app.ReadAsync(db => db.Channels.ExecuteUpdateAsync(set => set
            .SetProperty(channel => channel.SealedSecret, sealedSecret)
            .SetProperty(channel => channel.BotUserId, (string?)null)));
        app.Services.GetRequiredService<ChannelDirectory>().Refresh();
    }

    private string Forge(string how)
    {
        var bytes = Convert.FromBase64String(WebhookSender.Sign(app.LineHost.Channel.Secret, Body));
        var honest = Convert.ToBase64String(bytes);
        bytes[7] ^= 1;
        return how switch
        {
            "missing" => "",
            "one bit off" => Convert.ToBase64String(bytes),
            "hex" => Convert.ToHexString(Convert.FromBase64String(honest)),
            "base64url" => honest.Replace('+', '-').Replace('/', '_').TrimEnd('='),
            "a blank within" => honest[..20] + " " + honest[20..],
            "twice" => honest + "," + honest,
            "10 KB" => new string('A', 10_240),
            "other channel's secret" => WebhookSender.Sign("00000000000000000000000000000000", Body),
            "of another body" => WebhookSender.Sign(app.LineHost.Channel.Secret, [.. Body, (byte)'\n']),
            _ => "?",
        };
    }
}
