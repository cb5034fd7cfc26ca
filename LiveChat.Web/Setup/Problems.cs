namespace LiveChat.Web.Setup;

public static class Problems
{
    /// <summary>
    /// What has no address is 404 for everybody, and a method that an address does not know is 405; else the fallback policy would send strangers to
    /// sign in for a page that does not exist.
    /// </summary>
    public static void UseNotFound(this WebApplication app) => app.Use((context, next) =>
    {
        switch (context.GetEndpoint())
        {
            case RouteEndpoint: return next(context);
            case { RequestDelegate: { } refuse }: return refuse(context); // routing's own 405 and 415, which no policy is attached to
        }
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>Errors without a body get one that people can read. LINE's webhook and the fake LINE answer machines: their bodies stay as they are.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/problem/500", AllowStatusCode404Response = true });
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/line") && !context.Request.Path.StartsWithSegments("/live") && !context.Request.Path.StartsWithSegments("/simulator/line"),
            people => people.UseStatusCodePagesWithReExecute("/problem/{0}"));
    }
}
