using System.Globalization;
using LiveChat.Web.Security;
using Microsoft.AspNetCore.Localization;

namespace LiveChat.Web.Setup;

/// <summary>Thai first, English second: what the operator chose, else what the browser keeps in its cookie, else what it asks for.</summary>
public static class Languages
{
    public const string CookieName = "language";
    public const string Default = "th";
    public static readonly IReadOnlyList<string> All = ["th", "en"];

    public static bool Has(string? language) => language is not null && All.Contains(language);

    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>Runs something as if in another language: live fragments are rendered outside any request.</summary>
    public static void Speak(string language) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    public static void AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Default).AddSupportedCultures([.. All]).AddSupportedUICultures([.. All]);
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Task.FromResult(Has(context.User.Language) ? new ProviderCultureResult(context.User.Language) : null)),
                new CustomRequestCultureProvider(context => Task.FromResult(Has(context.Request.Cookies[CookieName]) ? new ProviderCultureResult(context.Request.Cookies[CookieName]) : null)),
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
    }
}
