using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The customer adds the account, blocks it, or unblocks it.</summary>
public sealed class FriendshipStepModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public async Task<IActionResult> OnPostAsync(string step, CancellationToken ct)
    {
        if (Phone is not { } phone) return NotFound();
        switch (step)
        {
            case "follow": await phone.FollowAsync(ct); break;
            case "block": await phone.BlockAsync(ct); break;
            case "unblock": await phone.UnblockAsync(ct); break;
            default: return BadRequest();
        }
        return UpToDate();
    }
}
