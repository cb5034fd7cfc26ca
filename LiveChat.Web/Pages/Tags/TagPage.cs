using Htmx;
using LiveChat.Core.Tags;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Tags;

/// <summary>Every tag, and whether the viewer may change them.</summary>
public sealed record TagBoard(IReadOnlyList<TagUse> Tags, bool MayChange);

/// <summary>A resource of the tags: whoever changes something gets the tags as they are now.</summary>
public abstract class TagPage(ListTags tags, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    /// <summary>Enum.TryParse would take numbers and lists for a colour as well.</summary>
    private static readonly Dictionary<string, TagColour> Colours = Enum.GetValues<TagColour>().ToDictionary(colour => colour.ToString(), StringComparer.OrdinalIgnoreCase);

    protected static bool TryColour(string? word, out TagColour colour) => Colours.TryGetValue(word ?? "", out colour);

    protected async Task<TagBoard> ReadBoardAsync(CancellationToken ct) => new(await tags.RunAsync(ct), User.IsAdmin);

    protected async Task<IActionResult> ShowTagsAsync(CancellationToken ct) =>
        Request.IsHtmx() ? Fragment("/Pages/Tags/_TagsAnswer.cshtml", await ReadBoardAsync(ct)) : LocalRedirect(Urls.AllTags); // a plain form, without script

    protected Task<TagUse?> FindAsync(long id, CancellationToken ct) => tags.OneAsync(id, ct);

    protected IActionResult NoSuchTag() => Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchTag");

    protected IActionResult NoName() => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoTagName");

    protected IActionResult NoColour() => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoColour");

    protected IActionResult NameTooLong() => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.TagNameTooLong", Core.Tags.Tag.LongestName);

    protected IActionResult NameTaken() => Refusal(StatusCodes.Status409Conflict, "Refusal.TagNameTaken");
}
