using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operators;

/// <summary>Creates the first admin, if there is none. Run as often as one likes, it creates one.</summary>
public sealed class SeedAdmin(LiveChatDb db, TimeProvider clock)
{
    private const long SeedLock = 0x41_44_4D_49_4E; // "ADMIN": two instances that start at once

    private static readonly HashSet<string> WellKnown = new(StringComparer.OrdinalIgnoreCase)
    {
        "admin", "administrator", "password", "password1", "password123", "passw0rd", "changeme", "change-me", "letmein", "welcome",
        "123456789012", "1234567890123", "qwertyuiop12", "adminadminadmin", "administrator1", "password1234", "passwordpassword", "livechat", "livechatadmin", "changemechangeme",
    };

    public enum Outcome { Created, AlreadyThere, PasswordTooWeak }

    /// <summary>In Production a password that is empty, short or well known is refused.</summary>
    public async Task<Outcome> RunAsync(string? password, bool isProduction, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({SeedLock})", ct);
        if (await db.Operators.AnyAsync(found => found.Role != OperatorRole.Agent, ct)) return Outcome.AlreadyThere;
        if (string.IsNullOrWhiteSpace(password) || password.Length > Passwords.Longest || (isProduction && IsWeak(password))) return Outcome.PasswordTooWeak;

        var admin = new Operator
        {
            Username = "admin",
            DisplayName = "Admin",
            PasswordHash = Passwords.Hash(password),
            Role = OperatorRole.SuperAdmin,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Operators.Add(admin);
        await db.SaveChangesAsync(ct);
        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), Action = "operator.seeded", SubjectId = admin.Id });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Outcome.Created;
    }

    private static bool IsWeak(string password) => password.Length < Passwords.Shortest || WellKnown.Contains(password);
}
