using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Tests.Support;

/// <summary>A shop that only listens: keeps every webhook request and answers with the statuses it was told, then 200.</summary>
public sealed class WebhookCatcher : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<int> _answers;

    private WebhookCatcher(WebApplication app, ConcurrentQueue<CaughtWebhook> caught, ConcurrentQueue<int> answers)
    {
        (_app, Caught, _answers) = (app, caught, answers);
        Url = new Uri(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "/line/webhook");
    }

    public Uri Url { get; }
    public ConcurrentQueue<CaughtWebhook> Caught { get; }

    public static async Task<WebhookCatcher> StartAsync(params int[] answers)
    {
        ConcurrentQueue<CaughtWebhook> caught = new();
        ConcurrentQueue<int> statuses = new(answers);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/line/webhook", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            caught.Enqueue(new(context.Request.Headers["x-line-signature"].ToString(), context.Request.ContentType ?? "", body.ToArray()));
            context.Response.StatusCode = statuses.TryDequeue(out var status) ? status : StatusCodes.Status200OK;
        });
        await app.StartAsync();
        return new(app, caught, statuses);
    }

    public void AnswerNext(int status) => _answers.Enqueue(status);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>One request of the webhook, byte for byte.</summary>
public sealed record CaughtWebhook(string Signature, string ContentType, byte[] Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
    public IReadOnlyList<JsonObject> Events => [.. Json["events"]!.AsArray().Select(e => e!.AsObject())];
}
