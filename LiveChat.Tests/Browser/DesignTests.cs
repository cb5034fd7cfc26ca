using LiveChat.Core.Tags;
using LiveChat.Tests.Support;
using LiveChat.Web.Pages.Design;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>Every component in every state, on the page made for looking at them.</summary>
public sealed class DesignTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    private const string NoSuchConversation = "404"; // what the page asks for about its samples
    /// <summary>Among others: the tallest stack people write, the deepest tail, and both in a word.</summary>
    private static readonly string[] Words = ["ปู่", "ที่", "น้ำ", "ผู้ใหญ่", "ก็", "ปั้ม", "ญู", "ฐุ", "ฎู", "ปิ๊งปั๊ง", "Ågjpq"];

    [Theory]
    [InlineData(1280, ColorScheme.Dark, "en-GB")]
    [InlineData(320, ColorScheme.Light, "th-TH")]
    public async Task Every_component_in_every_state_can_be_read_and_used_and_nothing_hangs_over(int width, ColorScheme colours, string locale)
    {
        var nok = await AnOperatorAsync("Nok", new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = colours, Locale = locale, ReducedMotion = ReducedMotion.Reduce });
        nok.WillHearOf(NoSuchConversation);
        foreach (var desk in Samples.Desks.Keys)
        {
            await nok.Page.GotoAsync($"/admin/design?desk={desk}");
            Assert.Equal([], (await nok.Page.FaultsAsync()).Select(fault => $"{desk}: {fault}"));
            Assert.Equal((desk, width), (desk, await nok.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")));
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Twelve_tags_are_twelve_colours_and_each_of_them_can_be_read_with_oklch_and_without(ColorScheme colours)
    {
        var nok = await AnOperatorAsync("Nok", new() { ColorScheme = colours });
        nok.WillHearOf(NoSuchConversation);
        await nok.Page.GotoAsync("/admin/design");
        // A canvas tells the sRGB of any colour. Without oklch the first declaration of each token counts, which is the one in hexadecimal.
        var tags = await nok.Page.EvaluateAsync<Contrast[]>("""
            names => {
              const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
              const luminance = colour => {
                canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const contrast = (a, b) => { const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y); return (light + 0.05) / (dark + 0.05); };
              const read = name => { const style = getComputedStyle(document.querySelector(`.tag--${name}`)); return [style.color, style.backgroundColor]; };
              const shown = names.map(read);
              for (const sheet of document.styleSheets) {
                const walk = rules => { for (let i = rules.cssRules.length; i-- > 0;) { const rule = rules.cssRules[i]; if (rule.conditionText?.includes("oklch")) rules.deleteRule(i); else if (rule.cssRules) walk(rule); } };
                walk(sheet);
              }
              return [...shown, ...names.map(read)].map(([ink, wash]) => ({ colours: `${ink} ${wash}`, ratio: contrast(ink, wash) }));
            }
            """, Enum.GetNames<TagColour>().Select(name => name.ToLowerInvariant()));

        Assert.Equal(24, tags.Select(tag => tag.Colours).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(12, tags.Count(tag => tag.Colours.Contains("oklch", StringComparison.Ordinal)));
        Assert.All(tags, tag => Assert.True(tag.Ratio >= 4.5, $"{tag.Colours}: {tag.Ratio}"));
    }

    [Fact]
    public async Task No_mark_above_or_below_a_Thai_letter_is_cut_wherever_text_is_cut()
    {
        var nok = await AnOperatorAsync("Nok", new() { Locale = "th-TH" });
        nok.WillHearOf(NoSuchConversation);
        await nok.Page.GotoAsync("/admin/design");
        var (boxes, cut) = await InkAsync(nok);

        Assert.True(boxes > 10, $"{boxes} boxes that cut their text");
        Assert.Equal([], cut);
    }

    [Fact]
    public async Task Thai_and_Latin_are_set_in_fonts_of_our_own()
    {
        var nok = await AnOperatorAsync("Nok", new() { Locale = "th-TH" });
        nok.WillHearOf(NoSuchConversation);
        await nok.Page.GotoAsync("/admin/design");

        Assert.Equal(["Inter", "Noto Sans Thai"], await nok.Page.EvaluateAsync<string[]>("""
            async () => { await document.fonts.ready; return [...document.fonts].filter(font => font.status === "loaded" && !font.family.includes("fallback")).map(font => font.family.replaceAll('"', "")).sort(); }
            """));
    }

    /// <summary>The words go into each box that cuts; a canvas tells how far their ink reaches from the line they stand on.</summary>
    private static async Task<(int Boxes, string[] Cut)> InkAsync(Operator someone)
    {
        var found = await someone.Page.EvaluateAsync<InkReport>("""
            async words => {
              await document.fonts.ready;
              const canvas = document.createElement("canvas").getContext("2d");
              const cut = [];
              const boxes = [...document.querySelectorAll("main :not(.visually-hidden)")].filter(box => getComputedStyle(box).overflowY !== "visible" && getComputedStyle(box).whiteSpace === "nowrap" && box.textContent.trim() && box.checkVisibility());
              for (const box of boxes) {
                const style = getComputedStyle(box);
                canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
                box.textContent = words.join(" ");
                const line = document.createElement("span");
                line.style.display = "inline-block"; // of no height: it stands on the line
                box.prepend(line);
                const baseline = line.getBoundingClientRect().bottom, { top, bottom } = box.getBoundingClientRect();
                for (const word of words) {
                  const ink = canvas.measureText(word);
                  if (baseline - ink.actualBoundingBoxAscent < top - 0.5 || baseline + ink.actualBoundingBoxDescent > bottom + 0.5) cut.push(`${box.className}: ${word} ${top - baseline + ink.actualBoundingBoxAscent} above, ${baseline + ink.actualBoundingBoxDescent - bottom} below`);
                }
              }
              return { boxes: boxes.length, cut };
            }
            """, Words);
        return (found.Boxes, found.Cut);
    }

    private sealed class Contrast
    {
        public string Colours { get; set; } = "";
        public double Ratio { get; set; }
    }

    private sealed class InkReport
    {
        public int Boxes { get; set; }
        public string[] Cut { get; set; } = [];
    }
}
