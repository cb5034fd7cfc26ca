using LiveChat.Tests.Support;
using Xunit;

namespace LiveChat.Tests.Browser;

public sealed class WholeLoopTests(App app, Chromium chromium) : BrowserTest(app, chromium), IClassFixture<App>
{
    [Fact]
    public async Task A_customer_writes_is_claimed_answered_returned_closed_and_reopened_before_the_eyes_of_two_operators()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var customer = await ACustomerAsync("สวัสดีค่ะ");
        await nok.OpensTheList();
        await lek.OpensTheList();
        await nok.Chooses(customer);
        await lek.Chooses(customer);

        // Written, and there for both: in the list and in the open chat, without a reload.
        await customer.Writes("มีสีแดงไหมคะ");
        foreach (var someone in new[] { nok, lek })
        {
            await Expect(someone.Bubble("มีสีแดงไหมคะ")).ToBeVisibleAsync();
            await Expect(someone.Row(customer)).ToContainTextAsync("มีสีแดงไหมคะ");
            await Expect(someone.Row(customer)).ToHaveAttributeAsync("data-status", "waiting");
            await Expect(someone.Box).ToBeDisabledAsync();
        }

        // One claims; the other's page is locked and says who has it.
        await nok.Claims();
        await Expect(nok.Box).ToBeEnabledAsync();
        await Expect(lek.Composer).ToContainTextAsync(lek.Says("Composer.Others", nok.Name));
        await Expect(lek.Button("Desk.Claim")).ToHaveCountAsync(0);
        await Expect(lek.Row(customer)).ToContainTextAsync(nok.Name);

        // Answered: on the phone, and the bubble goes to "accepted" on both pages.
        await nok.Answers("มีค่ะ แดงสดเลย");
        await customer.Receives("มีค่ะ แดงสดเลย");
        foreach (var someone in new[] { nok, lek })
            await Expect(someone.Bubble("มีค่ะ แดงสดเลย")).ToHaveAttributeAsync("data-delivery", "accepted");

        // Back to the queue, claimed by the other, closed, reopened.
        await nok.ReturnsItToTheQueue();
        await Expect(nok.Box).ToBeDisabledAsync();
        await lek.Claims();
        await Expect(nok.Composer).ToContainTextAsync(nok.Says("Composer.Others", lek.Name));
        await lek.Closes();
        await Expect(nok.Row(customer)).ToHaveAttributeAsync("data-status", "closed");
        await Expect(nok.Composer).ToContainTextAsync(nok.Says("Composer.Closed"));
        await Expect(lek.Composer).ToContainTextAsync(lek.Says("Composer.Closed"));
        await nok.Reopens();
        await Expect(nok.Box).ToBeEnabledAsync();
        await Expect(lek.Composer).ToContainTextAsync(lek.Says("Composer.Others", nok.Name));
        await nok.Answers("ยังอยู่ไหมคะ");
        await customer.Receives("มีค่ะ แดงสดเลย", "ยังอยู่ไหมคะ");
    }

    [Fact]
    public async Task A_double_click_on_claim_claims_and_presses_nothing_else()
    {
        var nok = await AnOperatorAsync("Nok");
        var customer = await ACustomerAsync();
        await nok.Opens(customer);
        await nok.Button("Desk.Claim").DblClickAsync(new() { Delay = 100 });
        await Expect(nok.Box).ToBeEnabledAsync();
        await nok.Answers("รับแล้วค่ะ");
        await customer.Receives("รับแล้วค่ะ");
        await Expect(nok.Separators.Filter(new() { HasText = nok.Says("Entry.session.claimed", nok.Name) })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Of_two_operators_who_claim_at_once_one_owns_it_and_the_other_is_told_who()
    {
        var (nok, lek) = (await AnOperatorAsync("Nok"), await AnOperatorAsync("Lek"));
        var customer = await ACustomerAsync("ใครว่างคะ");
        await nok.Opens(customer);
        await lek.Opens(customer);
        foreach (var someone in new[] { nok, lek }) someone.WillHearOf("409");
        // Both have pressed before either answer is there.
        using var bothPressed = new Barrier(2);
        foreach (var someone in new[] { nok, lek })
            await someone.Page.RouteAsync("**/claim", async route =>
            {
                await Task.Run(() => bothPressed.SignalAndWait(TimeSpan.FromSeconds(10)));
                await route.ContinueAsync();
            });

        await Task.WhenAll(nok.Claims(), lek.Claims());

        await Expect(nok.Desk).ToHaveAttributeAsync("data-status", "active");
        await Expect(lek.Desk).ToHaveAttributeAsync("data-status", "active");
        var (winner, loser) = await nok.Box.IsEnabledAsync() ? (nok, lek) : (lek, nok);
        await Expect(winner.Box).ToBeEnabledAsync();
        await Expect(winner.Notices).ToBeEmptyAsync();
        await Expect(loser.Notices).ToContainTextAsync(loser.Says("Refusal.TakenBy", winner.Name));
        await Expect(loser.Composer).ToContainTextAsync(loser.Says("Composer.Others", winner.Name));
        await Expect(loser.Box).ToBeDisabledAsync();
    }
}
