using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>A customer of <c>demo-conversations.json</c>. Without <see cref="ReadBy"/> every operator has read all of it.</summary>
internal sealed record DemoCustomer(string? Name, string? Status, bool HasPicture, string[]? ReadBy, string[]? Tags, DemoEpisode[] Episodes, string Language = "th")
{
    public static DemoCustomer[] ReadAll()
    {
        using var file = typeof(DemoCustomer).Assembly.GetManifestResourceStream(typeof(DemoCustomer), "demo-conversations.json")!;
        return JsonSerializer.Deserialize<DemoCustomer[]>(file, JsonSerializerOptions.Web)!;
    }
}

/// <summary>
/// What was said in one go: from a time of a day (0 is today, -1 yesterday), or until so many minutes ago. Without an operator it waits in the
/// queue; without a reason it is still open.
/// </summary>
internal sealed record DemoEpisode(int Day, TimeOnly At, int? EndsMinutesAgo, string? Operator, string? ClosedBecause, DemoLine[] Lines);

/// <summary>A customer's text, an operator's answer, or another kind of LINE's with its properties.</summary>
internal sealed record DemoLine(string? In, string? Out, string? Kind, JsonObject? Payload, double? AfterMinutes);
