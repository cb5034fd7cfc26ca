using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operators;

/// <summary>Who an operator is, once signed in.</summary>
public sealed record OperatorIdentity(long Id, string Username, string DisplayName, OperatorRole Role, string? Language);

/// <summary>Checks a name and a password. Unknown name, wrong password and disabled operator look the same from outside, in time too.</summary>
public sealed class SignIn(LiveChatDb db, TimeProvider clock)
{
    public async Task<OperatorIdentity?> RunAsync(string? username, string? password, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(username) || username.Length > 100 || string.IsNullOrEmpty(password) || password.Length > Passwords.Longest) return null;
        var name = username.Trim().ToLowerInvariant();
        var someone = await db.Operators.AsNoTracking().SingleOrDefaultAsync(found => found.Username == name, ct);
        var fits = Passwords.Verify(password, someone?.PasswordHash);
        if (!fits || someone is null || someone.DisabledAt is not null) return null;

        db.AuditEntries.Add(new() { At = clock.GetUtcNow(), OperatorId = someone.Id, Action = "operator.signed_in", SubjectId = someone.Id });
        await db.SaveChangesAsync(ct);
        return new(someone.Id, someone.Username, someone.DisplayName, someone.Role, someone.Language);
    }
}
