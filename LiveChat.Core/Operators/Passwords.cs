namespace LiveChat.Core.Operators;

/// <summary>
/// BCrypt over a SHA-384 of the password ("enhanced"), because plain BCrypt reads 72 bytes, which are 24 Thai letters.
/// </summary>
public static class Passwords
{
    public const int Shortest = 12;
    public const int Longest = 128;
    private const int WorkFactor = 12;

    /// <summary>Checked against when there is no such operator, so that the answer takes as long.</summary>
    private static readonly Lazy<string> Nobody = new(() => Hash("nobody has this password"));

    public static string Hash(string password) => BCrypt.Net.BCrypt.EnhancedHashPassword(password, WorkFactor);

    public static bool Verify(string password, string? hash) =>
        BCrypt.Net.BCrypt.EnhancedVerify(password, hash ?? Nobody.Value) && hash is not null;
}
