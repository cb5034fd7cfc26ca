using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Tests.Support;

/// <summary>The fake LINE platform on a real port, with one channel. Give it the webhook address of the app under test: <c>Line.WebhookUrl</c>.</summary>
public sealed class FakeLineHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _webhookClient;

    private FakeLineHost(WebApplication app, FakeLine line, HttpClient webhookClient, FakeChannel channel)
    {
        (_app, _webhookClient, Line, Channel) = (app, webhookClient, line, channel);
        BaseUrl = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient { BaseAddress = BaseUrl };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", channel.AccessToken);
    }

    public FakeLine Line { get; }
    public FakeChannel Channel { get; }

    /// <summary>Stands in for both https://api.line.me and https://api-data.line.me.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Calls the platform with the channel's token.</summary>
    public HttpClient Http { get; }

    public static async Task<FakeLineHost> StartAsync(TimeProvider? clock = null, FakeChannel? channel = null, int seed = 1)
    {
        var webhookClient = FakeLine.NewWebhookClient();
        var line = new FakeLine(webhookClient, clock ?? TimeProvider.System, seed);
        line.Webhooks.AnswerWithin = TimeSpan.FromSeconds(30); // LINE's two seconds are no measure for a busy test machine
        line.AddChannel(channel ??= new("Ub07b07b07b07b07b07b07b07b07b07b0", "ร้านกาแฟ", "0123456789abcdef0123456789abcdef", "a-long-lived-token"));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapFakeLine("", line);
        await app.StartAsync();
        return new(app, line, webhookClient, channel);
    }

    public Task<HttpResponseMessage> ReplyAsync(string replyToken, params string[] texts) =>
        Http.PostAsJsonAsync("/v2/bot/message/reply", new { replyToken, messages = Texts(texts) });

    public Task<HttpResponseMessage> PushAsync(string to, params string[] texts) => PushAsync(to, retryKey: null, texts);

    public async Task<HttpResponseMessage> PushAsync(string to, Guid? retryKey, params string[] texts)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/bot/message/push") { Content = JsonContent.Create(new { to, messages = Texts(texts) }) };
        if (retryKey is { } key) request.Headers.Add("X-Line-Retry-Key", key.ToString());
        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        await _app.DisposeAsync();
        Http.Dispose();
        _webhookClient.Dispose();
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => new JsonObject { ["type"] = "text", ["text"] = text })];
}
