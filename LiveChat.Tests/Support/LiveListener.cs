using System.Net;
using System.Text;
using System.Threading.Channels;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace LiveChat.Tests.Support;

/// <summary>An event as a browser hands it to the page.</summary>
public sealed record LiveEvent(string Name, string Data)
{
    /// <summary>The fragment for this element; null when the event has none.</summary>
    public IElement? For(string target) => new HtmlParser().ParseDocument(Data).QuerySelector($"hx-partial[hx-target='{target}']");
}

/// <summary>A browser's open stream, read as WHATWG HTML §9.2.6 says: CR, LF and CRLF end a line, an empty line ends an event.</summary>
public sealed class LiveListener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage answer;
    private readonly Channel<LiveEvent> heard = Channel.CreateUnbounded<LiveEvent>();
    private readonly CancellationTokenSource leaving = new();

    private LiveListener(HttpResponseMessage answer)
    {
        this.answer = answer;
        Ended = ListenAsync();
    }

    /// <summary>Done when the server has ended the stream, in order.</summary>
    public Task Ended { get; }

    public static async Task<LiveListener> OpenAsync(Visitor visitor)
    {
        var stream = await visitor.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (stream.StatusCode, stream.Content.Headers.ContentType?.MediaType));
        return new(stream);
    }

    /// <summary>Opened, and past its hello: whatever happens now is heard.</summary>
    public static async Task<LiveListener> ReadyAsync(Visitor visitor)
    {
        var listener = await OpenAsync(visitor);
        Assert.Equal("hello", (await listener.NextAsync()).Name);
        return listener;
    }

    public async Task<LiveEvent> NextAsync() => await heard.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The next event like this; what comes before it is passed over, pings among it.</summary>
    public async Task<LiveEvent> NextAsync(Func<LiveEvent, bool> isIt)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
            if (await heard.Reader.ReadAsync(patience.Token) is var next && isIt(next)) return next;
    }

    public Task<LiveEvent> NextForAsync(string target, string? containing = null) =>
        NextAsync(next => next.For(target) is { } part && (containing is null || part.TextContent.Contains(containing, StringComparison.Ordinal)));

    public Task EndsAsync() => Ended.WaitAsync(Patience);

    /// <summary>What was heard and not yet asked for.</summary>
    public IReadOnlyList<LiveEvent> Rest()
    {
        List<LiveEvent> rest = [];
        while (heard.Reader.TryRead(out var next)) rest.Add(next);
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        answer.Dispose();
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leaving.Dispose();
    }

    private async Task ListenAsync()
    {
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(leaving.Token), Encoding.UTF8);
        var (name, data) = ("message", new List<string>());
        while (await lines.ReadLineAsync(leaving.Token) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Count > 0) heard.Writer.TryWrite(new(name, string.Join('\n', data)));
                (name, data) = ("message", []);
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data.Add(line["data: ".Length..]);
            else throw new InvalidDataException($"Not a field of ours: {line}");
        }
    }
}
