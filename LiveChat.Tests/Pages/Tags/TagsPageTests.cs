using System.Net;
using AngleSharp.Dom;
using LiveChat.Core.Operators;
using LiveChat.Core.Tags;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Pages.Tags;

/// <summary>The tags' own page: everybody may add one, admins change them for everybody.</summary>
public sealed class TagsPageTests(AppWithoutWorkers app) : IClassFixture<AppWithoutWorkers>
{
    private const string Hostile = "<b onclick=alert(1)>แท็ก</b>";

    [Fact]
    public async Task An_agent_adds_a_tag_and_sees_on_how_many_conversations_it_stands()
    {
        using var nida = await app.GivenAtWorkAsync(language: "en");
        var served = await app.GivenServedByAsync(nida);
        var tags = await Visitor.ReadAsync(await nida.Browser.PostAsync("/admin/tags", Form(("name", Hostile), ("colour", "violet"))));
        Assert.Equal("outerMorph", tags.QuerySelector("hx-partial[hx-target='#tags']")!.GetAttribute("hx-swap"));
        Assert.True(Row(tags, Hostile).QuerySelector(".tag")!.ClassList.Contains("tag--violet"));
        (await nida.Browser.PostAsync($"/admin/live-chat/{served.ConversationId}/tags", Form(("name", Hostile)))).Dispose();

        var page = await nida.Browser.GetPageAsync("/admin/tags");
        Assert.Equal("1", Row(page, Hostile).QuerySelector(".table__number")!.TextContent);
        Assert.Null(page.QuerySelector("#tags a")); // nothing that would be refused is offered
        Assert.Equal(12, page.QuerySelectorAll("#tag-form input[name=colour]").Length);
        using var plain = await nida.Browser.PostAsync("/admin/tags", Form(("name", "ธรรมดา"), ("colour", "grey")), htmx: false);
        Assert.Equal((HttpStatusCode.Redirect, "/admin/tags"), (plain.StatusCode, plain.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task An_admin_renames_recolours_and_deletes_after_being_asked()
    {
        using var admin = await GivenAdminAsync();
        var id = await GivenTagAsync("ชื่อเดิม");
        var asked = await Visitor.ReadAsync(await admin.Browser.GetFragmentAsync($"/admin/tags/{id}"));
        Assert.Equal("ชื่อเดิม", asked.QuerySelector("input[name=name]")!.GetAttribute("value"));
        Assert.Equal("teal", asked.QuerySelector("input[name=colour][checked]")!.GetAttribute("value"));
        var tags = await Visitor.ReadAsync(await admin.Browser.PostAsync($"/admin/tags/{id}", Form(("name", "ชื่อใหม่"), ("colour", "pink"))));
        Assert.NotNull(Row(tags, "ชื่อใหม่").QuerySelector(".tag--pink"));

        using (var named = await admin.Browser.PostAsync($"/admin/tags/{id}", Form(("name", "ชื่อใหม่กว่า"), ("colour", "pink")), htmx: false)) Assert.Equal(HttpStatusCode.Redirect, named.StatusCode);
        var removal = await admin.Browser.GetPageAsync($"/admin/tags/{id}/removal");
        Assert.Contains("ชื่อใหม่กว่า", removal.QuerySelector("main form h2")!.TextContent, StringComparison.Ordinal);
        using var deleted = await admin.Browser.PostAsync(removal.QuerySelector("main form")!.GetAttribute("action")!, htmx: false);
        Assert.Equal("/admin/tags", deleted.Headers.Location?.OriginalString);
        Assert.Equal("There is no such tag", await Refused.WithAsync(HttpStatusCode.NotFound, await admin.Browser.PostAsync($"/admin/tags/{id}/removal")));
        Assert.Equal("There is no such tag", await Refused.WithAsync(HttpStatusCode.NotFound, await admin.Browser.GetFragmentAsync($"/admin/tags/{id}")));
    }

    [Fact]
    public async Task An_agent_changes_and_deletes_nothing()
    {
        using var nida = await app.GivenAtWorkAsync(language: "en");
        var id = await GivenTagAsync("ของทุกคน");
        foreach (var asked in new[] { () => nida.Browser.GetFragmentAsync($"/admin/tags/{id}"), () => nida.Browser.PostAsync($"/admin/tags/{id}", Form(("name", "ของฉัน"), ("colour", "red"))), () => nida.Browser.GetFragmentAsync($"/admin/tags/{id}/removal"), () => nida.Browser.PostAsync($"/admin/tags/{id}/removal") })
            Assert.Equal("You may not do this", await Refused.WithAsync(HttpStatusCode.Forbidden, await asked()));
        Assert.NotNull(Row(await nida.Browser.GetPageAsync("/admin/tags"), "ของทุกคน"));
    }

    [Fact]
    public async Task A_name_that_is_taken_empty_or_too_long_and_a_colour_off_the_palette_are_refused_in_words()
    {
        using var admin = await GivenAdminAsync();
        await GivenTagAsync("มีแล้ว");
        var id = await GivenTagAsync("อีกอัน");
        foreach (var address in new[] { "/admin/tags", $"/admin/tags/{id}" })
        {
            Assert.Equal("There is a tag of this name already", await Refused.WithAsync(HttpStatusCode.Conflict, await admin.Browser.PostAsync(address, Form(("name", " มีแล้ว "), ("colour", "red")))));
            Assert.Equal("Enter a tag name first", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await admin.Browser.PostAsync(address, Form(("name", " "), ("colour", "red")))));
            Assert.Equal("The tag name is longer than 40 characters", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await admin.Browser.PostAsync(address, Form(("name", new string('ก', 41)), ("colour", "red")))));
            foreach (var colour in new[] { "", "3", "red,blue", "#ff0000" })
                Assert.Equal("Choose a colour for the tag", await Refused.WithAsync(HttpStatusCode.UnprocessableEntity, await admin.Browser.PostAsync(address, Form(("name", "สี"), ("colour", colour)))));
        }
    }

    [Fact]
    public async Task When_a_tag_changes_every_open_page_is_told_to_catch_up()
    {
        using var admin = await GivenAdminAsync();
        using var nida = await app.GivenAtWorkAsync();
        var id = await GivenTagAsync("เปลี่ยนแน่");
        await using var listener = await LiveListener.ReadyAsync(nida.Browser);
        (await admin.Browser.PostAsync($"/admin/tags/{id}", Form(("name", "เปลี่ยนแล้ว"), ("colour", "blue")))).Dispose();
        await listener.NextAsync(next => next.Name == "hello");
        (await admin.Browser.PostAsync($"/admin/tags/{id}/removal")).Dispose();
        await listener.NextAsync(next => next.Name == "hello");
    }

    private async Task<AtWork> GivenAdminAsync()
    {
        var admin = await app.GivenOperatorAsync($"tag-admin-{Guid.NewGuid():N}", OperatorRole.Admin);
        return new(admin, await app.SignedInAsync(admin, "en"));
    }

    private async Task<long> GivenTagAsync(string name)
    {
        await app.UseAsync((CreateTag use) => use.RunAsync(operatorId: 1, name, TagColour.Teal, CancellationToken.None));
        return (await app.UseAsync((ListTags use) => use.RunAsync(CancellationToken.None))).Single(tag => tag.Name == name).Id;
    }

    private static IElement Row(IDocument page, string name) => page.QuerySelectorAll("#tags tbody tr").Single(row => row.QuerySelector(".tag bdi")!.TextContent == name);

    private static Dictionary<string, string> Form(params (string Name, string Value)[] fields) => fields.ToDictionary(StringComparer.Ordinal);
}
