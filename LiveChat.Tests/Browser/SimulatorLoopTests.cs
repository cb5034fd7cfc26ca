using LiveChat.Core.Conversations;
using LiveChat.Core.Operators;
using LiveChat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LiveChat.Tests.Browser;

/// <summary>As <c>./run</c> starts it: no LINE settings, so the simulator is LINE.</summary>
public sealed class SimulatorLoopTests(AppWithSimulator app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<AppWithSimulator>
{
    /// <summary>Played as if the application were elsewhere: by what QA can reach.</summary>
    protected override Stage NewStage() => Target.IsElsewhere ? base.NewStage() : new StageElsewhere(App.BaseUrl);

    public override async ValueTask InitializeAsync()
    {
        if (Target.IsElsewhere) return;
        foreach (var (username, role) in new[] { ("admin", OperatorRole.SuperAdmin), ("somying", OperatorRole.Agent) })
            if (!await App.ReadAsync(db => db.Operators.AnyAsync(found => found.Username == username))) await App.GivenOperatorAsync(username, role, $"คุณ {username}");
    }

    [Fact]
    public async Task Written_on_the_simulators_phone_it_stands_in_the_console_and_the_answer_stands_on_the_phone()
    {
        var nok = await AnOperatorAsync("Nok");
        await nok.OpensTheList();
        var name = $"น้องมะลิ {Guid.NewGuid():N}"[..15];
        var phone = await nok.Context.NewPageAsync();
        await phone.GotoAsync("/simulator");
        await phone.Locator(".people__add").EvaluateAsync("details => { details.open = true; }"); // it is open already where nobody is there yet
        await phone.Locator(".people__new [name=name]").FillAsync(name);
        await phone.Locator(".people__new [name=name]").PressAsync("Enter");
        await Expect(phone.Locator("#composer textarea")).ToBeFocusedAsync(); // its script is there
        await phone.Locator("#composer textarea").FillAsync("ส่งกี่วันคะ");
        await phone.Locator("#composer textarea").PressAsync("Enter");

        var row = nok.Rows.Filter(new() { HasText = name });
        await Expect(row).ToContainTextAsync("ส่งกี่วันคะ");
        await row.Locator("a").ClickAsync();
        await Expect(nok.Bubble("ส่งกี่วันคะ")).ToBeVisibleAsync();
        await nok.Claims();
        await nok.Answers("สองวันค่ะ");
        await Expect(phone.Locator(".bubble--shop .bubble__body").Last).ToHaveTextAsync("สองวันค่ะ");
        await Expect(nok.Bubble("สองวันค่ะ")).ToHaveAttributeAsync("data-delivery", "accepted");
        await nok.Closes();
        await Expect(row).ToHaveAttributeAsync("data-status", "closed");
    }

    [Fact]
    public async Task Two_operators_serve_a_customer_who_uses_all_of_the_phone()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok", new() { Locale = "th-TH" }), await AnOperatorAsync("Lek"));
        Assert.NotEqual(nok.Id, lek.Id);
        var customer = await ACustomerOfAsync(nok, "มีของไหมคะ");
        foreach (var someone in new[] { nok, lek }) await someone.Opens(customer);
        await Expect(nok.Row(customer)).ToContainTextAsync(customer.Name);
        var before = await nok.Bubbles.CountAsync();

        await customer.SendsASticker();
        await customer.SendsAPicture();
        foreach (var someone in new[] { nok, lek }) await Expect(someone.Bubbles).ToHaveCountAsync(before + 2);
        await nok.Answers("มีค่ะ");
        await customer.Receives("มีค่ะ");
        await customer.Blocks();
        await customer.Unblocks();
        await customer.Writes("กลับมาแล้ว");
        await customer.IsHeard("กลับมาแล้ว");
        foreach (var someone in new[] { nok, lek }) await Expect(someone.Bubble("กลับมาแล้ว")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_instance_elsewhere_is_left_as_it_was_found()
    {
        Account account;
        Customer customer;
        await using (var stage = new StageElsewhere(App.BaseUrl))
        {
            account = await stage.AnOperatorAsync("Nok", "en", at: null);
            customer = await stage.ACustomerAsync("เปิดค้างไว้", "ลูกค้า");
            Assert.Equal("en", await LanguageAsync());
        }
        Assert.Equal("th", await LanguageAsync());
        var conversation = await App.ReadAsync(db => db.Conversations.SingleAsync(found => found.Id == customer.ConversationId));
        Assert.Equal(ConversationStatus.Closed, conversation.Status);

        Task<string?> LanguageAsync() => App.ReadAsync(db => db.Operators.Where(found => found.Id == account.Id).Select(found => found.Language).SingleAsync());
    }
}
