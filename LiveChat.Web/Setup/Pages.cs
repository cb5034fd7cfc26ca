using System.Text.Encodings.Web;
using System.Text.Unicode;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.ResponseCompression;

namespace LiveChat.Web.Setup;

public static class PagesSetup
{
    /// <summary>In bytes. A search that is far too long gets its sentence; beyond this the server only hangs up.</summary>
    private const int LongestRequestLine = 64 * 1024;

    public static void AddPages(this WebApplicationBuilder builder)
    {
        // Thai leaves the server as Thai: the default encoder would write it as numbers and make pages half as large again.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton<StaticNames>();
        builder.Services.AddSingleton<Bundles>();
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestLineSize = LongestRequestLine);
        builder.Services.AddScoped<ReadList>();
        builder.Services.AddRouting(options => options.LowercaseUrls = true);
        builder.Services.AddRazorPages(options =>
        {
            options.Conventions.AuthorizeFolder("/", Policies.Operator);
            options.Conventions.AllowAnonymousToFolder("/SignIn");
            options.Conventions.AllowAnonymousToPage("/Problem");
            options.Conventions.AllowAnonymousToPage("/Language");
            options.Conventions.AllowAnonymousToPage("/Offline");
            options.Conventions.RemoveUnless(builder.Environment.IsDevelopment(), "/SignIn/As");
            options.Conventions.RemoveUnless(builder.Environment.IsDevelopment(), "/Design/Index");
        }).AddMvcOptions(options => options.Filters.Add<HandlersOnly>());
        builder.Services.AddAntiforgery(options =>
        {
            options.HeaderName = "X-CSRF-TOKEN";
            options.FormFieldName = "csrfToken";
            options.Cookie.Name = builder.Environment.IsProduction() ? "__Host-csrf" : "csrf";
            options.Cookie.SameSite = SameSiteMode.Lax; // Strict stays away when the console is opened from an e-mail, and a new one would shut out the tabs that are open
        });
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true; // the only secret in a page, the antiforgery token, is masked afresh in each
            options.MimeTypes = ["text/html", "application/json", "image/svg+xml"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
    }
}
