using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace LiveChat.Tests.Support;

/// <summary>A browser as the server sees it: cookies, forms with their antiforgery token, htmx's headers. Redirects are answers.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient http;
    private string? csrfToken;

    public Visitor(Uri baseUrl)
    {
        Cookies = new CookieContainer();
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = baseUrl };
    }

    public CookieContainer Cookies { get; }

    public HttpClient Http => http;

    public async Task SignInAsync(string username, string password, bool remember = false, string? returnUrl = null)
    {
        var answer = await TrySignInAsync(username, password, remember, returnUrl);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Signing in as {username} was answered {answer.StatusCode}.");
        await ReadTokenAsync("/admin/live-chat");
    }

    public async Task<HttpResponseMessage> TrySignInAsync(string username, string password, bool remember = false, string? returnUrl = null)
    {
        await ReadTokenAsync("/login");
        return await PostAsync("/login", new Dictionary<string, string>(StringComparer.Ordinal) { ["username"] = username, ["password"] = password, ["rememberMe"] = remember ? "true" : "false", ["returnUrl"] = returnUrl ?? "" }, htmx: false);
    }

    /// <summary>Loads a page and keeps its antiforgery token for what is posted next.</summary>
    public async Task<IHtmlDocument> GetPageAsync(string url)
    {
        using var answer = await http.GetAsync(url);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        csrfToken = page.QuerySelector("meta[name=csrf-token]")?.GetAttribute("content") ?? page.QuerySelector("input[name=csrfToken]")?.GetAttribute("value") ?? csrfToken;
        return page;
    }

    public Task<HttpResponseMessage> GetFragmentAsync(string url) => SendAsync(HttpMethod.Get, url, form: null, htmx: true);

    public Task<HttpResponseMessage> PostAsync(string url, IDictionary<string, string>? form = null, bool htmx = true) => SendAsync(HttpMethod.Post, url, form ?? new Dictionary<string, string>(StringComparer.Ordinal), htmx);

    public Task<HttpResponseMessage> PutAsync(string url, IDictionary<string, string> form) => SendAsync(HttpMethod.Put, url, form, htmx: true);

    public Task<HttpResponseMessage> DeleteAsync(string url, bool htmx = true) => SendAsync(HttpMethod.Delete, url, form: null, htmx);

    /// <summary>As if the page had been tampered with: the next unsafe request carries no token.</summary>
    public void ForgetToken() => csrfToken = null;

    public static async Task<IDocument> ReadAsync(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    public void Dispose() => http.Dispose();

    private async Task ReadTokenAsync(string url) => await GetPageAsync(url);

    /// <summary>A request of a page's script, not yet sent.</summary>
    public HttpRequestMessage NewPost(string url, IDictionary<string, string> form) => NewRequest(HttpMethod.Post, url, form, htmx: true);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, IDictionary<string, string>? form, bool htmx)
    {
        using var request = NewRequest(method, url, form, htmx);
        return await http.SendAsync(request);
    }

    private HttpRequestMessage NewRequest(HttpMethod method, string url, IDictionary<string, string>? form, bool htmx)
    {
        var request = new HttpRequestMessage(method, url);
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        if (htmx) request.Headers.Add("HX-Request", "true");
        if (csrfToken is not null && method != HttpMethod.Get) request.Headers.Add("X-CSRF-TOKEN", csrfToken);
        return request;
    }
}
