using Htmx;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Shared;

/// <summary>A resource that answers with fragments: 200 the new state, 204 nothing new, 4xx a sentence among the notices, or on a page where there are none.</summary>
public abstract class FragmentPage(IStringLocalizer<Texts> texts) : PageModel
{
    private static readonly object SentenceKey = new();

    protected IStringLocalizer<Texts> T { get; } = texts;

    /// <summary>What an earlier handler of this request wanted to have said.</summary>
    protected string? RefusalSentence => HttpContext.Items[SentenceKey] as string;

    /// <summary>What is no number where one belongs, and a form that cannot be read, never reach a use case.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!ModelState.IsValid) context.Result = Refusal(StatusCodes.Status400BadRequest, "Problem.Http.400");
    }

    protected NoContentResult NoContent() => new();

    protected PartialViewResult Fragment<T>(string path, T model) => Partial(path, model);

    /// <summary>Says what happened in the operator's language, wherever the request came from on the page.</summary>
    protected IActionResult Refusal(int status, string key, params object[] details)
    {
        if (!Request.IsHtmx())
        {
            HttpContext.Items[SentenceKey] = T[key, details].Value;
            return StatusCode(status); // the problem page says it (Setup/Problems.cs)
        }
        Response.StatusCode = status;
        Response.Htmx(headers => headers.Retarget("#" + Dom.Notices).Reswap("beforeend"));
        return Partial(Partials.Notice, T[key, details].Value);
    }

    protected IActionResult NoSuchConversation() => Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchConversation");
}
