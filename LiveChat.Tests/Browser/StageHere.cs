using LiveChat.Core.Sessions;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;

namespace LiveChat.Tests.Browser;

/// <summary>The application in this process: everybody is new, and nothing is in the way.</summary>
internal sealed class StageHere(App app) : Stage
{
    private static int operators;

    public override Uri BaseUrl => app.BaseUrl;

    public override async Task<Account> AnOperatorAsync(string name, string language, Uri? at)
    {
        var someone = await app.GivenOperatorAsync($"operator{Interlocked.Increment(ref operators)}", displayName: name);
        using var visitor = new Visitor(at ?? BaseUrl);
        await visitor.SignInAsync(someone.Username, App.Password);
        return new(someone.Id, someone.Username, App.Password, name, visitor.Cookies.GetCookies(at ?? BaseUrl));
    }

    public override async Task<Customer> ACustomerAsync(string text, string name)
    {
        var (customer, conversation) = await app.GivenCustomerWhoWroteAsync(text, name);
        return new(new Phone(app, customer), name, conversation.Id, customer);
    }

    public override Task ClaimAsync(long conversationId, long operatorId) =>
        app.UseAsync((ClaimSession claim) => claim.RunAsync(conversationId, operatorId, CancellationToken.None));

    private sealed class Phone(App app, FakeCustomer customer) : IPhone
    {
        private FakePhone Hand => app.Line.Phone(customer, app.LineHost.Channel);

        public IReadOnlyList<string?> Read => [.. Hand.Chat.Messages.Where(message => !message.FromCustomer).Select(message => message.Text)];

        public bool IsShopTyping => Hand.Chat.IsShopTyping(app.Line.Clock.GetUtcNow());

        public Task SendTextAsync(string text) => Hand.SendTextAsync(text);

        public Task SendStickerAsync() => Hand.SendStickerAsync(SampleSticker.All[0].PackageId, SampleSticker.All[0].StickerId);

        public Task SendPictureAsync() => Hand.SendImageAsync(SamplePicture.Png(1));

        public Task BlockAsync() => Hand.BlockAsync();

        public Task UnblockAsync() => Hand.UnblockAsync();

        public Task IsHeardAsync(string text) => app.ReceivedAsync(customer, text);
    }
}
