using LiveChat.Core.Tags;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Tags;

/// <summary>The tags there are. Every operator may add one; a POST does.</summary>
public sealed class IndexModel(CreateTag create, ListTags tags, IStringLocalizer<Texts> texts) : TagPage(tags, texts)
{
    public TagBoard Board { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Board = await ReadBoardAsync(ct);

    public async Task<IActionResult> OnPostAsync([FromForm] string? name, [FromForm] string? colour, CancellationToken ct)
    {
        if (!TryColour(colour, out var chosen)) return NoColour();
        return await create.RunAsync(User.OperatorId, name, chosen, ct) switch
        {
            CreateTag.Outcome.Created => await ShowTagsAsync(ct),
            CreateTag.Outcome.NameTooLong => NameTooLong(),
            CreateTag.Outcome.NameTaken => NameTaken(),
            _ => NoName(),
        };
    }
}
