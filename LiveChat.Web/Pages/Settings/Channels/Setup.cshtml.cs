using LiveChat.Core.Channels;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>The wizard's last step: what only LINE's own pages can switch, and what LINE says of it. A POST asks LINE anew.</summary>
public sealed class SetupModel(CheckChannel check, ReadChannels channels, Setup.Settings settings, IStringLocalizer<Texts> texts) : ChannelPage(channels, settings, texts)
{
    public Task<IActionResult> OnGetAsync(long id, CancellationToken ct) => ShowAsync(id, ct);

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken ct) =>
        await check.RunAsync(id, ct) switch
        {
            CheckChannel.Outcome.Checked => LocalRedirect(Urls.ChannelSetup(id)),
            CheckChannel.Outcome.NotFound => NoSuchChannel(),
            var refused => await RefuseAsync(id, refused.Status, T[refused.Sentence], ct),
        };
}
