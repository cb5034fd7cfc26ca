using LiveChat.Core.Channels;
using LiveChat.Core.Doctor;
using LiveChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>How each channel does, what came over the webhook lately, and what of it could not be applied. A page that asks for itself again while it is looked at.</summary>
public sealed class DoctorModel(ListEvents events, ReadSilence silence, WebhookWatch watch, ReadChannels channels, Setup.Settings settings, IStringLocalizer<Texts> texts) : ChannelPage(channels, settings, texts)
{
    public IReadOnlyList<ChannelView> All { get; private set; } = [];

    public IReadOnlyDictionary<long, Silence> Silences { get; private set; } = new Dictionary<long, Silence>();

    public IReadOnlyList<ListedEvent> Latest { get; private set; } = [];

    public IReadOnlyList<ListedEvent> Dead { get; private set; } = [];

    public int DeadCount { get; private set; }

    public SignatureFailures Failures { get; private set; } = null!;

    /// <summary>How many dead letters were just given another chance.</summary>
    public int? Revived { get; private set; }

    public async Task OnGetAsync(int? revived, CancellationToken ct)
    {
        (All, Latest, Dead, DeadCount) = (await Channels.AllAsync(ct), await events.LatestAsync(ct), await events.DeadAsync(ct), await events.CountDeadAsync(ct));
        Silences = (await silence.RunAsync(ct)).ToDictionary(one => one.ChannelId);
        (Failures, Revived) = (watch.Failures(), revived);
    }
}
