using System.Text.Json.Nodes;
using LiveChat.Core.Line;

namespace LiveChat.Core.Messages;

/// <summary>Where an outgoing message is. <c>Accepted</c> is LINE's 200, not proof that a phone showed it (LINE.md §6); <c>Unsent</c> was taken back before any call; <c>Held</c> waits for the customer to write again: the month's quota is used up, or it is not worth a push.</summary>
public enum DeliveryState { Queued, Sending, Accepted, Failed, Uncertain, Unsent, Held }

public enum DeliveryMethod { Reply, Push }

/// <summary>Why a message is not with the customer, as operators are told.</summary>
public enum DeliveryProblem { LineUnavailable, RateLimited, TooMany, QuotaUsedUp, Refused, Unauthorised, NoAnswer, TooOld, Blocked, Standby, SwitchedOff, NoFreeReply }

/// <summary>
/// One call to LINE that is owed: the outbox. The messages are frozen when it is written and the body before the first call, so that every
/// repetition says the same under the same retry key. Leases are kept by the database's clock.
/// </summary>
public sealed class Delivery
{
    /// <summary>LINE keeps a retry key for 24 hours; after that the same call would send again (LINE.md §6). We stop an hour earlier.</summary>
    public static readonly TimeSpan RetryKeyLifetime = TimeSpan.FromHours(23);

    /// <summary>What is not urgent would after this puzzle more than it says.</summary>
    private static readonly TimeSpan LongestWaitForReply = TimeSpan.FromDays(1);

    public long Id { get; private set; }
    public required long ChannelId { get; init; }
    public required long ConversationId { get; init; }
    public required Guid RetryKey { get; set; }

    /// <summary>Whose answer it carries; null for what nobody wrote.</summary>
    public long? OperatorId { get; init; }

    /// <summary>False for what is not worth a push: it leaves by a reply token that nobody else needs, or along with an answer.</summary>
    public bool IsUrgent { get; set; } = true;

    /// <summary>LINE's message objects, as JSON: one to five (LINE.md §6).</summary>
    public required string Messages { get; set; }

    /// <summary>How many messages it counted against the month's quota: none for a reply, one per recipient for a push.</summary>
    public int Cost { get; private set; }

    /// <summary>LINE's name for the call that decided (x-line-request-id), for whoever asks LINE about it.</summary>
    public string? LineRequestId { get; private set; }

    public DeliveryMethod? Method { get; private set; }
    public string? Body { get; private set; }

    public DeliveryState State { get; private set; } = DeliveryState.Queued;
    public int Attempts { get; private set; }
    public DateTimeOffset? FirstAttemptAt { get; private set; }
    public DateTimeOffset NextAttemptAt { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }

    public DeliveryProblem? Problem { get; private set; }

