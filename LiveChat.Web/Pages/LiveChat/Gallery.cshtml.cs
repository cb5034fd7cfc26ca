using Htmx;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Media;
using LiveChat.Web.Resources;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>What was sent in a conversation, newest first. A POST uploads what the operator will send, a DELETE takes it off again; both answer with what there is.</summary>
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class GalleryModel(ReadGallery gallery, UploadMedia upload, ReadUploads uploads, DropUpload drop, ReadDesk desks, IStringLocalizer<Texts> texts) : DeskPage(desks, texts)
{
    /// <summary>The largest file, and what a form adds to it. Several are sent one by one (attachments.js).</summary>
    public const long LargestRequest = UploadMedia.LargestFile + (1024 * 1024);

    private const int Megabyte = 1024 * 1024;
    private readonly ReadDesk desks = desks;

    public new Desk Desk { get; private set; } = null!;

    public Stretch<MediaView> Media { get; private set; } = null!;

    /// <summary>The last one that the page before it showed.</summary>
    public long? Before { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, long? before, CancellationToken ct)
    {
        if (await desks.RunAsync(id, ct) is not { } desk) return NoSuchConversation();
        (Desk, Media, Before) = (desk, await gallery.RunAsync(id, before, ct), before);
        return Page();
    }

    /// <summary>What goes with the next answer.</summary>
    public Task<IActionResult> OnGetUploadsAsync(long id, CancellationToken ct) => ShowAsync(id, ct);

    public async Task<IActionResult> OnPostAsync(long id, IFormFileCollection files, CancellationToken ct)
    {
        if (files.Count == 0) return Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.NoFile");
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            if (await upload.RunAsync(id, User.OperatorId, content, file.FileName, ct) is { } refusal) return await RefuseAsync(id, refusal, ct);
        }
        return await ShowAsync(id, ct);
    }

    public async Task<IActionResult> OnDeleteAsync(long id, string? key, CancellationToken ct)
    {
        if (MediaName.IsKey(key)) await drop.RunAsync(id, User.OperatorId, key!, ct); // what is gone already is what was wanted
        return await ShowAsync(id, ct);
    }

    /// <summary>The same without script.</summary>
    public Task<IActionResult> OnPostDropAsync(long id, string? key, CancellationToken ct) => OnDeleteAsync(id, key, ct);

    /// <summary>What is too large is not read to its end, and so has no fields: that is said, and not that the form is wrong.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Request.ContentLength > LargestRequest) context.Result = TooLarge();
        else base.OnPageHandlerExecuting(context);
    }

    private async Task<IActionResult> RefuseAsync(long id, UploadMedia.Refusal refusal, CancellationToken ct) => refusal switch
    {
        UploadMedia.Refusal.Empty => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.EmptyFile"),
        UploadMedia.Refusal.TooLarge => TooLarge(),
        UploadMedia.Refusal.TooMany => Refusal(StatusCodes.Status422UnprocessableEntity, "Refusal.TooManyFiles", UploadMedia.MostFiles),
        UploadMedia.Refusal.NoAddress => Refusal(StatusCodes.Status409Conflict, "Refusal.NoPublicAddress"),
        UploadMedia.Refusal.NotOwner => await OwnedByAnotherAsync(id, ct),
        UploadMedia.Refusal.Closed => Refusal(StatusCodes.Status409Conflict, "Refusal.Closed"),
        _ => NoSuchConversation(),
    };

    private IActionResult TooLarge() => Refusal(StatusCodes.Status413PayloadTooLarge, "Refusal.FileTooLarge", UploadMedia.LargestFile / Megabyte);

    private async Task<IActionResult> ShowAsync(long id, CancellationToken ct) =>
        Request.IsHtmx() ? Fragment(Partials.Attachments, await uploads.RunAsync(id, User.OperatorId, ct)) : LocalRedirect(Urls.Conversation(id));
}
