using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>How many messages the month has; empty is a plan without a limit.</summary>
public sealed class QuotaModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    public IActionResult OnPost(long? limit)
    {
        if (Phone is not { } phone) return NotFound();
        if (!ModelState.IsValid || limit < 0) return UpToDate(StatusCodes.Status422UnprocessableEntity, "LimitOutOfRange");
        Line.QuotaOf(phone.Channel.BotUserId).Limit = limit;
        return UpToDate();
    }
}
