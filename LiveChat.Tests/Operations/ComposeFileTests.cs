using System.Text.RegularExpressions;
using Xunit;

namespace LiveChat.Tests.Operations;

public sealed partial class ComposeFileTests
{
    private const int PatienceMilliseconds = 1_000;

    private readonly string text = Checkout.Read("docker-compose.yml");
    private readonly string caddyfile = Checkout.Read("docker/Caddyfile");
    private readonly string example = Checkout.Read(".env.example");
    private readonly ComposeFile compose = new(Checkout.Read("docker-compose.yml"));

    [Fact]
    public void Every_variable_given_to_the_application_is_a_setting_it_knows()
    {
        var application = compose.Services.Where(service => service.IsApplication).ToList();

        Assert.Equal(["migrate", "seed-admin", "web"], application.Select(service => service.Name).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var service in application)
            Assert.Empty(service.Environment.Keys.Except(KnownSettings.All, StringComparer.Ordinal));
    }

    [Fact]
    public void The_application_is_given_all_it_needs_for_production()
    {
        var settings = compose["web"].Environment;

        Assert.Equal("Production", settings["ASPNETCORE_ENVIRONMENT"]);
        Assert.Contains("Host=postgres;", settings["ConnectionStrings__Postgres"], StringComparison.Ordinal);
        Assert.StartsWith("redis:6379", settings["ConnectionStrings__Redis"], StringComparison.Ordinal);
        Assert.Equal("https://${SITE_ADDRESS:?set it in .env}", settings["PublicBaseUrl"]);
        Assert.Contains(compose["web"].Mounts, mount => mount.Target == settings["Keys__Path"]);
    }

    [Fact]
    public void Every_variable_of_the_other_services_is_one_their_image_reads()
    {
        Assert.Empty(compose["postgres"].Environment.Keys.Except(["POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "POSTGRES_INITDB_ARGS"], StringComparer.Ordinal));
        Assert.Empty(compose["redis"].Environment);
        Assert.Equal(CaddyVariable().Matches(caddyfile).Select(match => match.Groups["name"].Value), compose["proxy"].Environment.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public void The_password_of_the_database_is_the_same_at_both_ends_and_its_locale_knows_thai()
    {
        var postgres = compose["postgres"].Environment;

        Assert.Contains($"Username={postgres["POSTGRES_USER"]};Password={postgres["POSTGRES_PASSWORD"]};Database={postgres["POSTGRES_DB"]};", compose["web"].Environment["ConnectionStrings__Postgres"], StringComparison.Ordinal);
        Assert.Contains("--locale=C.UTF-8 --encoding=UTF8", postgres["POSTGRES_INITDB_ARGS"], StringComparison.Ordinal);
    }

    [Fact]
    public void No_password_has_a_default_and_every_variable_stands_in_the_example()
    {
        var variables = Interpolation().Matches(text);

        Assert.NotEmpty(variables);
        Assert.All(variables, variable => Assert.Equal(":?", variable.Groups["operator"].Value));
        var passedOn = compose.Services.SelectMany(service => service.Environment).Where(setting => string.IsNullOrEmpty(setting.Value)).Select(setting => setting.Key);
        var named = ExampleLine().Matches(example).Select(line => line.Groups["name"].Value);
        Assert.Equal(variables.Select(variable => variable.Groups["name"].Value).Concat(passedOn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.All(ExampleLine().Matches(example).Where(line => !line.Value.StartsWith('#')), line => Assert.Empty(line.Groups["value"].Value));
    }

    [Fact]
    public void Every_service_waits_for_one_that_exists_and_that_can_become_what_is_waited_for()
    {
        foreach (var service in compose.Services)
            foreach (var (other, condition) in service.DependsOn)
            {
                var awaited = compose.Services.SingleOrDefault(candidate => candidate.Name == other);
                Assert.True(awaited is not null, $"{service.Name} waits for {other}, which does not exist.");
                Assert.True(condition is "service_completed_successfully" || awaited.HasHealthCheck || awaited.IsApplication, $"{other} can never be {condition}.");
            }
        Assert.Equal("service_completed_successfully", compose["web"].DependsOn["seed-admin"]);
        Assert.Equal("service_completed_successfully", compose["seed-admin"].DependsOn["migrate"]);
    }

    [Fact]
    public void Every_volume_is_declared_and_used_and_every_file_exists()
    {
        var mounts = compose.Services.SelectMany(service => service.Mounts).Select(mount => mount.Source).ToList();
        var (files, volumes) = (mounts.Where(source => source.StartsWith('.')), mounts.Where(source => !source.StartsWith('.')));

        Assert.Equal(compose.Volumes.Order(StringComparer.Ordinal), volumes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.True(File.Exists(Checkout.Path(file)), $"{file} does not exist."));
        Assert.All(compose.Services.Select(service => service.Build).OfType<string>(), folder => Assert.True(File.Exists(Path.Combine(Checkout.Path(folder), "Dockerfile"))));
        Assert.Single(compose.Services, service => service.IsApplication && service.Build is not null);
    }

    [Fact]
    public void Only_the_proxy_can_be_reached_and_it_hands_on_to_the_port_of_the_web_service_without_holding_streams_back()
    {
        Assert.Equal(["proxy"], compose.Services.Where(service => service.PublishesPorts).Select(service => service.Name), StringComparer.Ordinal);
        Assert.Equal("web:8080", ProxyTarget().Match(caddyfile).Groups["target"].Value);
        Assert.Contains("EXPOSE 8080", Checkout.Read("Dockerfile"), StringComparison.Ordinal);
        Assert.Contains("header Content-Type text/html*", caddyfile, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^\s*flush_interval", caddyfile);
    }

    [GeneratedRegex(@"\$\{(?<name>\w+)(?<operator>[^\w}]*)[^}]*\}", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Interpolation();

    [GeneratedRegex(@"^#?(?<name>\w+)=(?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex ExampleLine();

    [GeneratedRegex(@"\{\$(?<name>\w+)\}", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex CaddyVariable();

    [GeneratedRegex(@"^\s*reverse_proxy (?<target>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex ProxyTarget();
}
