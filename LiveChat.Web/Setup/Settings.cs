using System.Globalization;
using LiveChat.Core.Hours;
using LiveChat.Core.Media;

namespace LiveChat.Web.Setup;

/// <summary>A setting is wrong or missing: one sentence that names it, and the start stops.</summary>
public sealed class SettingException(string sentence) : Exception(sentence);

/// <summary>Where LINE is, and the first channel (CONTRACT.md, Settings).</summary>
public sealed record LineSettings(Uri? ApiBaseUrl, string? ChannelSecret, string? ChannelAccessToken)
{
    public static readonly Uri RealApi = new("https://api.line.me/");
    public static readonly Uri RealData = new("https://api-data.line.me/");

    /// <summary>LINE hands out what customers sent from a host of its own (LINE.md §5).</summary>
    public Uri? DataBaseUrl { get; init; }

    public bool IsAbsent => ApiBaseUrl is null && ChannelSecret is null;
}

/// <summary>
/// Every setting the application reads, checked before it starts. <see cref="Names"/> is the list that docker-compose.yml is checked against.
/// </summary>
public sealed record Settings
{
    /// <summary>Environment names of all settings, and no others.</summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.Ordinal)
    {
        "ASPNETCORE_ENVIRONMENT", "ConnectionStrings__Postgres", "ConnectionStrings__Redis", "ADMIN_DEFAULT_PASSWORD", "PublicBaseUrl",
        "Line__ApiBaseUrl", "Line__ChannelSecret", "Line__ChannelAccessToken",
        "Line__DataBaseUrl", "Media__Path", "Media__LargestMegabytes", "Media__S3__Bucket", "Media__S3__Endpoint", "Media__S3__Region", "Media__S3__AccessKey", "Media__S3__SecretKey",
        "Keys__Path", "Business__TimeZone", "Metrics__Token", "Demo__Data",
    };

    private const int ShortestToken = 16;

    public required string Postgres { get; init; }

    /// <summary>Given, but not needed yet: this version is one instance and tells its streams directly.</summary>
    public required string? Redis { get; init; }

    /// <summary>What LINE's servers see of us.</summary>
    public required Uri? PublicBaseUrl { get; init; }
    public required LineSettings Line { get; init; }
    public required MediaOptions Media { get; init; }
    public required string KeysPath { get; init; }
    public required TimeZoneInfo TimeZone { get; init; }
    /// <summary>What /metrics is read with from elsewhere; null: from this machine only.</summary>
    public required string? MetricsToken { get; init; }
    public required bool DemoData { get; init; }
    public required string? AdminPassword { get; init; }

    public static Settings Read(IConfiguration configuration) => new()
    {
        Postgres = Given(configuration.GetConnectionString("Postgres"))
            ?? throw new SettingException("ConnectionStrings__Postgres is missing: it says how to reach PostgreSQL (./run sets it by itself)."),
        Redis = Given(configuration.GetConnectionString("Redis")),
        PublicBaseUrl = ReadUrl(configuration, "PublicBaseUrl"),
        Line = ReadLine(configuration),
        Media = ReadMedia(configuration),
        KeysPath = Given(configuration["Keys:Path"]) ?? Path.Combine(".livechat", "keys"),
        TimeZone = ReadTimeZone(Given(configuration["Business:TimeZone"]) ?? "Asia/Bangkok"),
        MetricsToken = ReadMetricsToken(configuration),
        DemoData = ReadFlag(configuration, "Demo:Data"),
        AdminPassword = string.IsNullOrWhiteSpace(configuration["ADMIN_DEFAULT_PASSWORD"]) ? null : configuration["ADMIN_DEFAULT_PASSWORD"],
    };

    private static LineSettings ReadLine(IConfiguration configuration)
    {
        var (secret, token) = (Given(configuration["Line:ChannelSecret"]), Given(configuration["Line:ChannelAccessToken"]));
        if ((secret is null) != (token is null))
            throw new SettingException($"{(secret is null ? "Line__ChannelSecret" : "Line__ChannelAccessToken")} is missing: a channel needs its secret and its access token.");
        return new(ReadUrl(configuration, "Line:ApiBaseUrl"), secret, token) { DataBaseUrl = ReadUrl(configuration, "Line:DataBaseUrl") };
    }

    private static MediaOptions ReadMedia(IConfiguration configuration) => new()
    {
        Path = Path.GetFullPath(Given(configuration["Media:Path"]) ?? Path.Combine(".livechat", "media")),
        LargestFile = ReadMegabytes(configuration, "Media:LargestMegabytes", 300),
        S3 = ReadS3(configuration),
    };

    /// <summary>All of a bucket, or nothing of it: half of one would quietly keep everything on the disk.</summary>
    private static S3Options? ReadS3(IConfiguration configuration)
    {
        var (bucket, accessKey, secretKey) = (Given(configuration["Media:S3:Bucket"]), Given(configuration["Media:S3:AccessKey"]), Given(configuration["Media:S3:SecretKey"]));
        var (region, endpoint) = (Given(configuration["Media:S3:Region"]), ReadUrl(configuration, "Media:S3:Endpoint"));
        if (bucket is null && accessKey is null && secretKey is null && region is null && endpoint is null) return null;
        if (bucket is null) throw new SettingException("Media__S3__Bucket is missing: the other settings of Media__S3 are there, so media goes to a bucket.");
        if (accessKey is null) throw new SettingException("Media__S3__AccessKey is missing: a bucket needs an access key and its secret.");
        if (secretKey is null) throw new SettingException("Media__S3__SecretKey is missing: a bucket needs an access key and its secret.");
        if (region is null && endpoint is null) throw new SettingException("Media__S3__Region is missing: it says where Amazon keeps the bucket; with Media__S3__Endpoint it may be left out.");
        return new(bucket, endpoint, region ?? "us-east-1", accessKey, secretKey);
    }

    private static long ReadMegabytes(IConfiguration configuration, string key, int otherwise)
    {
        if (Given(configuration[key]) is not { } text) return otherwise * 1024L * 1024;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) && megabytes is >= 1 and <= 10_000
            ? megabytes * 1024L * 1024
            : throw new SettingException($"{EnvironmentName(key)} is no number of megabytes: 1 to 10000, and 300 without it.");
    }

    private static Uri? ReadUrl(IConfiguration configuration, string key)
    {
        if (Given(configuration[key]) is not { } text) return null;
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new SettingException($"{EnvironmentName(key)} is not a web address: it must begin with http:// or https://.");
        return url;
    }

    private static TimeZoneInfo ReadTimeZone(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : throw new SettingException($"Business__TimeZone names no time zone: \"{id}\" is unknown; Asia/Bangkok is one.");

    private static string? ReadMetricsToken(IConfiguration configuration) => Given(configuration["Metrics:Token"]) switch
    {
        { Length: < ShortestToken } => throw new SettingException($"Metrics__Token is too short to be a secret: {ShortestToken} characters or more."),
        var token => token,
    };

    private static bool ReadFlag(IConfiguration configuration, string key) =>
        Given(configuration[key]) is not { } text || (bool.TryParse(text, out var flag) ? flag : throw new SettingException($"{EnvironmentName(key)} is neither true nor false."));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string EnvironmentName(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}

public static class SettingsSetup
{
    public static Settings AddSettings(this WebApplicationBuilder builder)
    {
        var settings = Settings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new BusinessTime(settings.TimeZone, services.GetRequiredService<TimeProvider>()));
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture; // requests set theirs; nothing else speaks to people
        return settings;
    }
}
