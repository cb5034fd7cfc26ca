using Htmx;
using LiveChat.Core.Tags;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Tags;

/// <summary>One tag: a POST gives it another name or colour. It changes for everybody, so admins do it.</summary>
[Authorize(Policy = Policies.Admin)]
public sealed class TagModel(ChangeTag change, ListTags tags, IStringLocalizer<Texts> texts) : TagPage(tags, texts)
{
    public TagUse Tag { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } tag) return NoSuchTag();
        Tag = tag;
        return Request.IsHtmx() ? Fragment("/Pages/Tags/_Changing.cshtml", tag) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, [FromForm] string? name, [FromForm] string? colour, CancellationToken ct)
    {
        if (!TryColour(colour, out var chosen)) return NoColour();
        return await change.RunAsync(id, User.OperatorId, name, chosen, ct) switch
        {
            ChangeTag.Outcome.Changed or ChangeTag.Outcome.Unchanged => await ShowTagsAsync(ct),
            ChangeTag.Outcome.NoName => NoName(),
            ChangeTag.Outcome.NameTooLong => NameTooLong(),
            ChangeTag.Outcome.NameTaken => NameTaken(),
            _ => NoSuchTag(),
        };
    }
}
