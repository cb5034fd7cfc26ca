using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Tests.Media;

/// <summary>A bucket on a real port, strict about what it is asked: every request is signed (Signature Version 4, checked with the secret), addressed by path, and whole.</summary>
internal sealed partial class FakeS3 : IAsyncDisposable
{
    public const string Bucket = "livechat", AccessKey = "AKIDEXAMPLE", SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Region = "ap-southeast-1";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, SortedDictionary<int, byte[]>> uploads = new(StringComparer.Ordinal);

    private FakeS3(WebApplication app) => this.app = app;

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Method, name, and the range that was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Uploads in parts that were begun and neither ended nor taken back.</summary>
    public int OpenUploads => uploads.Count;

    /// <summary>The part at which the bucket breaks down; none by default.</summary>
    public int BreaksAtPart { get; set; }

    public Uri Url => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<FakeS3> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        var host = builder.Build();
        var fake = new FakeS3(host);
        host.Run(fake.AnswerAsync);
        await host.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        if (Refuse(request, body) is { } reason)
        {
            await FailAsync(context, StatusCodes.Status403Forbidden, "SignatureDoesNotMatch", reason);
            return;
        }
        if (!request.Path.StartsWithSegments($"/{Bucket}", out var rest))
        {
            await FailAsync(context, StatusCodes.Status404NotFound, "NoSuchBucket", "There is no such bucket.");
            return;
        }
        var name = rest.Value!.TrimStart('/');
        Asked.Enqueue($"{request.Method} {name} {request.Headers.Range}".TrimEnd());
        await (request.Method switch
        {
            "PUT" when request.Query["uploadId"].ToString() is { Length: > 0 } id => PutPartAsync(context, id, int.Parse(request.Query["partNumber"]!, CultureInfo.InvariantCulture), body),
            "PUT" => PutAsync(context, name, body),
            "GET" => GetAsync(context, name),
            "DELETE" when request.Query["uploadId"].ToString() is { Length: > 0 } id => EndAsync(context, uploads.TryRemove(id, out _)),
            "DELETE" => EndAsync(context, Objects.TryRemove(name, out _) || true),
            "POST" when request.Query.ContainsKey("uploads") => BeginAsync(context, name),
            "POST" => CompleteAsync(context, name, request.Query["uploadId"].ToString()),
            _ => FailAsync(context, StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "Nothing asks for this."),
        });
    }

    private Task PutAsync(HttpContext context, string name, byte[] body)
    {
        Objects[name] = body;
        context.Response.Headers.ETag = ETag(body);
        return Task.CompletedTask;
    }

    private Task PutPartAsync(HttpContext context, string id, int number, byte[] body)
    {
        if (number == BreaksAtPart) return FailAsync(context, StatusCodes.Status400BadRequest, "InvalidPart", "It broke.");
        lock (uploads[id]) uploads[id][number] = body;
        context.Response.Headers.ETag = ETag(body);
        return Task.CompletedTask;
    }

    private async Task GetAsync(HttpContext context, string name)
    {
        if (!Objects.TryGetValue(name, out var bytes))
        {
            await FailAsync(context, StatusCodes.Status404NotFound, "NoSuchKey", "There is no such object.");
            return;
        }
        var (from, to) = (0L, bytes.LongLength - 1);
        if (context.Request.GetTypedHeaders().Range?.Ranges.Single() is { } range)
        {
            (from, to) = (range.From!.Value, range.To!.Value);
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {from}-{to}/{bytes.Length}";
        }
        context.Response.Headers.ETag = ETag(bytes);
        context.Response.ContentLength = to - from + 1;
        await context.Response.Body.WriteAsync(bytes.AsMemory((int)from, (int)(to - from + 1)), context.RequestAborted);
    }

    private async Task BeginAsync(HttpContext context, string name)
    {
        var id = Guid.NewGuid().ToString("N");
        uploads[id] = [];
        await WriteAsync(context, $"<InitiateMultipartUploadResult><Bucket>{Bucket}</Bucket><Key>{name}</Key><UploadId>{id}</UploadId></InitiateMultipartUploadResult>");
    }

    private async Task CompleteAsync(HttpContext context, string name, string id)
    {
        uploads.TryRemove(id, out var parts);
        Objects[name] = [.. parts!.Values.SelectMany(part => part)];
        await WriteAsync(context, $"<CompleteMultipartUploadResult><Bucket>{Bucket}</Bucket><Key>{name}</Key><ETag>&quot;whole-{parts.Count}&quot;</ETag></CompleteMultipartUploadResult>");
    }

    private static Task EndAsync(HttpContext context, bool isThere)
    {
        context.Response.StatusCode = isThere ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task FailAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, $"<Error><Code>{code}</Code><Message>{message}</Message></Error>");
    }

    private static Task WriteAsync(HttpContext context, string xml)
    {
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml, context.RequestAborted);
    }

#pragma warning disable CA5351 // it is what S3 calls an object by, and what clients check it with
    private static string ETag(byte[] bytes) => $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"";
#pragma warning restore CA5351

    /// <summary>Why the signature is not the one that this request and our secret make (AWS Signature Version 4); null when it is.</summary>
    private static string? Refuse(HttpRequest request, byte[] body)
    {
        var header = Authorization().Match(request.Headers.Authorization.ToString());
        if (!header.Success) return "It is not signed.";
        var scope = header.Groups["scope"].Value.Split('/');
        if (scope is not [AccessKey, var day, Region, "s3", "aws4_request"]) return "It is signed for somewhere else.";
        var hash = request.Headers["x-amz-content-sha256"].ToString();
        if (hash != "UNSIGNED-PAYLOAD" && hash != Hex(SHA256.HashData(body))) return "Its body is not what was signed.";
        if (request.ContentLength is { } length && length != body.Length) return "It is not whole.";

        var signed = header.Groups["headers"].Value.Split(';');
        var query = string.Join('&', request.Query.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{Uri.EscapeDataString(part.Key)}={Uri.EscapeDataString(part.Value.ToString())}"));
        var canonical = string.Join('\n', [request.Method, request.Path.Value, query, .. signed.Select(name => $"{name}:{request.Headers[name].ToString().Trim()}"), "", string.Join(';', signed), hash]);
        var toSign = string.Join('\n', "AWS4-HMAC-SHA256", request.Headers["x-amz-date"], string.Join('/', scope[1..]), Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = scope[1..].Aggregate(Encoding.UTF8.GetBytes("AWS4" + SecretKey), (made, part) => HMACSHA256.HashData(made, Encoding.UTF8.GetBytes(part)));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))) == header.Groups["signature"].Value ? null : $"The signature is another's on {day}.";
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=(?<scope>[^,]+), ?SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Authorization();
}
