using System.Security.Cryptography;
using System.Text;

namespace LiveChat.Core.Line;

/// <summary>LINE's webhook signature: Base64 of HMAC-SHA256 under the channel secret, over the raw body (LINE.md §1).</summary>
public static class LineSignature
{
    private const int EncodedLength = 44; // 32 bytes in Base64, padded

    /// <summary>Compares in constant time. Anything but the canonical Base64 of 32 bytes is false, and never an exception.</summary>
    public static bool Fits(string? signature, string channelSecret, ReadOnlySpan<byte> body)
    {
        if (signature is not { Length: EncodedLength } || channelSecret.Length == 0) return false;
        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(signature, claimed, out var length) || length != claimed.Length) return false;

        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(channelSecret), body, actual);
        // Base64 has several spellings of one value; LINE sends one.
        return CryptographicOperations.FixedTimeEquals(claimed, actual)
            && string.Equals(Convert.ToBase64String(actual), signature, StringComparison.Ordinal);
    }
}
