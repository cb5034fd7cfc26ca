using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>A new customer, who begins by adding the account as a friend.</summary>
public sealed class CustomersModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken ct)
    {
        if (!IsName(name)) return Back("NameMissing");
        CustomerId = Line.AddCustomer(name.Trim(), Friendship.None).UserId;
        if (Phone is { } phone) await phone.FollowAsync(ct);
        return Back();
    }
}
