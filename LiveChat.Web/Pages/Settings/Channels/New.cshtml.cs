using LiveChat.Core.Channels;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>The wizard's first step: keys, which LINE is asked about before they are stored.</summary>
public sealed class NewModel(AddChannel add, ReadChannels channels, Setup.Settings settings, IStringLocalizer<Texts> texts) : ChannelPage(channels, settings, texts)
{
    public ChannelKeysForm Form { get; private set; } = new(Urls.NewChannel, IsNew: true, LineChannelId: null, TokenKind.Stateless);

    public void OnGet()
    {
        // an empty form
    }

    public async Task<IActionResult> OnPostAsync([FromForm] ChannelKeysInput input, CancellationToken ct)
    {
        var result = await add.RunAsync(User.OperatorId, input.TokenKind, input.ToKeys(), ct);
        if (result.Id is { } id) return LocalRedirect(Urls.ChannelWebhook(id));
        Form = Form with { LineChannelId = input.LineChannelId, TokenKind = input.TokenKind, Refusal = result.Refusal };
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
