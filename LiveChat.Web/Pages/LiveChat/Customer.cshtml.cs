using Htmx;
using LiveChat.Core.Customers;
using LiveChat.Core.Tags;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>Who a conversation is with. A POST names them; by itself it is a page, for htmx what the panel shows.</summary>
public sealed class CustomerModel(NameCustomer name, RefreshProfile refresh, ReadCustomer customers, ListTags tags, IStringLocalizer<Texts> texts) : CustomerPage(customers, tags, texts)
{
    public CustomerPanel Panel { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { } panel) return NoSuchConversation();
        Panel = panel;
        return Request.IsHtmx() ? Fragment(Partials.Customer, panel) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, [FromForm] string? nickname, CancellationToken ct) =>
        await name.RunAsync(id, User.OperatorId, nickname, ct) switch
        {
            NameCustomer.Outcome.Named or NameCustomer.Outcome.Unchanged => await ShowCustomerAsync(id, ct),
            NameCustomer.Outcome.TooLong => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NicknameTooLong", Customer.LongestNickname),
            _ => NoSuchConversation(),
        };

    public async Task<IActionResult> OnPostRefreshAsync(long id, CancellationToken ct) =>
        await refresh.RunAsync(id, ct) switch
        {
            RefreshProfile.Outcome.Asked or RefreshProfile.Outcome.AlreadyAsked => await ShowCustomerAsync(id, ct),
            RefreshProfile.Outcome.TooSoon => Refusal(StatusCodes.Status429TooManyRequests, "Refusal.ProfileTooSoon"),
            _ => NoSuchConversation(),
        };
}
