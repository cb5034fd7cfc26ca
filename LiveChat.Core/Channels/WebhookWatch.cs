using System.Collections.Concurrent;

namespace LiveChat.Core.Channels;

/// <summary>Which of a channel's two secrets a webhook was signed with.</summary>
public enum SecretUsed { Current, Other }

/// <summary>When a channel's last truly signed webhook came, and under which secret.</summary>
public sealed record SignedLast(DateTimeOffset At, SecretUsed With);

/// <summary>Webhooks of the last day whose signature fitted nobody: how many, and the last few times.</summary>
public sealed record SignatureFailures(int LastDay, IReadOnlyList<DateTimeOffset> LastTimes);

/// <summary>
/// What the webhook has seen since this instance began. In memory on purpose: anybody can send an unsigned webhook, and what strangers cause must not
/// fill a disk. A number for each hour of a day, and ten times, is all it ever keeps of them.
/// </summary>
public sealed class WebhookWatch(TimeProvider clock)
{
    private const int HoursKept = 24;
    private const int TimesKept = 10;

    private readonly ConcurrentDictionary<long, SignedLast> signed = new();
    private readonly Lock gate = new();
    private readonly (long Hour, int Count)[] hours = new (long, int)[HoursKept];
    private readonly Queue<DateTimeOffset> times = new(TimesKept);

    public void NoteSigned(long channelId, SecretUsed with) => signed[channelId] = new(clock.GetUtcNow(), with);

    /// <summary>What was signed so far was signed with the secret before.</summary>
    public void NoteSecretChanged(long channelId)
    {
        if (SignedLast(channelId) is { } last) signed[channelId] = last with { With = SecretUsed.Other };
    }

    public SignedLast? SignedLast(long channelId) => signed.GetValueOrDefault(channelId);

    public void NoteRefused()
    {
        var now = clock.GetUtcNow();
        var hour = HourOf(now);
        lock (gate)
        {
            ref var counted = ref hours[hour % HoursKept];
            counted = (hour, counted.Hour == hour ? counted.Count + 1 : 1);
            if (times.Count == TimesKept) times.Dequeue();
            times.Enqueue(now);
        }
    }

    public SignatureFailures Failures()
    {
        var oldest = HourOf(clock.GetUtcNow()) - HoursKept;
        lock (gate) return new(hours.Where(counted => counted.Hour > oldest).Sum(counted => counted.Count), [.. times.Reverse()]);
    }

    private static long HourOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 3600;
}
