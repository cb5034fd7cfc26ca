using Htmx;
using LiveChat.Core.Settings;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings;

/// <summary>The form of the console's settings: what was refused, if anything, and whether they have just been saved.</summary>
public sealed record ConsoleSettingsForm(ConsoleSettings Settings, ChangeConsoleSettings.Outcome? Refused = null, bool IsSaved = false)
{
    /// <summary>The id of the sentence, for the field that it is about.</summary>
    public const string ProblemId = "console-settings-problem";

    public string? ProblemOf(params ChangeConsoleSettings.Outcome[] outcomes) => Refused is { } refused && outcomes.Contains(refused) ? ProblemId : null;
}

/// <summary>How the console works for everybody.</summary>
[Authorize(Policies.Admin)]
public sealed class ConsoleModel(ReadConsoleSettings read, ChangeConsoleSettings change, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    public ConsoleSettingsForm Form { get; private set; } = null!;

    public async Task OnGetAsync(bool saved, CancellationToken ct) => Form = new(await read.RunAsync(ct), IsSaved: saved);

    public async Task<IActionResult> OnPostAsync([FromForm] int undoSeconds, [FromForm] int repeatSeconds, [FromForm] int waitWarnMinutes, [FromForm] int waitLateMinutes,
        [FromForm] ReadMark readMark, [FromForm] bool showsOperator, [FromForm] bool showsStickers, [FromForm] string? farewell, [FromForm] bool farewellWaits, CancellationToken ct)
    {
        var wanted = new ConsoleSettings { UndoSeconds = undoSeconds, RepeatSeconds = repeatSeconds, WaitWarnMinutes = waitWarnMinutes, WaitLateMinutes = waitLateMinutes, ReadMark = readMark, ShowsOperator = showsOperator, ShowsStickers = showsStickers, Farewell = farewell, FarewellWaits = farewellWaits };
        return await change.RunAsync(User.OperatorId, wanted, ct) switch
        {
            not (ChangeConsoleSettings.Outcome.Changed or ChangeConsoleSettings.Outcome.Unchanged) and var refused => Show(StatusCodes.Status422UnprocessableEntity, new(wanted, refused)),
            _ when Request.IsHtmx() => Show(StatusCodes.Status200OK, new(wanted, IsSaved: true)),
            _ => LocalRedirect(Urls.ConsoleSettings + "?saved=true"),
        };
    }

    private IActionResult Show(int status, ConsoleSettingsForm form)
    {
        (Response.StatusCode, Form) = (status, form);
        return Request.IsHtmx() ? Fragment(Partials.ConsoleSettings, form) : Page();
    }
}
