using System.Globalization;
using System.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.Web.Simulator;

/// <summary>What the phone shows besides text: faces drawn from names, and what customers sent.</summary>
internal static class SimulatorMedia
{
    private const string LeadingVowels = "เแโใไ";
    private static readonly string[] Colours = ["#7c5cbf", "#2f7fb8", "#2a8c6e", "#b5622d", "#b8476f", "#5b6fc4", "#8a7a1f", "#4d7f3a"];

    public static void MapSimulatorMedia(this IEndpointRouteBuilder routes, FakeLine line)
    {
        var group = routes.MapGroup("/simulator").AllowAnonymous();
        group.MapGet("/avatars/{userId}.svg", Results<ContentHttpResult, NotFound> (string userId, HttpContext context) =>
        {
            if (line.Customer(userId) is not { } customer) return TypedResults.NotFound();
            Confine(context);
            return TypedResults.Content(Avatar(customer), "image/svg+xml");
        });
        group.MapGet("/faces/{name}", (string name, HttpContext context) => Give(context, SampleFace.Find(name)?.Picture));
        group.MapGet("/media/{messageId}", (string messageId, HttpContext context) => Give(context, Find(line, messageId)));
        group.MapGet("/media/{messageId}/still", (string messageId, HttpContext context) => Give(context, Find(line, messageId)?.StillPicture));
    }

    /// <summary>Where the face of a customer lies; a name that has changed is drawn anew.</summary>
    public static string FaceOf(FakeCustomer customer) =>
        SampleFace.All.FirstOrDefault(face => face.Path.Is(customer.PictureUrl))?.Path ?? $"/simulator/avatars/{customer.UserId}.svg?{Uri.EscapeDataString(Initial(customer.DisplayName))}";

    /// <summary>What a customer sent, if there is anything left of it that a phone can show.</summary>
    public static FakeContent? Find(FakeLine line, string messageId) =>
        line.Content(messageId) is { IsGone: false } content && TypeOf(content.Bytes.Span) is { } type ? content with { ContentType = type } : null;

    /// <summary>The type that the bytes themselves tell; null for what no phone would send.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) => PictureType(bytes) ?? bytes switch
    {
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'M', (byte)'4', (byte)'A', ..] => "audio/mp4",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "video/mp4",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        _ => null,
    };

    public static string? PictureType(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        _ => null,
    };

    private static Results<FileContentHttpResult, NotFound> Give(HttpContext context, FakeContent? content)
    {
        if (content is null) return TypedResults.NotFound();
        Confine(context);
        return TypedResults.File(content.Bytes.ToArray(), content.ContentType, enableRangeProcessing: true);
    }

    private static void Confine(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, max-age=3600";
    }

    private static string Avatar(FakeCustomer customer)
    {
        var colour = Colours[customer.UserId.Sum(c => c) % Colours.Length];
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">
              <rect width="96" height="96" fill="{colour}"/>
              <text x="48" y="62" fill="#fff" font-family="'Noto Sans Thai', 'Noto Sans', sans-serif" font-size="40" text-anchor="middle">{SecurityElement.Escape(Initial(customer.DisplayName))}</text>
            </svg>
            """;
    }

    /// <summary>The first letter a reader would see; a Thai vowel that stands in front brings its consonant along.</summary>
    private static string Initial(string name)
    {
        var letters = StringInfo.GetTextElementEnumerator(name.TrimStart());
        if (!letters.MoveNext()) return "?";
        var first = letters.GetTextElement();
        if (first.Any(char.IsControl) || first.Length > 12) return "?";
        return LeadingVowels.Contains(first[0], StringComparison.Ordinal) && letters.MoveNext() ? first + letters.GetTextElement() : first;
    }
}
