namespace LiveChat.Web.Setup;

public static class Deeds
{
    /// <summary>What an operator has done is done, though they leave the page before the answer is there: what was sent is sent, what was claimed is told.</summary>
    public static void UseFinishedDeeds(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/admin") && !HttpMethods.IsGet(context.Request.Method)) context.RequestAborted = CancellationToken.None;
        return next(context);
    });
}
