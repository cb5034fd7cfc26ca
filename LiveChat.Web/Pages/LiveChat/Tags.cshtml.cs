using LiveChat.Core.Customers;
using LiveChat.Core.Tags;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>The tags on a conversation: put on by a POST with a name, taken off by a DELETE.</summary>
public sealed class TagsModel(TagConversation tag, UntagConversation untag, ReadCustomer customers, ListTags tags, IStringLocalizer<Texts> texts) : CustomerPage(customers, tags, texts)
{
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] string? name, CancellationToken ct) =>
        await tag.RunAsync(id, User.OperatorId, name, ct) switch
        {
            TagConversation.Outcome.Tagged or TagConversation.Outcome.AlreadyTagged => await ShowCustomerAsync(id, ct),
            TagConversation.Outcome.NoName => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoTagName"),
            TagConversation.Outcome.NameTooLong => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.TagNameTooLong", Tag.LongestName),
            TagConversation.Outcome.TooMany => Refusal(StatusCodes.Status409Conflict, "Refusal.TooManyTags", Tag.MostPerConversation),
            _ => NoSuchConversation(),
        };

    public async Task<IActionResult> OnDeleteAsync(long id, [FromQuery] long tagId, CancellationToken ct) =>
        await untag.RunAsync(id, User.OperatorId, tagId, ct) switch
        {
            UntagConversation.Outcome.Untagged or UntagConversation.Outcome.NotTagged => await ShowCustomerAsync(id, ct),
            _ => NoSuchConversation(),
        };

    /// <summary>A plain form cannot DELETE.</summary>
    public Task<IActionResult> OnPostRemoveAsync(long id, [FromQuery] long tagId, CancellationToken ct) => OnDeleteAsync(id, tagId, ct);
}
