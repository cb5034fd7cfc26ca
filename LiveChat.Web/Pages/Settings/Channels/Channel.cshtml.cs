using LiveChat.Core.Channels;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>One channel: how it is, its name, its keys, whether it is on. Each form is a handler of its own; a GET only shows.</summary>
public sealed class ChannelModel(
    RenameChannel rename, ChangeChannelKeys changeKeys, FinishSecretChange finish, SwitchChannel switching, CheckChannel check, ReadChannels channels, Setup.Settings settings, IStringLocalizer<Texts> texts) : ChannelPage(channels, settings, texts)
{
    private ChannelKeysInput? typed;
    private KeysRefusal? refusal;

    private string? typedName;

    /// <summary>What was just done, for a sentence: false when there was nothing to do.</summary>
    public bool? IsSaved { get; private set; }

    public bool IsNameRefused => typedName is not null;

    public string Name => typedName ?? Channel.Name;

    public ChannelKeysForm KeysForm => new(Urls.Channel(Channel.Id) + "?handler=Keys", IsNew: false, typed?.LineChannelId ?? Channel.LineChannelId, typed?.TokenKind ?? Channel.TokenKind, refusal) { HasToken = Channel.TokenKind == TokenKind.Pasted };

    public Task<IActionResult> OnGetAsync(long id, bool? saved, CancellationToken ct)
    {
        IsSaved = saved;
        return ShowAsync(id, ct);
    }

    public async Task<IActionResult> OnPostNameAsync(long id, [FromForm] string? name, CancellationToken ct) =>
        await rename.RunAsync(User.OperatorId, id, name, ct) switch
        {
            RenameChannel.Outcome.NotFound => NoSuchChannel(),
            RenameChannel.Outcome.NameMissing => await RefuseNameAsync(id, name, T["Line.NameMissing"], ct),
            RenameChannel.Outcome.NameTooLong => await RefuseNameAsync(id, name, T["Line.NameTooLong", RenameChannel.LongestName], ct),
            var outcome => Done(id, outcome != RenameChannel.Outcome.Unchanged),
        };

    public async Task<IActionResult> OnPostKeysAsync(long id, [FromForm] ChannelKeysInput input, CancellationToken ct)
    {
        var result = await changeKeys.RunAsync(User.OperatorId, id, input.TokenKind, input.ToKeys(), ct);
        switch (result.Outcome)
        {
            case ChangeChannelKeys.Outcome.NotFound:
                return NoSuchChannel();
            case ChangeChannelKeys.Outcome.NotFromConsole:
                return Refusal(StatusCodes.Status409Conflict, "Line.NotFromConsole");
            case ChangeChannelKeys.Outcome.Refused:
                (typed, refusal, Response.StatusCode) = (input, result.Refusal, StatusCodes.Status422UnprocessableEntity);
                return await ShowAsync(id, ct);
            default:
                return Done(id, result.Outcome != ChangeChannelKeys.Outcome.Unchanged);
        }
    }

    public async Task<IActionResult> OnPostFinishAsync(long id, CancellationToken ct) =>
        await finish.RunAsync(User.OperatorId, id, ct) switch
        {
            FinishSecretChange.Outcome.NotFound => NoSuchChannel(),
            var outcome => Done(id, outcome == FinishSecretChange.Outcome.Finished),
        };

    public async Task<IActionResult> OnPostSwitchAsync(long id, [FromForm] bool? on, [FromForm] bool understood, CancellationToken ct)
    {
        if (on is not { } isOn) return BadRequest();
        if (!isOn && !understood) return await RefuseAsync(id, StatusCodes.Status422UnprocessableEntity, T["Line.SwitchOffUnderstood"], ct);
        return await switching.RunAsync(User.OperatorId, id, isOn, ct) switch
        {
            SwitchChannel.Outcome.NotFound => NoSuchChannel(),
            var outcome => Done(id, outcome == SwitchChannel.Outcome.Switched),
        };
    }

    public async Task<IActionResult> OnPostCheckAsync(long id, CancellationToken ct) =>
        await check.RunAsync(id, ct) switch
        {
            CheckChannel.Outcome.Checked => LocalRedirect(Urls.Channel(id)),
            CheckChannel.Outcome.NotFound => NoSuchChannel(),
            var refused => await RefuseAsync(id, refused.Status, T[refused.Sentence], ct),
        };

    private LocalRedirectResult Done(long id, bool isChanged) => LocalRedirect($"{Urls.Channel(id)}?saved={(isChanged ? "true" : "false")}");

    private Task<IActionResult> RefuseNameAsync(long id, string? name, string sentence, CancellationToken ct)
    {
        typedName = name ?? "";
        return RefuseAsync(id, StatusCodes.Status422UnprocessableEntity, sentence, ct);
    }
}
