using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;

namespace LiveChat.Tests.Browser;

/// <summary>Somebody with LINE on their phone.</summary>
public sealed class Customer(IPhone phone, string name, long conversationId, FakeCustomer? line = null)
{
    public long ConversationId => conversationId;

    /// <summary>The account at LINE, which only this process can look into.</summary>
    public FakeCustomer Line
    {
        get
        {
            Target.MustBeThisProcess();
            return line!;
        }
    }

    public string Name => name;

    public Task Writes(string text) => phone.SendTextAsync(text);

    public Task SendsASticker() => phone.SendStickerAsync();

    public Task SendsAPicture() => phone.SendPictureAsync();

    public Task Blocks() => phone.BlockAsync();

    public Task Unblocks() => phone.UnblockAsync();

    /// <summary>The console has what was written, though nobody may be looking.</summary>
    public Task IsHeard(string text) => phone.IsHeardAsync(text);

    /// <summary>What the account has answered, as the phone shows it.</summary>
    public IReadOnlyList<string?> Read => phone.Read;

    /// <summary>The phone shows that an answer is being written.</summary>
    public Task SeesTyping() => Eventually.TrueAsync(() => phone.IsShopTyping);

    public Task Receives(params string[] texts) => Eventually.GetAsync(() => Task.FromResult(string.Join(" | ", Read)), seen => seen == string.Join(" | ", texts));
}
