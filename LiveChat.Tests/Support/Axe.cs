using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace LiveChat.Tests.Support;

/// <summary>
/// What axe finds against WCAG 2.2, levels A and AA. It runs in the page itself: Deque.AxeCore.Playwright gathers what frames say in a page of its own
/// for each look, which takes twice as long, and we have no frames.
/// </summary>
public static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>One line for each element that breaks a rule.</summary>
    public static async Task<string[]> FaultsAsync(this IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"], resultTypes: ["violations"] }))
              .violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
            """);
    }
}
