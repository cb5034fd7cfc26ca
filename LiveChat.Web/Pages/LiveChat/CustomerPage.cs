using Htmx;
using LiveChat.Core.Customers;
using LiveChat.Core.Tags;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A customer as the panel shows them, and what it offers to choose from.</summary>
public sealed record CustomerPanel(CustomerView Customer, IReadOnlyList<string> TagNames);

/// <summary>A resource of a conversation's customer: whoever changes something gets what the panel now shows.</summary>
public abstract class CustomerPage(ReadCustomer customers, ListTags tags, IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    protected async Task<CustomerPanel?> ReadAsync(long id, CancellationToken ct) =>
        await customers.RunAsync(id, ct) is { } customer ? new(customer, await tags.NamesAsync(ct)) : null;

    protected async Task<IActionResult> ShowCustomerAsync(long id, CancellationToken ct)
    {
        if (!Request.IsHtmx()) return LocalRedirect(Urls.Customer(id)); // a plain form, without script
        return await ReadAsync(id, ct) is { } panel ? Fragment(Partials.Customer, panel) : NoSuchConversation();
    }
}
