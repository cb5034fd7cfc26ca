using LiveChat.Core.CannedResponses;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.CannedResponses;

/// <summary>One canned response, to be changed.</summary>
public sealed class EditModel(ListCannedResponses list, KeepCannedResponse keep, IStringLocalizer<Texts> texts) : CannedPage(texts)
{
    public long Id { get; private set; }

    public CannedForm Form { get; private set; } = CannedForm.Empty;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct)
    {
        var all = await list.RunAsync(query: null, ct);
        if (all.FirstOrDefault(response => response.Id == id) is not { } known) return Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchCanned");
        Show(id, new(Urls.CannedResponse(id), new(known.Title, known.Category, known.Text, known.Choices, known.ChoiceStyle)), all);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, [FromForm] CannedInput input, CancellationToken ct)
    {
        var result = await keep.RunAsync(id, User.OperatorId, input, ct);
        if (result.Id is not null) return LocalRedirect($"{Urls.CannedResponses}#canned-{id}");
        if (result.Refusal is KeepCannedResponse.Refusal.NotFound) return Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchCanned");
        Show(id, new(Urls.CannedResponse(id), input, Problem(result)), await list.RunAsync(query: null, ct));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private void Show(long id, CannedForm form, IReadOnlyList<CannedResponse> all) =>
        (Id, Form) = (id, form with { Categories = [.. all.Select(response => response.Category).Distinct(StringComparer.Ordinal)] });
}
