using LiveChat.Core.CannedResponses;
using LiveChat.Core.Operators;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.CannedResponses;

/// <summary>The canned responses as their keepers see them: by category, with the words as a customer would read them; and a form that adds one.</summary>
public sealed class IndexModel(ListCannedResponses list, KeepCannedResponse keep, FindOperator operators, IStringLocalizer<Texts> texts) : CannedPage(texts)
{
    private Politeness politeness;

    public string? Query { get; private set; }

    public IReadOnlyList<IGrouping<string, CannedResponse>> Groups { get; private set; } = [];

    public CannedForm Form { get; private set; } = CannedForm.Empty;

    public bool MayDelete => User.IsAdmin;

    public IEnumerable<CannedText.Piece> Preview(CannedResponse response) => CannedText.Pieces(response.Text, T["Canned.SampleCustomer"], User.Identity?.Name ?? "", politeness);

    public async Task OnGetAsync(string? q, CancellationToken ct)
    {
        Query = q;
        politeness = await operators.PolitenessAsync(User.OperatorId, ct);
        Groups = [.. (await list.RunAsync(q, ct)).GroupBy(response => response.Category, StringComparer.Ordinal)];
        Form = Form with { Categories = [.. Groups.Select(group => group.Key)] };
    }

    public async Task<IActionResult> OnPostAsync([FromForm] CannedInput input, CancellationToken ct)
    {
        var result = await keep.RunAsync(id: null, User.OperatorId, input, ct);
        if (result.Id is { } id) return LocalRedirect($"{Urls.CannedResponses}#canned-{id}");
        Form = new(Urls.CannedResponses, input, Problem(result));
        await OnGetAsync(q: null, ct);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
