using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The customer takes a message of their own back.</summary>
public sealed class UnsendingsModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public async Task<IActionResult> OnPostAsync(string message, CancellationToken ct)
    {
        if (Phone is not { } phone) return NotFound();
        if (!phone.Chat.Messages.Any(m => m.Id.Is(message) && m.FromCustomer)) return NotFound();
        if (Id?.GroupId is not null && WhyNotWrite(phone) is { } why) return UpToDate(StatusCodes.Status409Conflict, why);
        await phone.UnsendAsync(message, ct);
        return UpToDate();
    }
}
