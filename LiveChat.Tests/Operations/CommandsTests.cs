using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Xunit;

namespace LiveChat.Tests.Operations;

[SupportedOSPlatform("linux")]
public sealed class CommandsTests
{
    public static TheoryData<string> Scripts => ["run", "test", ".ci/run", "scripts/postgres", "scripts/common.sh"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Every_script_is_bash_that_can_be_read_and_every_command_can_be_run(string script)
    {
        Assert.Equal(new Ended(0, "", ""), await Checkout.RunAsync("/bin/bash", "-n", Checkout.Path(script)));
        Assert.DoesNotContain('\r', Checkout.Read(script));
        if (!script.EndsWith(".sh", StringComparison.Ordinal)) Assert.True(File.GetUnixFileMode(Checkout.Path(script)).HasFlag(UnixFileMode.UserExecute | UnixFileMode.OtherExecute));
    }

    [Fact]
    public async Task Continuous_integration_runs_every_test_and_nothing_else() =>
        Assert.Single((await File.ReadAllLinesAsync(Checkout.Path(".ci/run"))).Skip(2), line => line.EndsWith("/../test\"", StringComparison.Ordinal));

    [Fact]
    public async Task Help_names_every_option()
    {
        var ended = await Checkout.RunAsync("run", "--help");

        Assert.Equal(0, ended.Code);
        Assert.All(["--port", "--home", "--empty", "--env"], option => Assert.Contains(option, ended.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Unknown option --bogus; see ./run --help.", "--bogus")]
    [InlineData("--home needs a value; see ./run --help.", "--home")]
    [InlineData("--port needs a number from 1 to 65535, not 65536.", "--port", "65536")]
    [InlineData("--port needs a number from 1 to 65535, not http.", "--port", "http")]
    [InlineData("The folder /proc/home cannot be written to: choose another with --home.", "--home", "/proc/home")]
    public async Task A_wrong_option_is_answered_in_one_sentence(string sentence, params string[] arguments) =>
        Assert.Equal(new Ended(1, "", sentence), await Checkout.RunAsync("run", arguments));

    [Fact]
    public async Task A_taken_port_is_answered_in_one_sentence_and_starts_nothing()
    {
        using var home = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        const int nobody = 4_194_305; // beyond the kernel's largest
        await File.WriteAllTextAsync(Path.Combine(home.Path, "web.pid"), $"{nobody}\n"); // and of the one that was killed here there is no trace

        var ended = await Checkout.RunAsync("run", "--home", home.Path, "--port", port);

        Assert.Equal(new Ended(1, "", $"Port {port} is taken by another program: choose another with --port."), ended);
        Assert.False(Directory.Exists(Path.Combine(home.Path, "pg")));
    }
}
