using System.Security.Cryptography;
using LiveChat.Core.Channels;
using LiveChat.Core.Operators;
using LiveChat.Core.Persistence;
using LiveChat.Web.Setup;
using LiveChat.Web.Simulator;

namespace LiveChat.Web.Commands;

/// <summary>What a developer finds ready: somebody to sign in as, and a channel that the simulator speaks for.</summary>
public static class Development
{
    public static void AddDevelopment(this WebApplicationBuilder builder, Settings settings)
    {
        var isSimulated = LineAddress.IsSimulated(settings, builder.Environment);
        builder.Services.AddSimulator(isSimulated);
        if (isSimulated) builder.Services.AddScoped<SimulatorMemory>().AddScoped<DemoData>();
    }

    public static async Task PrepareDevelopmentAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var settings = app.Services.GetRequiredService<Settings>();
        await scope.ServiceProvider.GetRequiredService<SeedAdmin>().RunAsync(settings.AdminPassword ?? NewSecret(), isProduction: false, CancellationToken.None);
        await EnsureAgentAsync(scope.ServiceProvider);
        if (app.Services.GetRequiredService<LineAddress>().IsSimulator) await PrepareSimulatorAsync(scope.ServiceProvider, settings.DemoData);
    }

    private static async Task PrepareSimulatorAsync(IServiceProvider services, bool withDemoData)
    {
        await services.GetRequiredService<StoreChannel>().RunAsync(ChannelOrigin.Simulator, "คลินิกทันตกรรมยิ้มสวย", NewSecret(), NewSecret(), "U" + NewSecret(), CancellationToken.None);
        if (withDemoData) await services.GetRequiredService<DemoData>().CreateIfEmptyAsync(CancellationToken.None);
        await services.GetRequiredService<SimulatorMemory>().RecallAsync(CancellationToken.None);
    }

    private static async Task EnsureAgentAsync(IServiceProvider services)
    {
        var find = services.GetRequiredService<FindOperator>();
        if (await find.FirstOfRoleAsync(OperatorRole.Agent, CancellationToken.None) is not null) return;
        var db = services.GetRequiredService<LiveChatDb>();
        db.Operators.Add(new()
        {
            Username = "somying",
            DisplayName = "สมหญิง ใจดี",
            PasswordHash = Passwords.Hash(NewSecret()),
            Role = OperatorRole.Agent,
            CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        });
        await db.SaveChangesAsync();
    }

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
