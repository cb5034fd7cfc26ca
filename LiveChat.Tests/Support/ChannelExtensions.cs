using LiveChat.Core.Channels;
using LiveChat.Core.Operators;
using LiveChat.Web.Simulator;

namespace LiveChat.Tests.Support;

/// <summary>More than one LINE account: what is known at LINE, and what the console was told of it.</summary>
public static class ChannelExtensions
{
    private static int made;

    /// <summary>An account at LINE that the console does not know yet.</summary>
    public static FakeChannel NewAccount(this App app, string name)
    {
        var number = Interlocked.Increment(ref made);
        return app.Line.AddChannel(new($"U{number:x32}", name, $"{number + 1000:x32}", $"token-{number}") { ChannelId = $"{number + 1_650_000_000}", BasicId = $"@shop{number}" });
    }

    /// <summary>An account that the console answers for, with tokens that LINE gives.</summary>
    public static async Task<long> GivenChannelAsync(this App app, FakeChannel account)
    {
        var admin = await app.GivenAdminAsync();
        var added = await app.UseAsync((AddChannel use) => use.RunAsync(admin.Id, TokenKind.Stateless, new(account.ChannelId, account.Secret, AccessToken: null), CancellationToken.None));
        return added.Id ?? throw new InvalidOperationException($"Refused: {added.Refusal}");
    }

    public static Task<Operator> GivenAdminAsync(this App app) => app.GivenOperatorAsync($"line-admin{Interlocked.Increment(ref made)}", OperatorRole.Admin);

    /// <summary>An administrator at a browser that speaks English.</summary>
    public static async Task<AtWork> GivenAdminAtWorkAsync(this App app)
    {
        var admin = await app.GivenAdminAsync();
        return new(admin, await app.SignedInAsync(admin, "en"));
    }
}
