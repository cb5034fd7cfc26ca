using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The customer begins a group with two others, or a room, which has no name, and asks the account in.</summary>
public sealed class GroupsModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    private const int Others = 2;

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "group")] string? name, bool room, CancellationToken ct)
    {
        if (Phone is not { } phone) return NotFound();
        if (!room && !IsName(name)) return Back("NameMissing");
        FakeCustomer[] members = [phone.Customer, .. OthersThan(phone.Customer)];
        var group = room ? Line.NewRoom(members) : Line.NewGroup(name!.Trim(), members);
        await Line.InviteAsync(phone.Channel, group, ct);
        return LocalRedirect($"/simulator/{new PhoneId(phone.Customer.UserId, group.GroupId)}");
    }

    private List<FakeCustomer> OthersThan(FakeCustomer founder)
    {
        var others = Line.Customers.Where(c => !c.UserId.Is(founder.UserId)).Take(Others).ToList();
        while (others.Count < Others) others.Add(Line.AddCustomer($"เพื่อนคนที่ {others.Count + 1}", Friendship.None));
        return others;
    }
}
