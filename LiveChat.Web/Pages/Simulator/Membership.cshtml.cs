using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>In a group: the account is asked in or out, a member leaves, another comes.</summary>
public sealed class MembershipModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public async Task<IActionResult> OnPostAsync(string? step, CancellationToken ct)
    {
        if (Phone is not { } phone || Id?.GroupId is not { } groupId || Line.Group(groupId) is not { } group) return NotFound();
        var events = Line.Events;
        switch (step)
        {
            case "join": await Line.InviteAsync(phone.Channel, group, ct); break;
            case "leave": await phone.DoAsync(events.Leave(groupId), ct); break;
            case "memberLeft": await phone.DoAsync(events.MemberLeft(groupId, phone.Customer.UserId), ct); break;
            case "memberBack": await phone.DoAsync(events.MemberJoined(groupId, phone.Customer.UserId), ct); break;
            case "memberJoined":
                var newcomer = Line.Customers.FirstOrDefault(c => !group.MemberIds.Contains(c.UserId, StringComparer.Ordinal)) ?? Line.AddCustomer($"เพื่อนคนที่ {group.MemberIds.Count + 1}", Friendship.None);
                await phone.DoAsync(events.MemberJoined(groupId, newcomer.UserId), ct);
                break;
            default: return BadRequest();
        }
        return UpToDate();
    }
}
