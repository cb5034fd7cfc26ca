using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Xunit;

namespace LiveChat.Tests.Simulator;

public sealed class FakeLineFaultTests : IAsyncLifetime
{
    private FakeLineHost _host = null!;
    private FakeCustomer _customer = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeLineHost.StartAsync();
        _customer = _host.Line.AddCustomer("สมหมาย");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_push_dropped_after_it_was_accepted_is_409_with_the_same_key()
    {
        var key = Guid.NewGuid();
        _host.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.DropAfterAccept) { Calls = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => _host.PushAsync(_customer.UserId, key, "ถึงแล้วแต่ไม่รู้"));
        using var again = await _host.PushAsync(_customer.UserId, key, "ถึงแล้วแต่ไม่รู้");

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("ถึงแล้วแต่ไม่รู้", Assert.Single(_host.Line.Accepted).Text);
        Assert.Single(_host.Line.Phone(_customer).Chat.Messages);
    }

    [Fact]
    public async Task A_push_dropped_before_it_was_accepted_is_200_the_next_time()
    {
        var key = Guid.NewGuid();
        _host.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.Drop) { Calls = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => _host.PushAsync(_customer.UserId, key, "ลองใหม่"));
        using var again = await _host.PushAsync(_customer.UserId, key, "ลองใหม่");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Single(_host.Line.Accepted);
    }

    [Theory]
    [InlineData(FaultKind.ServerError, HttpStatusCode.InternalServerError, 0)]
    [InlineData(FaultKind.ServerErrorAfterAccept, HttpStatusCode.InternalServerError, 1)]
    [InlineData(FaultKind.RateLimit, HttpStatusCode.TooManyRequests, 0)]
    [InlineData(FaultKind.MonthlyLimit, HttpStatusCode.TooManyRequests, 0)]
    [InlineData(FaultKind.Unauthorized, HttpStatusCode.Unauthorized, 0)]
    [InlineData(FaultKind.Conflict, HttpStatusCode.Conflict, 1)]
    public async Task A_fault_happens_as_often_as_told_and_no_more(FaultKind kind, HttpStatusCode status, int accepted)
    {
        _host.Line.Faults.Add(FakeEndpoint.Sending, new(kind) { Calls = 1 });
        using var faulty = await _host.PushAsync(_customer.UserId, "หนึ่ง");
        Assert.Equal(status, faulty.StatusCode);
        Assert.Equal(accepted, _host.Line.Accepted.Count);

        using var fine = await _host.PushAsync(_customer.UserId, "สอง");
        Assert.Equal(HttpStatusCode.OK, fine.StatusCode);
        Assert.Empty(_host.Line.Faults.Planned);
    }

    [Theory]
    [InlineData(FaultKind.MonthlyLimit, HttpStatusCode.TooManyRequests)]
    [InlineData(FaultKind.Conflict, HttpStatusCode.Conflict)]
    public async Task What_only_a_push_can_meet_passes_by_a_reply_and_waits_for_the_push(FaultKind kind, HttpStatusCode status)
    {
        var asked = _host.Line.Events.Text(_host.Channel, _customer.UserId, "มีของไหมคะ");
        await _host.Line.DeliverAsync(_host.Channel, [asked]);
        _host.Line.Faults.Add(FakeEndpoint.Sending, new(kind) { Calls = 1 });
        using var reply = await _host.ReplyAsync(asked["replyToken"]!.GetValue<string>(), "มีค่ะ");
        using var push = await _host.PushAsync(_customer.UserId, "รับกี่ชิ้นคะ");
        Assert.Equal([HttpStatusCode.OK, status], [reply.StatusCode, push.StatusCode]);
    }

    [Theory]
    [InlineData(FaultKind.NotReady, HttpStatusCode.Accepted)]
    [InlineData(FaultKind.Gone, HttpStatusCode.Gone)]
    public async Task Only_content_can_be_gone_or_not_ready(FaultKind kind, HttpStatusCode status)
    {
        var picture = await _host.Line.Phone(_customer).SendImageAsync(new byte[] { 1, 2, 3 });
        _host.Line.Faults.Add(FakeEndpoint.All, new(kind) { Calls = 1 });
        using var push = await _host.PushAsync(_customer.UserId, "ได้รับรูปแล้วค่ะ");
        using var content = await _host.Http.GetAsync($"/v2/bot/message/{picture.Message.Id}/content");
        Assert.Equal([HttpStatusCode.OK, status], [push.StatusCode, content.StatusCode]);
    }

    [Theory]
    [InlineData(FaultKind.Hang, 0)]
    [InlineData(FaultKind.AnswerLate, 1)]
    public async Task A_caller_who_gives_up_waiting_has_sent_nothing_or_something(FaultKind kind, int accepted)
    {
        _host.Line.Faults.Add(FakeEndpoint.Push, new(kind) { Until = new TaskCompletionSource().Task });
        var push = _host.PushAsync(_customer.UserId, "รอไม่ไหว");
        await Eventually.TrueAsync(() => _host.Line.Journal.CountOf(FakeEndpoint.Push) == 1 && _host.Line.Accepted.Count == accepted);

        _host.Http.CancelPendingRequests();
        await Assert.ThrowsAsync<TaskCanceledException>(() => push);

        await Eventually.TrueAsync(() => _host.Line.Journal.Entries[0].IsOver);
        Assert.Equal("the caller went away", _host.Line.Journal.Entries[0].Note);
        Assert.Equal(accepted, _host.Line.Accepted.Count);
    }

    [Theory]
    [InlineData(FaultKind.Hang, 0)]
    [InlineData(FaultKind.AnswerLate, 1)]
    public async Task A_call_that_waits_goes_on_when_it_is_let_go(FaultKind kind, int acceptedBefore)
    {
        var letGo = new TaskCompletionSource();
        _host.Line.Faults.Add(FakeEndpoint.Push, new(kind) { Calls = 1, Until = letGo.Task });
        var push = _host.PushAsync(_customer.UserId, "รอได้");
        await Eventually.TrueAsync(() => _host.Line.Faults.Planned.Count == 0 && _host.Line.Accepted.Count == acceptedBefore);
        Assert.False(push.IsCompleted);

        letGo.SetResult();
        using var answer = await push;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(_host.Line.Accepted);
    }

    [Theory]
    [InlineData(FaultKind.ServerError, HttpStatusCode.InternalServerError)]
    [InlineData(FaultKind.ServerErrorAfterAccept, HttpStatusCode.InternalServerError)]
    [InlineData(FaultKind.RateLimit, HttpStatusCode.TooManyRequests)]
    [InlineData(FaultKind.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData(FaultKind.Drop, null)]
    [InlineData(FaultKind.DropAfterAccept, null)]
    public async Task A_call_for_a_token_goes_wrong_like_any_other(FaultKind kind, HttpStatusCode? status)
    {
        _host.Line.Faults.Add(FakeEndpoint.Token, new(kind) { Calls = 1 });
        Assert.Equal(status, await TokenStatusAsync());
        Assert.Equal(HttpStatusCode.OK, await TokenStatusAsync());
    }

    [Theory]
    [InlineData(FaultKind.Hang)]
    [InlineData(FaultKind.AnswerLate)]
    public async Task A_call_for_a_token_can_hang(FaultKind kind)
    {
        var letGo = new TaskCompletionSource();
        _host.Line.Faults.Add(FakeEndpoint.Token, new(kind) { Calls = 1, Until = letGo.Task });
        var token = TokenStatusAsync();
        await Eventually.TrueAsync(() => _host.Line.Faults.Planned.Count == 0);
        Assert.False(_host.Line.Journal.Entries[0].IsOver);

        letGo.SetResult();
        Assert.Equal(HttpStatusCode.OK, await token);
    }

    [Fact]
    public async Task Chance_is_seeded_so_that_a_run_can_be_repeated()
    {
        var first = await RunAsync();
        var second = await RunAsync();
        Assert.Equal(first, second);
        Assert.InRange(first.Count(ok => !ok), 5, 30);

        static async Task<bool[]> RunAsync()
        {
            await using var host = await FakeLineHost.StartAsync(seed: 7);
            var customer = host.Line.AddCustomer("สมใจ");
            host.Line.Faults.Add(FakeEndpoint.Push, new(FaultKind.ServerError) { Probability = 0.2 });
            var answers = new bool[60];
            for (var i = 0; i < answers.Length; i++)
            {
                using var answer = await host.PushAsync(customer.UserId, "สุ่ม");
                answers[i] = answer.IsSuccessStatusCode;
            }
            return answers;
        }
    }

    [Fact]
    public async Task The_journal_tells_what_was_called_and_with_which_key()
    {
        var key = Guid.NewGuid();
        using var first = await _host.PushAsync(_customer.UserId, key, "หนึ่ง");
        using var changed = await _host.PushAsync(_customer.UserId, key, "สอง");

        var entry = _host.Line.Journal.Entries[0];
        Assert.Equal(("POST", "/v2/bot/message/push", 409, key.ToString()), (entry.Method, entry.Path, entry.Status, entry.RetryKey));
        Assert.Equal("retry key used again with another body", entry.Note);
        Assert.Equal(2, _host.Line.Journal.CountOf(FakeEndpoint.Push));
    }

    [Fact]
    public async Task An_address_LINE_does_not_have_is_404_and_stands_in_the_journal()
    {
        using var answer = await _host.Http.PostAsJsonAsync("/v2/bot/message/telepathy", new { });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Not found", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["message"]!.GetValue<string>());
        Assert.Equal(404, _host.Line.Journal.Entries[0].Status);
    }

    /// <summary>Null where the connection broke.</summary>
    private async Task<HttpStatusCode?> TokenStatusAsync()
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "1234567890"), new("client_secret", _host.Channel.Secret)]);
        try
        {
            using var answer = await _host.Http.PostAsync("/oauth2/v3/token", form);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
