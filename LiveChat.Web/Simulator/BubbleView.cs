using System.Text.Json;
using LiveChat.Web.Simulator.Rules;

namespace LiveChat.Web.Simulator;

/// <summary>One bubble as the phone shows it: what was sent, read from LINE's object.</summary>
public sealed record BubbleView(FakeMessage Message, bool IsMine)
{
    private const string OwnMedia = "/public/media/";
    private readonly JsonElement said = Message.Json is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : default;

    /// <summary>The member who wrote it, on another's phone.</summary>
    public string? Author { get; init; }

    /// <summary>Whose words are quoted, and which; null where they are not on the phone.</summary>
    public string? QuotedAuthor { get; init; }

    public FakeMessage? Quoted { get; init; }

    /// <summary>What a customer sent is there to be fetched.</summary>
    public bool HasContent { get; init; }

    /// <summary>Where picture, video or sound lie: the customer's own here, the shop's in the console; what lies elsewhere is not fetched.</summary>
    public string? MediaPath => HasContent ? $"/simulator/media/{Message.Id}" : OwnPath(Json.Text(said, "originalContentUrl"));

    public string? StillPath => HasContent && Message.Kind is "video" ? $"/simulator/media/{Message.Id}/still" : OwnPath(Json.Text(said, "previewImageUrl"));

    public string? FileName => Json.Text(said, "fileName");
    public string? Title => Json.Text(said, "title");
    public string? Address => Json.Text(said, "address");
    public (double Latitude, double Longitude)? Place => Json.Number(said, "latitude") is { } latitude && Json.Number(said, "longitude") is { } longitude ? (latitude, longitude) : null;

    /// <summary>The words on a message sticker.</summary>
    public string? StickerWords => Message.Kind == "sticker" ? Json.Text(said, "text") : null;

    /// <summary>The cards of a template, with their buttons.</summary>
    public IReadOnlyList<CardView> Cards { get; private init; } = [];

    public IReadOnlyList<ButtonView> QuickReplies { get; private init; } = [];

    public static BubbleView Of(FakeMessage message, bool isMine)
    {
        var bubble = new BubbleView(message, isMine);
        var number = 0;
        var cards = PhoneButtons.Cards(bubble.said).Select(card => new CardView(
            OwnPath(Json.Text(card, "thumbnailImageUrl") ?? Json.Text(card, "imageUrl")), Json.Text(card, "title"), Json.Text(card, "text"),
            [.. PhoneButtons.Of(card).Select(Button)])).ToList();
        return bubble with { Cards = cards, QuickReplies = [.. PhoneButtons.QuickReplies(bubble.said).Select(Button)] };

        ButtonView Button(JsonElement action) =>
            new(number++, Json.Text(action, "label") ?? Json.Text(action, "text") ?? Json.Text(action, "data") ?? "●", Json.Text(action, "type").Is("uri") ? Json.Text(action, "uri") : null);
    }

    private static string? OwnPath(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.AbsolutePath.StartsWith(OwnMedia, StringComparison.Ordinal) ? parsed.PathAndQuery : null;
}

/// <summary>A card of a template; the only one of most.</summary>
public sealed record CardView(string? PicturePath, string? Title, string? Text, IReadOnlyList<ButtonView> Buttons);

/// <summary>A button of the shop's message, by its place in it. A link has its address.</summary>
public sealed record ButtonView(int Number, string Label, string? Uri);
