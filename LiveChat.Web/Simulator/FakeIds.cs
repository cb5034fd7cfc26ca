using System.Buffers;
using System.Security.Cryptography;

namespace LiveChat.Web.Simulator;

/// <summary>Identifiers in the shapes that LINE gives them (LINE.md §3, §4).</summary>
public sealed class FakeIds(TimeProvider clock)
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Base64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const long EighteenDigits = 400_000_000_000_000_000;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");
    private long lastMessageId;

    /// <summary>18 decimal digits, always increasing, also over a restart of the process.</summary>
    public string NextMessageId()
    {
        var floor = EighteenDigits + clock.GetUtcNow().ToUnixTimeMilliseconds() * 100_000;
        while (true)
        {
            var last = Interlocked.Read(ref lastMessageId);
            var next = Math.Max(last + RandomNumberGenerator.GetInt32(1, 1000), floor);
            if (Interlocked.CompareExchange(ref lastMessageId, next, last) == last) return next.ToString();
        }
    }

    /// <summary>A ULID: 48 bits of milliseconds, 80 random bits, in Crockford's base 32.</summary>
    public static string NewWebhookEventId(DateTimeOffset at) =>
        string.Create(26, at.ToUnixTimeMilliseconds(), static (chars, milliseconds) =>
        {
            for (var i = 9; i >= 0; i--, milliseconds >>= 5) chars[i] = Crockford[(int)(milliseconds & 31)];
            RandomNumberGenerator.GetItems<char>(Crockford, chars[10..]);
        });

    public static string NewUserId() => "U" + RandomNumberGenerator.GetHexString(32, lowercase: true);
    public static string NewGroupId() => "C" + RandomNumberGenerator.GetHexString(32, lowercase: true);
    public static string NewRoomId() => "R" + RandomNumberGenerator.GetHexString(32, lowercase: true);
    public static string NewChannelId() => "2" + RandomNumberGenerator.GetString("0123456789", 9);
    public static string NewImageSetId() => RandomNumberGenerator.GetHexString(64);
    public static string NewReplyToken() => RandomNumberGenerator.GetHexString(32, lowercase: true);
    public static string NewQuoteToken() => RandomNumberGenerator.GetString(Base64Url, 150);
    public static string NewMarkAsReadToken() => RandomNumberGenerator.GetString(Base64Url, 214);
    public static string NewRequestId() => Guid.NewGuid().ToString();

    /// <summary>Ids of users, groups and rooms: a letter and 32 hexadecimal digits.</summary>
    public static bool IsWellFormed(string? id, string kinds) =>
        id is { Length: 33 } && kinds.Contains(id[0], StringComparison.Ordinal) && !id.AsSpan(1).ContainsAnyExcept(Hexadecimal);
}
