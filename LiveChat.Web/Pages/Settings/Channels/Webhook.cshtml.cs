using LiveChat.Core.Channels;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>The wizard's second step: a POST tells LINE where webhooks go and has it test that; the handler Test only tests.</summary>
public sealed class WebhookModel(PointWebhook point, ReadChannels channels, Setup.Settings settings, IStringLocalizer<Texts> texts) : ChannelPage(channels, settings, texts)
{
    public Task<IActionResult> OnGetAsync(long id, CancellationToken ct) => ShowAsync(id, ct);

    public Task<IActionResult> OnPostAsync(long id, CancellationToken ct) => TryAsync(id, WebhookUrl, ct);

    public Task<IActionResult> OnPostTestAsync(long id, CancellationToken ct) => TryAsync(id, url: null, ct);

    private async Task<IActionResult> TryAsync(long id, Uri? url, CancellationToken ct) =>
        await point.RunAsync(User.OperatorId, id, url, ct) switch
        {
            PointWebhook.Outcome.Tested => LocalRedirect(Urls.ChannelWebhook(id)), // what came of it is in the channel's checks
            PointWebhook.Outcome.Refused => await RefuseAsync(id, StatusCodes.Status422UnprocessableEntity, T["Line.WebhookRefused"], ct),
            PointWebhook.Outcome.NoAnswer => await RefuseAsync(id, StatusCodes.Status502BadGateway, T["Line.Refusal.NoAnswer"], ct),
            _ => NoSuchChannel(),
        };
}
