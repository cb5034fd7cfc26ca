using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Tests.Line;
using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Tests.Support;

/// <summary>The fake LINE platform on a real port, with one channel. Give it the webhook address of the app under test: <c>Line.WebhookUrl</c>.</summary>
public sealed class FakeLineHost : IAsyncDisposable
{
    private const string FromTest = "X-From-Test";
    private readonly WebApplication _app;
    private readonly HttpClient _webhookClient;

    private FakeLineHost(WebApplication app, FakeLine line, HttpClient webhookClient, FakeChannel channel)
    {
        (_app, _webhookClient, Line, Channel) = (app, webhookClient, line, channel);
        BaseUrl = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient { BaseAddress = BaseUrl };
        Http.DefaultRequestHeaders.Add(FromTest, "yes");
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", channel.AccessToken);
    }

    public FakeLine Line { get; }
    public FakeChannel Channel { get; }

    /// <summary>Stands in for both https://api.line.me and https://api-data.line.me.</summary>
    public Uri BaseUrl { get; }

    /// <summary>What LINE's strict schema had against a body that the console sent; always empty where the schema is absent.</summary>
    public ConcurrentQueue<string> SchemaErrors { get; } = new();

    /// <summary>Calls the platform with the channel's token. A test may send what it likes: no schema is asked.</summary>
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
        FakeLineHost? host = null;
        app.Use(async (context, next) =>
        {
            if (host is null || await host.AllowsAsync(context)) await next(context);
        });
        app.MapFakeLine("", line);
        await app.StartAsync();
        return host = new(app, line, webhookClient, channel);
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

    /// <summary>As strict as LINE: what its schema does not allow is 400 here, too, and says why.</summary>
    private async Task<bool> AllowsAsync(HttpContext context)
    {
        var endpoint = $"{context.Request.Method} {context.Request.Path}";
        if (!StrictSchema.IsPresent || context.Request.Headers.ContainsKey(FromTest) || !StrictSchema.Describes(endpoint)) return true;
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var errors = StrictSchema.Check(endpoint, await reader.ReadToEndAsync(context.RequestAborted));
        context.Request.Body.Position = 0;
        if (errors.Count == 0) return true;
        foreach (var error in errors) SchemaErrors.Enqueue($"{endpoint} {error}");
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await context.Response.WriteAsJsonAsync(new { message = $"LINE's schema: {string.Join("; ", errors)}" }, context.RequestAborted);
        return false;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => new JsonObject { ["type"] = "text", ["text"] = text })];
}