    /// <summary>LINE's own words, for whoever must find out more.</summary>
    public string? Detail { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>True for a call that may have reached LINE and cannot be asked again: only a human may decide to send anew.</summary>
    public bool MayNotBeRepeated => State == DeliveryState.Sending && Method == DeliveryMethod.Reply;

    /// <summary>True until the first call has begun.</summary>
    public bool MayBeTakenBack => State == DeliveryState.Queued && Attempts == 0;

    /// <summary>True while LINE does not have it and nobody is about to give it to LINE.</summary>
    public bool MayBeWithdrawn => MayBeTakenBack || State == DeliveryState.Held;

    /// <summary>Nothing is sent by itself a day late: counted from the first attempt, or from when it was asked for and never came to one.</summary>
    public bool IsTooOld(DateTimeOffset now) => now - (FirstAttemptAt ?? NextAttemptAt) > RetryKeyLifetime;

    /// <summary>Not worth sending any more.</summary>
    public bool IsStale(DateTimeOffset now) => !IsUrgent && now - CreatedAt > LongestWaitForReply;

    public void Freeze(DeliveryMethod method, string body) => (Method, Body) = (method, body);

    public void Begin(DateTimeOffset now)
    {
        State = DeliveryState.Sending;
        Attempts++;
        FirstAttemptAt ??= now;
    }

    /// <summary>The call was never made, so it does not count.</summary>
    public void NotBegun()
    {
        (State, LeaseUntil) = (DeliveryState.Queued, null);
        if (--Attempts == 0) FirstAttemptAt = null;
    }

    public void Answered(string? lineRequestId) => LineRequestId = lineRequestId;

    public void Accept(string? detail, int recipients, DateTimeOffset now)
    {
        Cost = Method == DeliveryMethod.Push ? recipients : 0;
        Finish(DeliveryState.Accepted, problem: null, detail, now);
    }

    /// <summary>The month's quota is used up: it waits for a reply token, which is free.</summary>
    public void Hold(string? detail) => (State, Problem, Detail, LeaseUntil) = (DeliveryState.Held, DeliveryProblem.QuotaUsedUp, detail, null);

    /// <summary>It is not worth a push, and there is no reply token.</summary>
    public void WaitForReply(string? detail) => (State, Problem, Detail, LeaseUntil) = (DeliveryState.Held, DeliveryProblem.NoFreeReply, detail, null);

    /// <summary>What waited was not sent: it may leave otherwise than it would have, and begins anew.</summary>
    public void Release(DateTimeOffset at)
    {
        Renew();
        TryLater(problem: null, detail: null, at);
    }

    public void Fail(DeliveryProblem problem, string? detail, DateTimeOffset now) => Finish(DeliveryState.Failed, problem, detail, now);

    public void Doubt(string? detail, DateTimeOffset now) => Finish(DeliveryState.Uncertain, DeliveryProblem.NoAnswer, detail, now);

    /// <summary>How many messages it carries.</summary>
    public int Count => JsonNode.Parse(Messages)!.AsArray().Count;

    /// <summary>Another message leaves in the same call.</summary>
    public void Join(string message) => Messages = string.Concat(Messages.AsSpan(0, Messages.Length - 1), ",", message, "]");

    /// <summary>All of another delivery leaves in the same call: one call is one message of the quota, whatever it carries (LINE.md §6).</summary>
    public void Join(Delivery other)
    {
        Messages = string.Concat(Messages.AsSpan(0, Messages.Length - 1), ",", other.Messages.AsSpan(1));
        IsUrgent |= other.IsUrgent;
    }

    /// <summary>One of its messages was taken back; the others still leave.</summary>
    public void Keep(IEnumerable<string> messages) => Messages = LineBodies.Messages(messages);

    /// <summary>Never leaves the house, and what it would have said is not kept.</summary>
    public void TakeBack(DateTimeOffset now)
    {
        Messages = "[]";
        Finish(DeliveryState.Unsent, problem: null, detail: null, now);
    }

    public void TryLater(DeliveryProblem? problem, string? detail, DateTimeOffset at)
    {
        (State, Problem, Detail, NextAttemptAt, LeaseUntil) = (DeliveryState.Queued, problem, detail, at, null);
    }

    /// <summary>
    /// An operator asks for another try. A key that LINE may still remember is kept, so that a message that did arrive does not arrive twice;
    /// a reply that nobody answered goes out as a new push, for its token is spent.
    /// </summary>
    public void SendAgain(DateTimeOffset now)
    {
        if (Method != DeliveryMethod.Push || IsTooOld(now) || Problem is DeliveryProblem.Refused) Renew();
        FinishedAt = null;
        TryLater(problem: null, detail: null, now);
    }

    private void Renew()
    {
        RetryKey = Guid.NewGuid();
        (Method, Body, FirstAttemptAt) = (null, null, null);
    }

    private void Finish(DeliveryState state, DeliveryProblem? problem, string? detail, DateTimeOffset now) =>
        (State, Problem, Detail, FinishedAt, LeaseUntil) = (state, problem, detail, now, null);
}
