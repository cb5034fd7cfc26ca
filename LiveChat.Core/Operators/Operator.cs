namespace LiveChat.Core.Operators;

public enum OperatorRole { Agent, Admin, SuperAdmin }

/// <summary>Somebody who answers customers, or runs the console.</summary>
public sealed class Operator
{
    public long Id { get; private set; }

    /// <summary>As typed at sign-in, lower case.</summary>
    public required string Username { get; init; }

    public required string DisplayName { get; set; }
    public required string PasswordHash { get; set; }
    public required OperatorRole Role { get; set; }

    /// <summary><c>th</c> or <c>en</c>; null means what the browser asks for.</summary>
    public string? Language { get; set; }

    public Preferences Preferences { get; set; } = new();

    /// <summary>When a page of theirs was last open, to about a quarter of a minute.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}
