using System.Net;
using LiveChat.Tests.Support;

namespace LiveChat.Tests.Browser;

/// <summary>How somebody comes in at an instance elsewhere: with a password, or by a button of Development's sign-in page.</summary>
internal sealed record SignIn(string Username, string? Password)
{
    /// <summary>Two different people, and different roles where the buttons let them in.</summary>
    public static readonly IReadOnlyList<SignIn> Team = [Of("QA_USERNAME", "QA_PASSWORD", "admin"), Of("QA_SECOND_USERNAME", "QA_SECOND_PASSWORD", "agent")];

    public async Task ComeInAsync(Visitor visitor)
    {
        if (Password is not null)
        {
            await visitor.SignInAsync(Username, Password);
            return;
        }
        await visitor.GetPageAsync("/login");
        using var answer = await visitor.PostAsync("/login/as", new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = Username }, htmx: false);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"\"Continue as {Username}\" was answered {answer.StatusCode}; docs/qa.md says what is needed.");
    }

    private static SignIn Of(string username, string password, string role) =>
        Environment.GetEnvironmentVariable(username) is { Length: > 0 } name
            ? new(name, Environment.GetEnvironmentVariable(password) ?? throw new InvalidOperationException($"{username} is set and {password} is not."))
            : new(role, null);
}
