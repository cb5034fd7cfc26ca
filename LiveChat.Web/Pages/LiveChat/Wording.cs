using System.Globalization;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Hours;
using LiveChat.Core.Messages;
using LiveChat.Core.Search;
using LiveChat.Core.Sessions;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What has no words of its own, put into words.</summary>
public static class Wording
{
    extension(IStringLocalizer<Texts> texts)
    {
        public string NameOf(string? customerName) => Avatar.FirstVisible(customerName) is null ? texts["Customer.Unknown"] : customerName!;

        public string PreviewOf(string? kind, string? text) => text ?? (kind is null ? "" : texts["Kind." + kind].ResourceNotFound ? texts["Message.Unsupported", texts.KindOf(kind)] : texts.KindOf(kind));

        /// <summary>The kind's name; LINE may send kinds that nobody has named yet.</summary>
        public string KindOf(string kind) => texts["Kind." + kind] is { ResourceNotFound: false } known ? known : kind[(kind.IndexOf('.', StringComparison.Ordinal) + 1)..];

        /// <summary>What LINE told besides messages, in a sentence; some depend on how it went.</summary>
        public string HappeningOf(string kind, EventContent? happened) =>
            happened is { Members: > 0 and var members } ? texts["Happened." + kind, members]
            : happened?.Variant is { } variant && texts[$"Happened.{kind}.{variant}"] is { ResourceNotFound: false } known ? known
            : texts.KindOf(kind);

        /// <summary>When LINE last described a customer, and when it is asked again.</summary>
        public string FreshnessOf(CustomerProfile profile, BusinessTime time) => profile switch
        {
            { ProfileDueAt: not null } => texts["Customer.Fetching"],
            { ProfileFetchedAt: null } => texts["Customer.NeverFetched"],
            { ProfileFetchedAt: { } at, DisplayName: null } => texts["Customer.NoProfile", time.Moment(at)],
            { ProfileFetchedAt: { } at } => texts["Customer.Fetched", time.Moment(at)],
        };

        /// <summary>LINE's code of a language by its name in the operator's own; one that nobody knows stays a code.</summary>
        public string LanguageOf(string code)
        {
            try
            {
                return CultureInfo.GetCultureInfo(code).DisplayName;
            }
            catch (CultureNotFoundException)
            {
                return code;
            }
        }

        /// <summary>0:42, as players count; empty where nobody knows.</summary>
        public string DurationOf(int? milliseconds) => milliseconds is { } known && TimeSpan.FromMilliseconds(known) is var time ? $"{(int)time.TotalMinutes}:{time.Seconds:00}" : "";

        public string LastedOf(TimeSpan time) => time switch
        {
            { TotalDays: >= 1 } => texts["Lasted.Days", (int)time.TotalDays, time.Hours],
            { TotalHours: >= 1 } => texts["Lasted.Hours", time.Hours, time.Minutes],
            _ => texts["Lasted.Minutes", (int)Math.Max(1, time.TotalMinutes)],
        };

        /// <summary>How much a search found; empty when nothing was looked for.</summary>
        public string CountOf(SearchResults? results) => results switch
        {
            null => "",
            { IsEmpty: true } => texts["Search.Count.None"],
            { HasMore: true } => texts["Search.Count.More", results.Count],
            _ => texts["Search.Count", results.Count],
        };

        /// <summary>Whose words were found, where they are not the customer's.</summary>
        public string? SenderOf(FoundMessage message) => message switch
        {
            { Kind: Message.NoteKind } => texts["Search.Note", message.OperatorName ?? ""],
            _ when message.Kind.StartsWith(SessionEntry.Prefix, StringComparison.Ordinal) => texts["Entry." + message.Kind, message.OperatorName ?? "", message.AboutOperatorName ?? ""],
            { Author: MessageAuthor.Bot } => texts["Status.bot"],
            { Author: MessageAuthor.System, Kind: Message.TextKind } => texts["Author.system"],
            _ => message.OperatorName,
        };

        /// <summary>How long ago, in the largest unit that fits: 5 minutes ago.</summary>
        public string Ago(TimeSpan passed) => passed < TimeSpan.FromMinutes(1) ? texts["Clock.Now"] : texts["Clock.Ago", texts.Rough(passed)];

        /// <summary>How long somebody waits: waiting 5 minutes.</summary>
        public string Waiting(TimeSpan passed) => passed < TimeSpan.FromMinutes(1) ? texts["Clock.WaitingNow"] : texts["Clock.Waiting", texts.Rough(passed)];

        /// <summary>The same sentences for wwwroot/js/waiting-clock.js, which goes on from here.</summary>
        public string ClockWords() => string.Join('|', [texts["Clock.Minutes"], texts["Clock.Hours"], texts["Clock.Days"], texts["Clock.Now"], texts["Clock.Ago"], texts["Clock.WaitingNow"], texts["Clock.Waiting"]]);

        /// <summary>A number on a tab; beyond what is counted it only says that there are more.</summary>
        public string CountOf(int? count) => count >= ReadListHead.MostCounted ? $"{ReadListHead.MostCounted - 1}+" : $"{count}";

        private string Rough(TimeSpan passed) => passed switch
        {
            { TotalHours: < 1 } => texts["Clock.Minutes", passed.Minutes],
            { TotalDays: < 1 } => texts["Clock.Hours", passed.Hours],
            _ => texts["Clock.Days", passed.Days],
        };

        /// <summary>Where an outgoing message is, and why it is not further.</summary>
        public string DeliveryOf(DeliveryState state, DeliveryProblem? problem) => (state, problem) switch
        {
            (DeliveryState.Failed, { } reason) => texts["Delivery.failed.because", texts["Problem." + reason]],
            (DeliveryState.Held, DeliveryProblem.NoFreeReply) => texts["Delivery.held.free"],
            (DeliveryState.Queued, { } reason) => texts["Delivery.queued.because", texts["Problem." + reason]],
            _ => texts["Delivery." + state.ToString().ToLowerInvariant()],
        };
    }
}
