using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>Something that lies ready on the phone is sent: a message of any kind, or an event that is no message.</summary>
public sealed class SamplesModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public async Task<IActionResult> OnPostAsync(string? kind, CancellationToken ct)
    {
        if (Phone is not { } phone || SampleSending.Find(kind) is not { } sample) return NotFound();
        if (Id?.GroupId is not null && sample.IsOneToOne) return UpToDate(StatusCodes.Status409Conflict, "OneToOneOnly");
        if (SampleSending.Messages.Contains(sample) && WhyNotWrite(phone) is { } why) return UpToDate(StatusCodes.Status409Conflict, why);
        await sample.SendAsync(Line, phone, ct);
        return UpToDate();
    }
}
