using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Mvc;

namespace LiveChat.Web.Pages.Simulator;

/// <summary>The customer takes another name, or another picture.</summary>
public sealed class ProfileModel(FakeLine line, SimulatorReader reader) : SimulatorPage(line, reader)
{
    /// <param name="name">How the customer is called from now on.</param>
    /// <param name="face">One of the samples, <c>none</c>, or left out: the picture stays.</param>
    public IActionResult OnPost(string? name, string? face)
    {
        if (Phone is not { } phone) return NotFound();
        if (!IsName(name)) return UpToDate(StatusCodes.Status422UnprocessableEntity, "NameMissing");
        Line.ChangeCustomer(phone.Customer.UserId, customer => customer with
        {
            DisplayName = name.Trim(),
            PictureUrl = face is null ? customer.PictureUrl : SampleFace.Find(face)?.Path,
        });
        return UpToDate();
    }
}
