using LiveChat.Core.Operators;
using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>An administrator adds a second LINE account, and an operator keeps the two apart.</summary>
public sealed class ChannelJourneyTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    private static int made;

    [Fact]
    public async Task An_account_is_added_step_by_step_pointed_here_and_heard()
    {
        var account = App.NewAccount("ร้านดอกไม้");
        var admin = await AnAdministratorAsync();
        admin.WillHearOf("422");
        await admin.Page.GotoAsync("/admin/settings/line");
        await admin.Link("Line.Add").ClickAsync();
        await admin.Page.Locator("[name=lineChannelId]").FillAsync(account.ChannelId!);
        await admin.Page.Locator("[name=secret]").FillAsync("mistyped");
        await admin.Button("Line.CheckAndAdd").ClickAsync();
        await Expect(admin.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToHaveTextAsync(admin.Says("Line.Refusal.Refused"));
        await Expect(admin.Page.Locator("[name=lineChannelId]")).ToHaveValueAsync(account.ChannelId!);
        await Expect(admin.Page.Locator("[name=secret]")).ToHaveValueAsync("");

        await admin.Page.Locator("[name=secret]").FillAsync(account.Secret);
        await admin.Button("Line.CheckAndAdd").ClickAsync();
        App.Line.WebhookUrl = new("http://127.0.0.1:1/");
        await admin.Button("Line.WebhookSet").ClickAsync();
        await Expect(admin.Page.Locator(".channels__result")).ToContainTextAsync(admin.Says("Line.Test.OK"));
        await admin.Link("Line.Next").ClickAsync();
        await Expect(admin.Page.Locator(".checklist")).ToContainTextAsync(admin.Says("Line.Do.AutoReply"));
        await admin.Link("Line.Finish").ClickAsync();
        await Expect(admin.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("ร้านดอกไม้");

        var customer = App.Line.AddCustomer("คนรักดอกไม้");
        await App.Line.Phone(customer, account).SendTextAsync("กุหลาบมีไหมคะ");
        await App.ReceivedAsync(customer, "กุหลาบมีไหมคะ");
        await admin.Page.GotoAsync("/admin/settings/line/doctor");
        await Expect(admin.Page.Locator(".table").Last).ToContainTextAsync("คนรักดอกไม้");
    }

    [Fact]
    public async Task Back_leads_from_one_step_to_the_one_before_and_what_was_tested_stands_there_still()
    {
        var id = await App.GivenChannelAsync(App.NewAccount("ร้านย้อนกลับ"));
        var admin = await AnAdministratorAsync();
        await admin.Page.GotoAsync($"/admin/settings/line/{id}/webhook");
        await admin.Button("Line.WebhookSet").ClickAsync();
        await Expect(admin.Page.Locator(".channels__result")).ToContainTextAsync(admin.Says("Line.Test.OK"));
        await admin.Link("Line.Next").ClickAsync();
        await Expect(admin.Page.Locator(".checklist")).ToBeVisibleAsync();

        await admin.Page.GoBackAsync();

        await Expect(admin.Page.Locator(".channels__result")).ToContainTextAsync(admin.Says("Line.Test.OK"));
    }

    [Fact]
    public async Task A_key_that_is_refused_is_on_the_screen_with_its_sentence_and_the_cursor_in_it()
    {
        var id = await App.GivenChannelAsync(App.NewAccount("ร้านลืมวาง"));
        var admin = await AnAdministratorAsync();
        admin.WillHearOf("422");
        await admin.Page.GotoAsync($"/admin/settings/line/{id}");
        var token = admin.Page.Locator("[name=accessToken]");
        await Expect(token).ToBeHiddenAsync();
        await admin.Page.Locator("[name=tokenKind][value=Pasted]").CheckAsync();
        await Expect(token).ToBeVisibleAsync();

        await admin.Button("Line.CheckAndSave").ClickAsync();

        await Expect(token).ToBeFocusedAsync();
        await Expect(token).ToBeInViewportAsync();
        await Expect(admin.Page.Locator("#keys-problem")).ToHaveTextAsync(admin.Says("Line.Refusal.TokenMissing"));
        await Expect(admin.Page.Locator("#keys-problem")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task What_was_just_done_is_said_once_and_an_event_that_is_applied_again_says_when_it_is_done()
    {
        var id = await App.GivenChannelAsync(App.NewAccount("ร้านครั้งเดียว"));
        await ACustomerAsync("ลองซ้ำ", "คนลองซ้ำ");
        var admin = await AnAdministratorAsync();
        await admin.Page.GotoAsync($"/admin/settings/line/{id}?saved=true");
        await Expect(admin.Page.Locator(".form__saved")).ToHaveTextAsync(admin.Says("Form.Saved"));
        await Expect(admin.Page).ToHaveURLAsync(new Uri(admin.BaseUrl, $"/admin/settings/line/{id}").ToString());
        await admin.Page.ReloadAsync();
        await Expect(admin.Page.Locator(".form__saved")).ToHaveCountAsync(0);

        await admin.Page.GotoAsync("/admin/settings/line/doctor");
        await admin.Page.Locator("tr", new() { HasText = "คนลองซ้ำ" }).Locator(".table__actions a").First.ClickAsync();
        await admin.Button("Doctor.Replay").ClickAsync();
        await Expect(admin.Page.Locator("#event .form__saved")).ToHaveTextAsync(admin.Says("Doctor.ReplayDone", admin.Says("Doctor.State.Recorded")));
    }

    [Fact]
    public async Task A_list_narrowed_to_one_account_stays_narrowed_while_the_other_is_written_to()
    {
        var account = App.NewAccount("ร้านเค้ก");
        var id = await App.GivenChannelAsync(account);
        var other = await ACustomerAsync("ถึงร้านแรก", "ลูกค้าร้านแรก");
        var (cake, more) = (App.Line.AddCustomer("ลูกค้าเค้ก"), App.Line.AddCustomer("ลูกค้าเค้กคนที่สอง"));
        await App.Line.Phone(cake, account).SendTextAsync("เค้กมีไหมคะ");
        await App.ReceivedAsync(cake, "เค้กมีไหมคะ");
        var nok = await AnOperatorAsync("Nok");
        await nok.OpensTheList();
        await Expect(nok.Row(other)).ToBeVisibleAsync();
        await nok.Page.Locator(".filter__open").ClickAsync();
        await nok.Page.Locator("[name=channel]").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Value = $"{id}" });
        await nok.Page.Locator(".filter__form [type=submit]").ClickAsync();
        await Expect(nok.Page).ToHaveURLAsync(new Uri(nok.BaseUrl, $"/admin/live-chat?channel={id}").ToString());
        await Expect(nok.Rows).ToHaveCountAsync(1);

        await other.Writes("ยังอยู่ไหม");
        await other.IsHeard("ยังอยู่ไหม");
        await App.Line.Phone(more, account).SendTextAsync("ขอสองชิ้น");
        await Expect(nok.Rows).ToHaveCountAsync(2);
        await Expect(nok.Rows.Locator(".row__channel")).ToHaveTextAsync(["ร้านเค้ก", "ร้านเค้ก"]);
        await Expect(nok.Row(other)).ToHaveCountAsync(0);
    }

    private async Task<Operator> AnAdministratorAsync()
    {
        var someone = await App.GivenOperatorAsync($"journey-admin{Interlocked.Increment(ref made)}", OperatorRole.Admin, "ผู้ดูแล");
        using var visitor = await App.SignedInAsync(someone.Username);
        var admin = await ABrowserAsync("ผู้ดูแล");
        await ComesInAsync(admin, new(someone.Id, someone.Username, App.Password, "ผู้ดูแล", visitor.Cookies.GetCookies(App.BaseUrl)));
        return admin;
    }
}
