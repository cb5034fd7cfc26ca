using Htmx;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Shared;

/// <summary>A resource that answers with fragments: 200 the new state, 204 nothing new, 4xx a sentence among the notices.</summary>
public abstract class FragmentPage(IStringLocalizer<Texts> texts) : PageModel
{
    protected IStringLocalizer<Texts> T { get; } = texts;

    protected NoContentResult NoContent() => new();

    protected PartialViewResult Fragment<T>(string path, T model) => Partial(path, model);

    /// <summary>Says what happened in the operator's language, wherever the request came from on the page.</summary>
    protected PartialViewResult Refusal(int status, string key, params object[] details)
    {
        Response.StatusCode = status;
        Response.Htmx(headers => headers.Retarget("#" + Dom.Notices).Reswap("beforeend"));
        return Partial(Partials.Notice, T[key, details].Value);
    }

    protected PartialViewResult NoSuchConversation() => Refusal(StatusCodes.Status404NotFound, "Refusal.NoSuchConversation");
}
