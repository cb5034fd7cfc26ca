using System.Net;

namespace LiveChat.Core.Line;

/// <summary>What LINE made of a call to send. LINE's wording may change; the status is what counts (LINE.md §10).</summary>
public enum LineVerdict
{
    /// <summary>Taken over: 200, or 409 for a retry key LINE already has.</summary>
    Accepted,

    /// <summary>The reply token is spent or too old: nothing was sent, and a push may be.</summary>
    ReplyTokenInvalid,

    /// <summary>Refused for good: asking again would get the same answer.</summary>
    Refused,

    Unauthorised,

    /// <summary>An administrator has switched the channel off: LINE was not asked.</summary>
    SwitchedOff,

    RateLimited,
    QuotaUsedUp,

    /// <summary>429 in words we do not know: it may pass, or be this customer's own limit. Once more, then it is said (LINE.md §10).</summary>
    TooMany,

    /// <summary>It certainly did not reach LINE: the connection was never made, or LINE said it is busy before taking it.</summary>
    NotSent,

    /// <summary>Nothing was attempted: the endpoint has failed so often that it is left alone for a while (<see cref="LineCircuits"/>).</summary>
    NotTried,

    /// <summary>Nobody knows: a time-out, a broken connection or a 5xx after the request had gone out.</summary>
    NoAnswer,
}

/// <summary>A message that LINE took over: its id, and what it can be quoted by where its kind can be.</summary>
public sealed record SentMessage(string Id, string? QuoteToken);

/// <summary>LINE's verdict, and its own words and name of the call for whoever looks closer.</summary>
public sealed record LineAnswer(LineVerdict Verdict, string? Detail = null)
{
    /// <summary>In the order of the request; null where LINE did not say.</summary>
    public IReadOnlyList<SentMessage?> Sent { get; init; } = [];

    /// <summary>Of the call that sent: for a repeated push, of the earlier one that LINE accepted.</summary>
    public string? RequestId { get; init; }
}

/// <summary>A customer's profile as LINE tells it.</summary>
public sealed record LineProfile(string DisplayName, string? PictureUrl, string? StatusMessage, string? Language);

/// <summary>A group as LINE tells it; of a room, only how many share it.</summary>
public sealed record LineGroup(string? Name, string? PictureUrl, int? MemberCount);

/// <summary>Messages an account may push this month (null: without limit), and how many it has (LINE.md §6: approximate).</summary>
public sealed record LineQuota(long? Limit, long Used);

/// <summary>The account as LINE knows it (LINE.md §7).</summary>
public sealed record LineBot(string UserId, string DisplayName, string? BasicId, string? PictureUrl, string? ChatMode, string? MarkAsReadMode);

/// <summary>Where LINE sends webhooks, and whether "Use webhook" is on in the console of LINE.</summary>
public sealed record LineWebhookEndpoint(string Url, bool IsActive);

/// <summary>What came of LINE's test of the webhook. The reason is LINE's word: OK, COULD_NOT_CONNECT, REQUEST_TIMEOUT, ERROR_STATUS_CODE, UNCLASSIFIED (LINE.md §8).</summary>
public sealed record LineWebhookTest(bool IsSuccess, string? Reason, long? StatusCode, string? Detail);

/// <summary>A call to LINE that asks, and did not get its answer.</summary>
public class LineUnavailableException(string message, HttpStatusCode? status = null, Exception? inner = null) : Exception(message, inner)
{
    public HttpStatusCode? Status { get; } = status;

    /// <summary>LINE heard it and said no, for good.</summary>
    public bool IsRefusal => Status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests;
}
