using LiveChat.Core.Channels;
using LiveChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>Every account the console answers for, and how each is.</summary>
public sealed class IndexModel(ReadChannels channels, Setup.Settings settings, IStringLocalizer<Texts> texts) : ChannelPage(channels, settings, texts)
{
    public IReadOnlyList<ChannelView> All { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => All = await Channels.AllAsync(ct);
}
