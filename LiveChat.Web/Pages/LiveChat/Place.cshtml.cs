using System.Globalization;
using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Messages;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A place to send; filled in with the one that was sent last, which is the shop's mostly.</summary>
public sealed record PlaceForm(long ConversationId, LocationContent? Last)
{
    /// <summary>LINE wants an address: a place that was given none has its name for one.</summary>
    public string? Address => Last?.Address == Last?.Title ? null : Last?.Address;

    public string? Coordinates => Last is { Latitude: { } latitude, Longitude: { } longitude } ? string.Create(CultureInfo.InvariantCulture, $"{latitude:0.######}, {longitude:0.######}") : null;
}

/// <summary>The form that sends a location; what it sends is posted to the replies.</summary>
public sealed class PlaceModel(FindLastPlace places, ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    public PlaceForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct)
    {
        if (await RefuseUnlessOwnerAsync(id, ct) is { } refusal) return refusal;
        Form = new(id, await places.RunAsync(User.OperatorId, ct));
        return Request.IsHtmx() ? Fragment("/Pages/LiveChat/_Place.cshtml", Form) : Page();
    }
}
