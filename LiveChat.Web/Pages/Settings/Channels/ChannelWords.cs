using LiveChat.Core.Channels;
using LiveChat.Core.Doctor;
using LiveChat.Core.Hours;
using LiveChat.Core.Line;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Settings.Channels;

/// <summary>Whether something is as it should be; null where nobody knows.</summary>
public sealed record Health(bool? IsGood, string Words)
{
    public string Style => IsGood switch { true => "good", false => "bad", null => "unknown" };
}

/// <summary>The state of a channel in words that an administrator can act on.</summary>
public static class ChannelWords
{
    private const int SignatureRefused = 401;

    extension(IStringLocalizer<Texts> texts)
    {
        public Health StateOf(ChannelView channel, BusinessTime time) => channel switch
        {
            { DisabledAt: { } at } => new(IsGood: null, texts["Line.State.Off", time.Moment(at)]),
            { SuspendedAt: { } at } => new(IsGood: false, texts["Line.State.Suspended", time.Moment(at)]),
            _ => new(IsGood: true, texts["Line.State.On"]),
        };

        public Health TokenOf(ChannelView channel, BusinessTime time) => channel.Token switch
        {
            { Works: true, Until: { } until } => new(IsGood: true, texts["Line.Token.Until", time.Moment(until)]),
            { Works: true, WorkedAt: { } at } => new(IsGood: true, texts["Line.Token.Works", time.Moment(at)]),
            { RefusedAt: { } at } => new(IsGood: false, texts["Line.Token.Refused", time.Moment(at)]),
            _ => new(IsGood: null, texts["Line.Token.Unknown"]),
        };

        /// <summary>Whether LINE sends webhooks here, as far as it was asked.</summary>
        public Health WebhookOf(ChannelView channel, Uri url) => channel.Webhook switch
        {
            null => new(IsGood: null, texts["Line.Webhook.Unknown"]),
            { Endpoint: null } => new(IsGood: false, texts["Line.Webhook.None"]),
            { Endpoint.IsActive: false } => new(IsGood: false, texts["Line.Webhook.Off"]),
            _ when channel.FailedTest is { } test => new(IsGood: false, texts.TestOf(test)),
            var check when !check.LeadsTo(url) => new(IsGood: false, texts["Line.Webhook.Elsewhere", check.Endpoint.Url]),
            _ when channel.IsWebhookProven => new(IsGood: true, texts["Line.Webhook.Here"]),
            _ => new(IsGood: null, texts["Line.Webhook.Untested"]),
        };

        /// <summary>LINE's reason, and what to do about it. Its words may grow: what nobody knows is shown as it came.</summary>
        public string TestOf(LineWebhookTest test) => test switch
        {
            { IsSuccess: true } => texts["Line.Test.OK"],
            { StatusCode: SignatureRefused } => texts["Line.Test.Signature"],
            { Reason: "ERROR_STATUS_CODE" } => texts["Line.Test.ERROR_STATUS_CODE", test.StatusCode ?? 0],
            { Reason: "COULD_NOT_CONNECT" } => texts["Line.Test.COULD_NOT_CONNECT"],
            { Reason: "REQUEST_TIMEOUT" } => texts["Line.Test.REQUEST_TIMEOUT"],
            _ => texts["Line.Test.UNCLASSIFIED", test.Detail ?? test.Reason ?? "–"],
        };

        /// <summary>How quiet it is beside what is usual at this hour of the week.</summary>
        public Health SilenceOf(Silence silence, BusinessTime time) => silence switch
        {
            { LastAt: null } => new(IsGood: null, texts["Doctor.Silence.Never"]),
            { IsKnown: false, LastAt: { } at } => new(IsGood: null, texts["Doctor.Silence.NoHistory", silence.Came, time.Moment(silence.Since), time.Moment(at), Silence.FewestWeeks]),
            { IsAlarming: true, LastAt: { } at } => new(IsGood: false, texts["Doctor.Silence.Alarm", silence.Usual.ToString("N0"), time.Moment(at)]),
            _ => new(IsGood: true, texts["Doctor.Silence.Usual", silence.Came, time.Moment(silence.Since), silence.Usual.ToString(silence.Usual < 10 ? "0.#" : "N0")]),
        };

        /// <summary>Why an event is dead; what the database or a library said is shown as it came.</summary>
        public string ReasonOf(string error) => error switch
        {
            LineEvent.NoEvent => texts["Doctor.Reason.NoEvent"],
            LineEvent.NoMessage => texts["Doctor.Reason.NoMessage"],
            _ => texts["Doctor.Reason.Other", error],
        };

        public Health ChatOf(ChannelView channel) => channel.ChatMode switch
        {
            null => new(IsGood: null, texts["Line.Unknown"]),
            "chat" => new(IsGood: true, texts["Line.Chat.On"]),
            _ => new(IsGood: false, texts["Line.Chat.Off"]),
        };

        public string ReadOf(ChannelView channel) => channel.MarkAsReadMode switch
        {
            null => texts["Line.Unknown"],
            "manual" => texts["Line.Read.Manual"],
            _ => texts["Line.Read.Auto"],
        };

        public string QuotaOf(ChannelView channel) => channel switch
        {
            { QuotaUsed: null } => texts["Line.Unknown"],
            { QuotaLimit: null, QuotaUsed: { } used } => texts["Line.Quota.Unlimited", used.ToString("N0")],
            { QuotaLimit: { } limit, QuotaUsed: { } used } => texts["Line.Quota", used.ToString("N0"), limit.ToString("N0")],
        };

        /// <summary>Who changes a channel's keys, where it is not the console.</summary>
        public string? OriginOf(ChannelOrigin origin) => origin switch
        {
            ChannelOrigin.Settings => texts["Line.Origin.Settings"].Value,
            ChannelOrigin.Simulator => texts["Line.Origin.Simulator"].Value,
            _ => null,
        };
    }
}
