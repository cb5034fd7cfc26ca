using Htmx;
using LiveChat.Core.Tags;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Tags;

/// <summary>The end of a tag: asked about by a GET, done by a POST. It goes from every conversation, so admins do it.</summary>
[Authorize(Policy = Policies.Admin)]
public sealed class RemovalModel(DeleteTag delete, ListTags tags, IStringLocalizer<Texts> texts) : TagPage(tags, texts)
{
    public TagUse Tag { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } tag) return NoSuchTag();
        Tag = tag;
        return Request.IsHtmx() ? Fragment("/Pages/Tags/_Removing.cshtml", tag) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken ct) =>
        await delete.RunAsync(id, User.OperatorId, ct) == DeleteTag.Outcome.Deleted ? await ShowTagsAsync(ct) : NoSuchTag();
}
