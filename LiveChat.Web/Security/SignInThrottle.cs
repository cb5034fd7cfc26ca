using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Caching.Memory;

namespace LiveChat.Web.Security;

/// <summary>
/// Slows guessing down: so many failures per account and address, and per address, in a quarter of an hour. Both, because many guess one account
/// from one place, and one place guesses many accounts; an account alone is never locked, or anybody could lock anybody out.
/// </summary>
public sealed class SignInThrottle(TimeProvider clock) : IDisposable
{
    private const int FailuresPerAccount = 10;
    private const int FailuresPerAddress = 60;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly MemoryCache failures = new(new MemoryCacheOptions { SizeLimit = 100_000, Clock = new Clock(clock) });

    /// <summary>Counts an attempt before it is checked, or a thousand guesses at once would all be in time. False when it may not be made.</summary>
    public bool TryBegin(string username, IPAddress? address) =>
        Add(AddressKey(address)) <= FailuresPerAddress && Add(AccountKey(username, address)) <= FailuresPerAccount;

    /// <summary>That attempt was no failure, and those before it were slips.</summary>
    public void Succeeded(string username, IPAddress? address)
    {
        failures.Remove(AccountKey(username, address));
        if (failures.TryGetValue(AddressKey(address), out Counter? counter)) Interlocked.Decrement(ref counter!.Value);
    }

    public void Dispose() => failures.Dispose();

    private static string AccountKey(string username, IPAddress? address) => $"account {username.Trim().ToLowerInvariant()} from {PlaceOf(address)}";

    private static string AddressKey(IPAddress? address) => $"address {PlaceOf(address)}";

    /// <summary>One host of IPv6 has 2^64 addresses to guess from: its network, the first 64 bits, is the place.</summary>
    private static string PlaceOf(IPAddress? address) =>
        address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? $"{address?.MapToIPv4()}" : Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));

    private int Add(string key)
    {
        lock (failures)
        {
            var counter = failures.GetOrCreate(key, entry =>
            {
                (entry.Size, entry.AbsoluteExpirationRelativeToNow) = (1, Window);
                return new Counter();
            });
            return Interlocked.Increment(ref counter!.Value);
        }
    }

    private sealed class Counter
    {
        public int Value;
    }

#pragma warning disable CS0618 // the cache knows no TimeProvider yet
    private sealed class Clock(TimeProvider clock) : Microsoft.Extensions.Internal.ISystemClock
#pragma warning restore CS0618
    {
        public DateTimeOffset UtcNow => clock.GetUtcNow();
    }
}
