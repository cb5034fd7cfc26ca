using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LiveChat.Tests.Support;
using LiveChat.Web.Setup;
using Microsoft.Extensions.Configuration;
using Xunit;
using Checkout = LiveChat.Tests.Operations.Checkout;

namespace LiveChat.Tests.Setup;

public sealed class SettingsTests
{
    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "ConnectionStrings:Postgres", null, "ConnectionStrings__Postgres" },
        { "ConnectionStrings:Postgres", "", "ConnectionStrings__Postgres" },
        { "ConnectionStrings:Postgres", "  ", "ConnectionStrings__Postgres" },
        { "PublicBaseUrl", "shop.example", "PublicBaseUrl" },
        { "PublicBaseUrl", "ftp://shop.example", "PublicBaseUrl" },
        { "PublicBaseUrl", "/only/a/path", "PublicBaseUrl" },
        { "Line:ApiBaseUrl", "api.line.me", "Line__ApiBaseUrl" },
        { "Line:ApiBaseUrl", "file:///etc/passwd", "Line__ApiBaseUrl" },
        { "Line:ChannelSecret", null, "Line__ChannelSecret" },
        { "Line:ChannelSecret", " ", "Line__ChannelSecret" },
        { "Line:ChannelAccessToken", null, "Line__ChannelAccessToken" },
        { "Line:ChannelAccessToken", "", "Line__ChannelAccessToken" },
        { "Line:DataBaseUrl", "api-data.line.me", "Line__DataBaseUrl" },
        { "Media:LargestMegabytes", "lots", "Media__LargestMegabytes" },
        { "Media:LargestMegabytes", "0", "Media__LargestMegabytes" },
        { "Media:S3:Endpoint", "storage.example", "Media__S3__Endpoint" },
        { "Media:S3:AccessKey", "key", "Media__S3__Bucket" },
        { "Media:S3:Bucket", "media", "Media__S3__AccessKey" },
        { "Business:TimeZone", "Asia/Bangkock", "Business__TimeZone" },
        { "Demo:Data", "yes", "Demo__Data" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_setting_that_is_wrong_or_missing_is_named_in_one_sentence(string key, string? value, string named)
    {
        var wrong = Assert.Throws<SettingException>(() => Read(key, value));
        Assert.StartsWith(named + " ", wrong.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
        Assert.Contains(named, Settings.Names);
    }

    [Fact]
    public void With_only_a_database_everything_else_has_a_sensible_value()
    {
        var settings = Settings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Postgres", "Host=db")]).Build());
        Assert.Equal(("Host=db", "Asia/Bangkok", true, true), (settings.Postgres, settings.TimeZone.Id, settings.Line.IsAbsent, settings.DemoData));
        Assert.Null(settings.PublicBaseUrl);
        Assert.Null(settings.Redis);
    }

    [Fact]
    public void Blanks_around_a_value_do_not_matter()
    {
        Assert.Equal(new Uri("https://shop.example/console/"), Read("PublicBaseUrl", " https://shop.example/console ").PublicBaseUrl);
        Assert.Equal("secret", Read("Line:ChannelSecret", " secret\n").Line.ChannelSecret);
    }

    [Theory]
    [InlineData("ConnectionStrings__Postgres", "")]
    [InlineData("ConnectionStrings__Postgres", "Hostess=db")]
    [InlineData("PublicBaseUrl", "shop.example")]
    [InlineData("Line__ChannelAccessToken", "")]
    [InlineData("Business__TimeZone", "Asia/Bangkock")]
    [InlineData("Keys__Path", "/proc/nothing/here")]
    [InlineData("Media__Path", "/proc/nothing/here")]
    [InlineData("Media__S3__Endpoint", "storage.example")]
    public Task The_application_ends_with_that_sentence_and_no_stack_trace(string name, string value) => EndsNamingAsync(name, value, "Production", []);

    [Theory]
    [InlineData("Production", "migrate")]
    [InlineData("Production", "seed-admin")]
    [InlineData("Development")]
    public async Task A_database_that_is_not_there_or_does_not_let_us_in_is_named_in_one_sentence(string environment, params string[] command)
    {
        await EndsNamingAsync("ConnectionStrings__Postgres", "Host=127.0.0.1;Port=1;Username=nobody", environment, command);
        await EndsNamingAsync("ConnectionStrings__Postgres", await TestDatabase.AsAStrangerAsync(), environment, command);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_not_blamed_on_the_database()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (code, errors, _) = await StartAsync("ASPNETCORE_URLS", $"http://{other.LocalEndpoint}", "Production", []);
        Assert.NotEqual(0, code);
        Assert.Contains("address already in use", errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ConnectionStrings", errors, StringComparison.Ordinal);
    }

    private static async Task EndsNamingAsync(string name, string value, string environment, string[] command)
    {
        var (code, errors, output) = await StartAsync(name, value, environment, command);
        Assert.StartsWith(name + " ", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal(2, code);
    }

    private static async Task<(int Code, string Errors, string Output)> StartAsync(string name, string value, string environment, string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LiveChat.Web.dll"), .. command])
        {
            WorkingDirectory = Checkout.Path("LiveChat.Web"),
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var keys = new Operations.TemporaryFolder();
        foreach (var (given, text) in Whole) start.Environment[given.Replace(":", "__", StringComparison.Ordinal)] = text;
        (start.Environment["ASPNETCORE_ENVIRONMENT"], start.Environment["ASPNETCORE_URLS"], start.Environment["Keys__Path"], start.Environment["Media__Path"]) = (environment, "http://127.0.0.1:0", keys.Path, keys.Path);
        start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        return (process.ExitCode, await errors, await output);
    }

    private static readonly Dictionary<string, string?> Whole = new(StringComparer.Ordinal)
    {
        ["ConnectionStrings:Postgres"] = "Host=127.0.0.1;Port=1",
        ["PublicBaseUrl"] = "https://shop.example",
        ["Line:ChannelSecret"] = "secret",
        ["Line:ChannelAccessToken"] = "token",
        ["ADMIN_DEFAULT_PASSWORD"] = "correct horse battery",
    };

    private static Settings Read(string key, string? value) =>
        Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(Whole).AddInMemoryCollection([new(key, value)]).Build());
}
