using LiveChat.Core.Channels;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>A page about LINE channels: administrators' business.</summary>
[Authorize(Policies.Admin)]
public abstract class ChannelPage(ReadChannels channels, Setup.Settings settings, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    private const string WebhookPath = "line/webhook";

    public ChannelView Channel { get; private set; } = null!;

    /// <summary>What LINE sees of us is a setting; without it, the address that this page was asked for at.</summary>
    public Uri WebhookUrl => new(settings.PublicBaseUrl ?? new Uri($"{Request.Scheme}://{Request.Host}/"), WebhookPath);

    public bool IsAddressGuessed => settings.PublicBaseUrl is null;

    /// <summary>A sentence above the form that was not taken.</summary>
    public string? Problem { get; private set; }

    protected ReadChannels Channels => channels;

    protected IActionResult NoSuchChannel() => Refusal(StatusCodes.Status404NotFound, "Line.NoSuchChannel");

    protected async Task<IActionResult> ShowAsync(long id, CancellationToken ct)
    {
        if (await channels.OneAsync(id, ct) is not { } channel) return NoSuchChannel();
        Channel = channel;
        return Page();
    }

    /// <summary>The same page with its sentence; 422, or for what LINE would not do, 502.</summary>
    protected Task<IActionResult> RefuseAsync(long id, int status, string sentence, CancellationToken ct)
    {
        (Response.StatusCode, Problem) = (status, sentence);
        return ShowAsync(id, ct);
    }
}
