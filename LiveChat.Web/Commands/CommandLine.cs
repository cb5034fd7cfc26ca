using LiveChat.Core.Operators;
using LiveChat.Core.Persistence;
using LiveChat.Web.Setup;
using LiveChat.Web.Simulator;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Web.Commands;

/// <summary>The application's commands (CONTRACT.md); without one it serves.</summary>
public static class CommandLine
{
    public static async Task<int> RunCommandOrServeAsync(this WebApplication app, string[] args)
    {
        var command = args is [var first, ..] && !first.StartsWith('-') ? first : null;
        if (await app.PrepareAsync(command) is { } code) return code;
        app.SayWhatMattersAtStart();
        await app.RunAsync();
        return 0;
    }

    /// <summary>What needs the database before anything else. The exit code of a command; null when the application is to serve.</summary>
    private static async Task<int?> PrepareAsync(this WebApplication app, string? command)
    {
        try
        {
            return await app.CarryOutAsync(command);
        }
        catch (Exception exception) when (Trouble.IsDatabase(exception))
        {
            throw new SettingException($"ConnectionStrings__Postgres names a database that cannot be used: {exception.GetBaseException().Message.ReplaceLineEndings(" ")}");
        }
    }

    private static async Task<int?> CarryOutAsync(this WebApplication app, string? command)
    {
        switch (command)
        {
            case null:
                if (!app.Environment.IsDevelopment()) return null;
                await app.MigrateAsync();
                await app.PrepareDevelopmentAsync();
                return null;
            case "migrate":
                await app.MigrateAsync();
                return 0;
            case "seed-admin":
                return await app.SeedAdminAsync();
            default:
                await Console.Error.WriteLineAsync($"There is no command \"{command}\": migrate and seed-admin are the ones there are.");
                return 2;
        }
    }

    private static void SayWhatMattersAtStart(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        if (settings.PublicBaseUrl is { } url) app.Logger.WebhookAddress(new Uri(url, "line/webhook"));
        if (settings.Redis is not null) app.Logger.RedisNotUsedYet();
    }

    private static async Task MigrateAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LiveChatDb>().Database.MigrateAsync();
    }

    private static async Task<int> SeedAdminAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var password = app.Services.GetRequiredService<Settings>().AdminPassword;
        switch (await scope.ServiceProvider.GetRequiredService<SeedAdmin>().RunAsync(password, app.Environment.IsProduction(), CancellationToken.None))
        {
            case SeedAdmin.Outcome.Created:
                Console.WriteLine("The operator \"admin\" was created.");
                return 0;
            case SeedAdmin.Outcome.AlreadyThere:
                Console.WriteLine("There is an admin already; nothing was changed.");
                return 0;
            default:
                await Console.Error.WriteLineAsync($"ADMIN_DEFAULT_PASSWORD is empty or easy to guess: choose one of {Passwords.Shortest} to {Passwords.Longest} characters that nobody else uses.");
                return 2;
        }
    }
}

internal static partial class CommandLog
{
    [LoggerMessage(LogLevel.Information, "The webhook URL to enter at LINE is {Url}")]
    public static partial void WebhookAddress(this ILogger logger, Uri url);

    [LoggerMessage(LogLevel.Information, "ConnectionStrings__Redis is set, but this version runs as one instance and does not need it yet.")]
    public static partial void RedisNotUsedYet(this ILogger logger);
}
