namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The console's addresses as plain strings: a link helper per row would cost twice the page.</summary>
public static class Urls
{
    public const string Console = "/admin/live-chat";
    public const string Preferences = "/admin/settings/me";
    public const string Mute = "/admin/settings/me/mute";
    public const string ConsoleSettings = "/admin/settings/console";

    public const string Channels = "/admin/settings/line";
    public const string NewChannel = $"{Channels}/new";
    public const string Doctor = $"{Channels}/doctor";
    public const string DoctorReplays = $"{Doctor}/replays";

    public static string Channel(long id) => $"{Channels}/{id}";

    public static string ChannelWebhook(long id) => $"{Channels}/{id}/webhook";

    public static string ChannelSetup(long id) => $"{Channels}/{id}/setup";

    public static string DoctorEvent(long id) => $"{Doctor}/{id}";

    public const string Costs = "/admin/analytics/costs";

    public const string CannedResponses = "/admin/canned-responses";

    public const string AllTags = "/admin/tags";

    public static string Tag(long id) => $"{AllTags}/{id}";

    public static string TagRemoval(long id) => $"{AllTags}/{id}/removal";

    public const string Search = $"{Console}/search";

    public static string Conversation(long id) => $"{Console}/{id}";

    public static string Messages(long id) => $"{Console}/{id}/messages";

    public static string Desk(long id) => $"{Console}/{id}/desk";

    public static string Replies(long id) => $"{Console}/{id}/replies";

    public static string Reply(long id, long messageId) => $"{Console}/{id}/replies/{messageId}";

    public static string Claim(long id) => $"{Console}/{id}/claim";

    public static string Closure(long id) => $"{Console}/{id}/closure";

    public static string Customer(long id) => $"{Console}/{id}/customer";

    public static string Transfer(long id) => $"{Console}/{id}/transfer";

    public static string Notes(long id) => $"{Console}/{id}/notes";

    public static string Tags(long id) => $"{Console}/{id}/tags";

    public static string Draft(long id) => $"{Console}/{id}/draft";

    public static string Canned(long id) => $"{Console}/{id}/canned";

    public static string Mentions(long id) => $"{Console}/{id}/mentions";

    public static string Typing(long id) => $"{Console}/{id}/typing";

    public static string Viewing(long id) => $"{Console}/{id}/viewing";

    public static string Pin(long id) => $"{Console}/{id}/pin";

    public static string Reading(long id) => $"{Console}/{id}/reading";

    /// <summary>A file as operators fetch it.</summary>
    public static string Media(string key) => $"/media/{key}";

    public static string MediaPreview(string key) => $"/media/{key}/preview";

    /// <summary>What was sent in a conversation; what is posted there goes into the composer.</summary>
    public static string Gallery(long id) => $"{Console}/{id}/media";

    public static string Upload(long id, string key) => $"{Console}/{id}/media?key={key}";

    public static string MediaRetry(long id, long mediaId) => $"{Console}/{id}/media/{mediaId}/retry";

    public static string Retry(long id, long messageId) => $"{Console}/{id}/retry/{messageId}";

    public static string Edits(long id, long messageId) => $"{Messages(id)}/{messageId}/edits";

    public static string Stickers(long id) => $"{Console}/{id}/stickers";

    public static string Place(long id) => $"{Console}/{id}/place";

    public static string CannedResponse(long id) => $"{CannedResponses}/{id}";

    public static string CannedUses(long id) => $"{CannedResponses}/{id}/uses";

    public static string CannedRemoval(long id) => $"{CannedResponses}/{id}/removal";
}
