using System.Net;
using LiveChat.Tests.Support;

namespace LiveChat.Tests.Browser;

/// <summary>Somebody who is signed in. Without a password they came by a button of Development's sign-in page, and the username is its role.</summary>
public sealed record Account(long Id, string Username, string? Password, string Name, CookieCollection SignIn);

/// <summary>Where a journey is played: lets operators in and hands customers their phones. One for each test.</summary>
public abstract class Stage : IAsyncDisposable
{
    public static Stage Of(App app) => Target.Elsewhere is { } there ? new StageElsewhere(there) : new StageHere(app);

    public abstract Uri BaseUrl { get; }

    /// <param name="name">What they are called if the stage may choose.</param>
    /// <param name="language">What their pages speak.</param>
    /// <param name="at">Where they sign in, if not at <see cref="BaseUrl"/>.</param>
    public abstract Task<Account> AnOperatorAsync(string name, string language, Uri? at);

    /// <summary>Somebody who has written this, and the console has it.</summary>
    public abstract Task<Customer> ACustomerAsync(string text, string name);

    public abstract Task ClaimAsync(long conversationId, long operatorId);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
