namespace LiveChat.Tests.Support;

/// <summary>The application as it runs for a shop: no simulator, no development sign-in, cookies for https.</summary>
public sealed class AppInProduction : App
{
    protected override string EnvironmentName => "Production";
}
