namespace LiveChat.Tests.Browser;

/// <summary>What a customer holds in their hand.</summary>
public interface IPhone
{
    /// <summary>What the account has sent, oldest first; null where it is no text.</summary>
    IReadOnlyList<string?> Read { get; }

    /// <summary>The phone shows that an answer is being written.</summary>
    bool IsShopTyping { get; }

    Task SendTextAsync(string text);

    Task SendStickerAsync();

    Task SendPictureAsync();

    Task BlockAsync();

    Task UnblockAsync();

    /// <summary>Waits until the console has this text of the customer.</summary>
    Task IsHeardAsync(string text);
}
