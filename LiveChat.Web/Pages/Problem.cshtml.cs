using Htmx;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Pages.SignIn;
using LiveChat.Web.Resources;
using LiveChat.Web.Setup;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages;

/// <summary>Whatever went wrong, said in the operator's language: as a page, or as a notice where htmx asked. Never a stack trace.</summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemModel(IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    private static readonly HashSet<int> Known = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503];

    public int Status { get; private set; }

    /// <summary>For somebody whose sign-in has ended: there, and then back to the page they were on.</summary>
    public string? SignInUrl => Status == StatusCodes.Status401Unauthorized ? "/login?returnUrl=" + Uri.EscapeDataString(Url.Safe(Request.CameFrom())) : null;

    public string Sentence => RefusalSentence ?? T["Problem.Http." + (Known.Contains(Status) ? Status : 500)];

    /// <summary>Whatever the method was: what went wrong with a PUT is told like the rest. Asked for by its own address, it is no page.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) =>
        context.Result = Show(HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } failed ? failed.OriginalStatusCode : StatusCodes.Status404NotFound);

    private IActionResult Show(int status)
    {
        var error = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        Status = error is null ? status : Trouble.IsDatabase(error) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        Response.StatusCode = Status;
        return Request.IsHtmx() ? Refusal(Status, "Problem.Http." + (Known.Contains(Status) ? Status : 500)) : Page();
    }
}
