using LiveChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Simulator;

/// <summary>What a kind of message is called; LINE may come with kinds that have no name here.</summary>
internal static class KindNames
{
    public static string Kind(this IStringLocalizer<SimulatorTexts> texts, string kind) =>
        texts["Kind_" + kind] is { ResourceNotFound: false } name ? name.Value : texts["Kind_unknown"].Value;
}
