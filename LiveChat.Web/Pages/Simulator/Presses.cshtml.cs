using System.Text.Json;
using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The customer presses a button of what the shop sent: its message and its place there.</summary>
public sealed class PressesModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public async Task<IActionResult> OnPostAsync(string? button, CancellationToken ct)
    {
        if (Phone is not { } phone || button?.Split('/') is not [var messageId, var place] || !int.TryParse(place, out var number)) return NotFound();
        if (phone.Chat.Messages.FirstOrDefault(m => m.Id.Is(messageId) && !m.FromCustomer)?.Json is not { } json) return NotFound();
        if (PhoneButtons.All(JsonSerializer.Deserialize<JsonElement>(json)).ElementAtOrDefault(number) is not { ValueKind: JsonValueKind.Object } action) return NotFound();
        if (WhyNotWrite(phone) is { } why) return UpToDate(StatusCodes.Status409Conflict, why);
        await PhoneButtons.PressAsync(phone, action, Line.Clock.GetUtcNow(), ct);
        return UpToDate();
    }
}
