using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The customer begins a group with two others, and asks the account in.</summary>
public sealed class GroupsModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    private const int Others = 2;
    private const int LongestName = 100;

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "group")] string? name, CancellationToken ct)
    {
        if (Phone is not { } phone) return NotFound();
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName) return LocalRedirect($"/simulator/{Id}");
        var others = Line.Customers.Where(c => !c.UserId.Is(phone.Customer.UserId)).Take(Others).ToList();
        while (others.Count < Others) others.Add(Line.AddCustomer($"เพื่อนคนที่ {others.Count + 1}", Friendship.None));
        var group = Line.NewGroup(name.Trim(), [phone.Customer, .. others]);
        await Line.DeliverAsync(phone.Channel, [Line.Events.Join(group.GroupId)], ct: ct);
        return LocalRedirect($"/simulator/{new PhoneId(phone.Customer.UserId, group.GroupId)}");
    }
}
