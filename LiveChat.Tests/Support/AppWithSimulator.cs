using System.Collections.Concurrent;
using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Tests.Support;

/// <summary>The application as a developer has it: without LINE's settings, so that the simulator is LINE. Keeps what it logs.</summary>
public sealed class AppWithSimulator : App
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Logged { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.GetRequiredService<FakeLine>().Webhooks.AnswerWithin = LineHost.Line.Webhooks.AnswerWithin;
    }

    protected override IDictionary<string, string> Settings()
    {
        var settings = base.Settings();
        foreach (var name in settings.Keys.Where(name => name.StartsWith("Line:", StringComparison.Ordinal)).ToArray()) settings.Remove(name);
        settings["Demo:Data"] = "false";
        return settings;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureLogging(logging => logging.AddProvider(new Keeper(Logged)));
    }

    private sealed class Keeper(ConcurrentQueue<(LogLevel Level, string Text)> kept) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            kept.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
            // what was logged stays with the application
        }
    }
}
