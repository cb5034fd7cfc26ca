using System.Text.Json;
using static LiveChat.Web.Simulator.Rules.Demand;

namespace LiveChat.Web.Simulator.Rules;

/// <summary>What LINE demands of templates (R#template-messages). Their texts are counted in letters, not in UTF-16 units (LINE.md §6).</summary>
internal static class TemplateRules
{
    private const int MostTitleLetters = 40;
    private const int MostColumns = 10;

    public static void Check(JsonElement message, string at, List<RequestError> errors)
    {
        if (Json.Property(message, "template") is not { ValueKind: JsonValueKind.Object } template)
        {
            errors.Add(new($"{at}.template", "May not be empty"));
            return;
        }
        at += ".template";
        OneOf(template, "type", at, errors, "buttons", "confirm", "carousel", "image_carousel");
        switch (Json.Text(template, "type"))
        {
            case "buttons":
                CheckCard(template, mostLetters: 160, mostActions: 4, at, errors);
                break;
            case "confirm":
                NeededLetters(template, "text", 240, at, errors);
                CheckActions(template, least: 2, most: 2, at, errors);
                break;
            case "carousel":
                CheckCarousel(template, at, errors);
                break;
            case "image_carousel":
                foreach (var (column, where) in List(template, "columns", 1, MostColumns, at, errors))
                {
                    Url(column, "imageUrl", where, errors);
                    ActionRules.Check(column, "action", ActionPlace.ImageCarousel, where, errors);
                }
                break;
        }
    }

    /// <summary>All columns are alike: as many buttons in each, a picture in each or in none, and so a title.</summary>
    private static void CheckCarousel(JsonElement template, string at, List<RequestError> errors)
    {
        var columns = List(template, "columns", 1, MostColumns, at, errors).ToList();
        foreach (var (column, where) in columns) CheckCard(column, mostLetters: 120, mostActions: 3, where, errors);
        if (columns.Select(column => Shape(column.Entry)).Distinct().Count() > 1) errors.Add(new($"{at}.columns", "All columns must have the same number of actions, and all or none a title and an image"));
    }

    private static (int Actions, bool HasTitle, bool HasPicture) Shape(JsonElement column) => (
        Json.Property(column, "actions") is { ValueKind: JsonValueKind.Array } actions ? actions.GetArrayLength() : 0,
        Json.Property(column, "title") is not null,
        Json.Property(column, "thumbnailImageUrl") is not null);

    /// <summary>With a picture or a title there is room for sixty letters only.</summary>
    private static void CheckCard(JsonElement card, int mostLetters, int mostActions, string at, List<RequestError> errors)
    {
        var (_, hasTitle, hasPicture) = Shape(card);
        OptionalUrl(card, "thumbnailImageUrl", at, errors);
        MostLetters(card, "title", MostTitleLetters, at, errors);
        NeededLetters(card, "text", hasTitle || hasPicture ? 60 : mostLetters, at, errors);
        if (Json.Property(card, "defaultAction") is not null) ActionRules.Check(card, "defaultAction", ActionPlace.Area, at, errors);
        CheckActions(card, least: 1, mostActions, at, errors);
    }

    private static void CheckActions(JsonElement owner, int least, int most, string at, List<RequestError> errors)
    {
        foreach (var (action, where) in List(owner, "actions", least, most, at, errors)) ActionRules.Check(action, ActionPlace.Template, where, errors);
    }
}
