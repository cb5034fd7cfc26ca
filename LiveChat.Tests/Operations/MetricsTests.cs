using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using LiveChat.Core.Operations;
using LiveChat.Tests.Support;
using LiveChat.Web.Operations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Operations;

/// <summary>Numbers for machines, and nothing for strangers.</summary>
public sealed partial class MetricsTests(AppWithoutWorkers app, AppWithMetricsToken guarded) : IClassFixture<AppWithoutWorkers>, IClassFixture<AppWithMetricsToken>
{
    [Fact]
    public async Task What_was_sent_what_waits_and_how_LINE_does_is_told_in_OpenMetrics()
    {
        var served = await app.GivenServedAsync();
        await app.ReplyAsync(served, "หนึ่ง");
        await app.DeliverAllAsync();
        await app.ReplyAsync(served, "สอง");
        using var answer = await app.NewVisitor().Http.GetAsync("/metrics");
        Assert.Equal(OpenMetrics.ContentType, answer.Content.Headers.ContentType!.ToString());
        var text = await answer.Content.ReadAsStringAsync();

        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line, line));
        Assert.Matches("livechat_deliveries_total\\{outcome=\"accepted\",method=\"push\"\\} [1-9]", text);
        Assert.Matches("livechat_events_done_total\\{outcome=\"recorded\"\\} [1-9]", text);
        Assert.Matches("livechat_events_stored_total [1-9]", text);
        Assert.Contains("\nlivechat_outbox_depth 1\n", text, StringComparison.Ordinal);
        Assert.Contains("livechat_line_circuit_open{endpoint=\"push\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("\nlivechat_database_up 1\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("สมศรี", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_through_a_proxy_or_with_a_wrong_token_learns_nothing_and_the_token_opens()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(app, request => request.Headers.Add("X-Forwarded-For", "203.0.113.7")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(guarded, request => { request.Headers.Add("X-Forwarded-For", "203.0.113.7"); request.Headers.Authorization = new("Bearer", "wrong"); }));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(guarded, request => { request.Headers.Add("X-Forwarded-For", "203.0.113.7"); request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AppWithMetricsToken.Token); }));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(guarded, _ => { }));
    }

    [Fact]
    public async Task The_books_balance_and_what_is_lost_is_noticed()
    {
        var served = await app.GivenServedAsync();
        await app.ReplyAsync(served, "ลงบัญชี");
        await app.DeliverAllAsync();
        var books = await BalanceAsync();
        Assert.True(books.Balance, $"{books}");
        Assert.Equal(books.Raw, books.Recorded + books.Ignored + books.Dead + books.Waiting);

        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update messages set line_message_id = line_message_id || '-lost' where conversation_id = {served.ConversationId} and direction = 'incoming' and line_message_id is not null"));
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update messages set delivery_state = 'queued' where conversation_id = {served.ConversationId} and direction = 'outgoing'"));
        books = await BalanceAsync();
        Assert.Equal((1, 1), (books.EventsDifference, books.DeliveriesDifference));
        using var answer = await app.NewVisitor().Http.GetAsync("/metrics");
        Assert.Contains("livechat_books_difference{book=\"deliveries\"} 1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update messages set line_message_id = replace(line_message_id, '-lost', '')"));
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync($"update messages set delivery_state = 'accepted' where conversation_id = {served.ConversationId} and direction = 'outgoing'"));
        Assert.True((await BalanceAsync()).Balance);
    }

    private Task<Books> BalanceAsync() => app.UseAsync((BalanceBooks use) => use.RunAsync(CancellationToken.None));

    private static async Task<HttpStatusCode> AskAsync(App of, Action<HttpRequestMessage> prepare)
    {
        using var visitor = of.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        prepare(request);
        using var answer = await visitor.Http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>A type, a help, a sample or the end.</summary>
    [GeneratedRegex("""^(?:# TYPE [a-z_]+ (?:gauge|counter)|# HELP [a-z_]+ .*|# EOF|[a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? [-0-9.E+]+)$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line { get; }
}

/// <summary>The application whose numbers somebody reads from elsewhere.</summary>
public sealed class AppWithMetricsToken : App
{
    public const string Token = "a-token-for-prometheus";

    protected override IDictionary<string, string> Settings()
    {
        var settings = base.Settings();
        settings["Metrics:Token"] = Token;
        return settings;
    }
}
