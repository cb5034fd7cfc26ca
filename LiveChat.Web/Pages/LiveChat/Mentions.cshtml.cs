using LiveChat.Core.Operators;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The colleagues as choices for a note.</summary>
public sealed class MentionsModel(FindColleagues find, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken ct) =>
        Fragment("/Pages/LiveChat/_ColleagueChoices.cshtml", await find.RunAsync(User.OperatorId, q, ct));
}
