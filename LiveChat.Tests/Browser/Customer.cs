using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;

namespace LiveChat.Tests.Browser;

/// <summary>Somebody with LINE on their phone.</summary>
public sealed class Customer(App app, FakeCustomer customer, long conversationId)
{
    public long ConversationId => conversationId;

    public FakeCustomer Line => customer;

    public string Name => customer.DisplayName;

    private FakePhone Phone => app.Line.Phone(customer);

    public Task Writes(string text) => Phone.SendTextAsync(text);

    /// <summary>The phone shows that an answer is being written.</summary>
    public Task SeesTyping() => Eventually.TrueAsync(() => Phone.Chat.IsShopTyping(app.Line.Clock.GetUtcNow()));

    public Task Blocks() => Phone.BlockAsync();

    public Task Unblocks() => Phone.UnblockAsync();

    /// <summary>What the account has answered, as the phone shows it.</summary>
    public IReadOnlyList<string?> Read => [.. Phone.Chat.Messages.Where(message => !message.FromCustomer).Select(message => message.Text)];

    public Task Receives(params string[] texts) => Eventually.GetAsync(() => Task.FromResult(string.Join(" | ", Read)), seen => seen == string.Join(" | ", texts));
}
