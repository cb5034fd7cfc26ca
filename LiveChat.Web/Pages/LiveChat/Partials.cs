using LiveChat.Core.Messages;
using LiveChat.Core.Sessions;
using Entry = LiveChat.Core.Messages.Message;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The fragments by path, and the envelopes in which live events and htmx answers carry them.</summary>
public static class Partials
{
    public const string ConversationRow = "/Pages/LiveChat/_ConversationRow.cshtml";
    public const string Counts = "/Pages/LiveChat/_Counts.cshtml";
    public const string Conversations = "/Pages/LiveChat/_Conversations.cshtml";
    public const string Conversation = "/Pages/LiveChat/_Conversation.cshtml";
    public const string Desk = "/Pages/LiveChat/_Desk.cshtml";
    public const string DeskNews = "/Pages/LiveChat/_DeskNews.cshtml";
    public const string Message = "/Pages/LiveChat/_Message.cshtml";
    public const string DeliveryDetail = "/Pages/LiveChat/_DeliveryDetail.cshtml";
    public const string Banner = "/Pages/LiveChat/_Banner.cshtml";
    public const string Quotas = "/Pages/Shared/_Quotas.cshtml";
    public const string Separator = "/Pages/LiveChat/_Separator.cshtml";
    public const string Entries = "/Pages/LiveChat/_Entries.cshtml";
    public const string MessageAnswer = "/Pages/LiveChat/_MessageAnswer.cshtml";
    public const string Messages = "/Pages/LiveChat/_Messages.cshtml";
    public const string ReplyCost = "/Pages/LiveChat/_ReplyCost.cshtml";
    public const string Attachments = "/Pages/LiveChat/_Attachments.cshtml";
    public const string Gallery = "/Pages/LiveChat/_Gallery.cshtml";
    public const string Customer = "/Pages/LiveChat/_Customer.cshtml";
    public const string CustomerPanel = "/Pages/LiveChat/_CustomerPanel.cshtml";
    public const string Tag = "/Pages/Tags/_Tag.cshtml";
    public const string Company = "/Pages/LiveChat/_Company.cshtml";
    public const string Preferences = "/Pages/Settings/_Preferences.cshtml";
    public const string ConsoleSettings = "/Pages/Settings/_ConsoleSettings.cshtml";
    public const string Mute = "/Pages/Settings/_Mute.cshtml";
    public const string Search = "/Pages/LiveChat/_Search.cshtml";
    public const string Notice = "/Pages/Shared/_Notice.cshtml";

    /// <summary>What stands in the timeline: a bubble, or a line between bubbles that tells of the session.</summary>
    public static string Of(MessageView entry) => entry.Kind.StartsWith(SessionEntry.Prefix, StringComparison.Ordinal) ? Separator : Message;

    /// <summary>What a bubble holds.</summary>
    public static string ContentOf(MessageView message) => message switch
    {
        { IsSupported: false } => "/Pages/LiveChat/_Unsupported.cshtml",
        { Kind: Entry.StickerKind } => "/Pages/LiveChat/_Sticker.cshtml",
        { Kind: Entry.LocationKind } => "/Pages/LiveChat/_Location.cshtml",
        { Kind: Entry.ImageKind or Entry.VideoKind or Entry.AudioKind or Entry.FileKind } => "/Pages/LiveChat/_Attached.cshtml",
        _ when message.Kind.StartsWith(Entry.EventPrefix, StringComparison.Ordinal) => "/Pages/LiveChat/_Happening.cshtml",
        _ => "/Pages/LiveChat/_Words.cshtml",
    };

    /// <summary>For wwwroot/js/upsert.js: put where it belongs by position, unless the page has a newer revision.</summary>
    public static string Upsert(string container, string html) => Envelope(container, "upsert", html);

    public static string Into(string element, string html) => Envelope(element, "innerHTML", html);

    private static string Envelope(string id, string swap, string html) => $"<hx-partial hx-target=\"#{id}\" hx-swap=\"{swap}\">{html}</hx-partial>";
}
