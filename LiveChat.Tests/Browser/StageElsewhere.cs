using System.Globalization;
using System.Net;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>
/// A running instance that knows nothing of tests: two operators sign in as people do, and customers hold the simulator's phones. It is left as it
/// was found: what was opened is closed, and whose language was changed gets it back.
/// </summary>
internal sealed class StageElsewhere(Uri baseUrl) : Stage
{
    private static readonly string Run = Guid.NewGuid().ToString("N")[..4];
    private static int customers;
    private readonly List<Seat> taken = [];
    private readonly List<long> conversations = [];
    private Seat? first;

    /// <summary>A signed-in operator and the language their pages spoke before.</summary>
    private sealed record Seat(Account Account, Visitor Visitor, string Language);

    public override Uri BaseUrl => baseUrl;

    public override async Task<Account> AnOperatorAsync(string name, string language, Uri? at)
    {
        Assert.SkipWhen(taken.Count == SignIn.Team.Count, "Needs a third operator; an instance elsewhere has two.");
        var seat = taken.Count == 0 ? await FirstAsync() : await SitAsync(SignIn.Team[taken.Count]);
        taken.Add(seat);
        if (seat.Language != language) await SpeakAsync(seat, language);
        return seat.Account;
    }

    public override async Task<Customer> ACustomerAsync(string text, string name)
    {
        name = $"{name} {Run}{Interlocked.Increment(ref customers)}";
        var phone = await SimulatorPhone.OfANewCustomerAsync(baseUrl, name, IsShownAsync);
        await phone.SendTextAsync(text);
        conversations.Add(phone.ConversationId = await Eventually.GetAsync(() => FindAsync(name), found => found != 0));
        return new(phone, name, phone.ConversationId);
    }

    public override async Task ClaimAsync(long conversationId, long operatorId)
    {
        using var answer = await taken.Single(seat => seat.Account.Id == operatorId).Visitor.PostAsync($"/admin/live-chat/{conversationId}/claim");
        Assert.True(answer.IsSuccessStatusCode, $"Claiming was answered {answer.StatusCode}.");
    }

    public override async ValueTask DisposeAsync()
    {
        var seats = taken.Count > 0 ? taken : first is null ? [] : [first];
        foreach (var seat in seats)
        {
            await seat.Visitor.GetPageAsync("/admin/live-chat"); // a token of now
            foreach (var conversation in conversations) await CloseAsync(seat, conversation);
            if (await LanguageAsync(seat.Visitor) != seat.Language) await SpeakAsync(seat, seat.Language);
            seat.Visitor.Dispose();
        }
        await base.DisposeAsync();
    }

    /// <summary>Whoever owns it closes it; a refusal leaves it to the other.</summary>
    private static async Task CloseAsync(Seat seat, long conversation)
    {
        foreach (var deed in new[] { "claim", "closure" })
            using (await seat.Visitor.PostAsync($"/admin/live-chat/{conversation}/{deed}")) { }
    }

    private async Task<Seat> FirstAsync() => first ??= await SitAsync(SignIn.Team[0]);

    private async Task<Seat> SitAsync(SignIn who)
    {
        var visitor = new Visitor(baseUrl);
        await who.ComeInAsync(visitor);
        var console = await visitor.GetPageAsync("/admin/live-chat");
        if (console.QuerySelector(".console") is not { } desk) throw new InvalidOperationException($"{who.Username} cannot sign in at {baseUrl}; docs/qa.md says what is needed.");
        var id = long.Parse(desk.GetAttribute("data-operator")!, CultureInfo.InvariantCulture);
        var name = desk.GetAttribute("data-name") ?? console.QuerySelector(".bar__who")!.TextContent;
        return new(new(id, who.Username, who.Password, name, visitor.Cookies.GetCookies(baseUrl)), visitor, console.DocumentElement.GetAttribute("lang")!);
    }

    private static async Task<string?> LanguageAsync(Visitor visitor) => (await visitor.GetPageAsync("/admin/live-chat")).DocumentElement.GetAttribute("lang");

    private static async Task SpeakAsync(Seat seat, string language)
    {
        using var answer = await seat.Visitor.PostAsync("/language", new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = language }, htmx: false);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <returns>The conversation that waits under this name, 0 while there is none.</returns>
    private async Task<long> FindAsync(string name)
    {
        var list = await (await FirstAsync()).Visitor.GetPageAsync("/admin/live-chat?status=waiting");
        var row = list.QuerySelectorAll("#conversations > .row").FirstOrDefault(row => row.QuerySelector(".row__name")?.TextContent.Trim() == name);
        return row is null ? 0 : long.Parse(row.Id!["conversation-".Length..], CultureInfo.InvariantCulture);
    }

    private async Task<bool> IsShownAsync(long conversationId, string text) =>
        (await (await FirstAsync()).Visitor.GetPageAsync($"/admin/live-chat/{conversationId}")).QuerySelectorAll(".message__text").Any(shown => shown.TextContent == text);
}
