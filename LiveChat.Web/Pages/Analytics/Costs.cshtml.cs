using System.Globalization;
using LiveChat.Core.Analytics;
using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.Analytics;

/// <summary>What answers cost in a month: an administrator sees everybody's, an operator their own.</summary>
public sealed class CostsModel(ReadCosts read, ReadQuotas quotas, ReadListChoices choices, TimeProvider clock, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    private const int MonthsOffered = 12;
    private const string MonthWord = "yyyy-MM";

    public Costs Costs { get; private set; } = null!;

    public IReadOnlyList<QuotaView> Quotas { get; private set; } = [];

    public ListChoices Choices { get; private set; } = null!;

    public IEnumerable<DateOnly> Months => Enumerable.Range(0, MonthsOffered).Select(back => ThisMonth.AddMonths(-back));

    private DateOnly ThisMonth => LineMonth.FirstDayOf(LineMonth.DayOf(clock.GetUtcNow()));

    public static string Word(DateOnly month) => month.ToString(MonthWord, CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync(string? month, long? channel, [FromQuery(Name = "operator")] long? author, CancellationToken ct)
    {
        var chosen = ThisMonth;
        Choices = await choices.RunAsync(ct);
        if (!string.IsNullOrEmpty(month) && !DateOnly.TryParseExact(month, MonthWord, CultureInfo.InvariantCulture, DateTimeStyles.None, out chosen)) return NoSuchChoice();
        if (!Months.Contains(chosen) || IsUnknown(channel, Choices.Channels) || IsUnknown(author, Choices.Operators)) return NoSuchChoice();
        Costs = await read.RunAsync(new(chosen, channel, User.IsAdmin ? author : User.OperatorId), ct);
        Quotas = await quotas.RunAsync(ct);
        return Page();
    }

    private static bool IsUnknown(long? id, IReadOnlyList<ListChoice> offered) => id is not null && offered.All(choice => choice.Id != id);

    private IActionResult NoSuchChoice() => Refusal(StatusCodes.Status400BadRequest, "Refusal.Filter");
}
