using System.Net;
using LiveChat.Core.Operators;
using Xunit;

namespace LiveChat.Tests.Support;

/// <summary>An operator at a browser of their own.</summary>
public sealed record AtWork(Operator Operator, Visitor Browser) : IDisposable
{
    public long Id => Operator.Id;

    public void Dispose() => Browser.Dispose();
}

public static class AtWorkExtensions
{
    private static int made;

    public static async Task<AtWork> GivenAtWorkAsync(this App app, string? displayName = null, string language = "th")
    {
        var someone = await app.GivenOperatorAsync($"worker{Interlocked.Increment(ref made)}", displayName: displayName);
        return new(someone, await app.SignedInAsync(someone, language));
    }

    /// <summary>Another browser of the same operator: a sign-in of its own.</summary>
    public static async Task<Visitor> SignedInAsync(this App app, Operator someone, string language = "th")
    {
        var visitor = app.NewVisitor();
        visitor.Cookies.Add(app.BaseUrl, new Cookie("language", language));
        await visitor.SignInAsync(someone.Username, App.Password);
        return visitor;
    }
}

/// <summary>An answer that says no: a sentence among the notices, wherever on the page the request came from.</summary>
public static class Refused
{
    public static async Task<string> WithAsync(HttpStatusCode status, HttpResponseMessage answer)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("#notices", Assert.Single(answer.Headers.GetValues("HX-Retarget")));
        Assert.Equal("beforeend", Assert.Single(answer.Headers.GetValues("HX-Reswap")));
        return (await Visitor.ReadAsync(answer)).QuerySelector("[role=alert] .notice__text")!.TextContent;
    }
}
