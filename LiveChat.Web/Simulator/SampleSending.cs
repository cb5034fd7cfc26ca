using System.Text.Json.Nodes;

namespace LiveChat.Web.Simulator;

/// <summary>Something that the phone sends at a press: a message of a kind, or an event that is no message.</summary>
public sealed record SampleSending(string Name, string Sign, Func<FakeLine, FakePhone, CancellationToken, Task> SendAsync)
{
    /// <summary>LINE has it in the chat with the account alone, in no group and no room (LINE.md §3).</summary>
    public bool IsOneToOne { get; init; }

    /// <summary>A message of every kind that a customer can send besides text (LINE.md §4).</summary>
    public static IReadOnlyList<SampleSending> Messages { get; } =
    [
        new("Photo", "🍹", (_, phone, ct) => phone.SendImageAsync(SampleMedia.Tea, ct)),
        new("Sideways", "⤵️", (_, phone, ct) => phone.SendImageAsync(SampleMedia.Upright, ct)),
        new("Album", "🖼️", (_, phone, ct) => phone.SendAlbumAsync([SampleMedia.Tea, SampleMedia.Cloth, SampleMedia.Upright], order: [1, 2, 0], ct)),
        new("Video", "🎬", (_, phone, ct) => phone.SendVideoAsync(SampleMedia.Clip, SampleMedia.ClipDurationMs, ct)),
        new("Voice", "🎤", (_, phone, ct) => phone.SendAudioAsync(SampleMedia.Voice, SampleMedia.VoiceDurationMs, ct)),
        new("File", "📄", (_, phone, ct) => phone.SendFileAsync(SampleMedia.Menu, SampleMedia.MenuName, ct)),
        new("Location", "📍", (_, phone, ct) => phone.SendLocationAsync(13.7562, 100.5017, "วัดพระแก้ว", "ถนนหน้าพระลาน กรุงเทพมหานคร 10200", ct)),
        new("LineEmoji", "💚", (_, phone, ct) => phone.SendTextAsync("ขอบคุณค่ะ (love)", new FakeTextDetails { Emojis = [new(10, 6, "5ac1bfd5040ab15980c9b435", "001")] }, ct)),
        new("Mention", "@", (_, phone, ct) => phone.SendTextAsync($"@{phone.Channel.Name} มีของไหมคะ", new FakeTextDetails { Mentions = [new(0, phone.Channel.Name.Length + 1, phone.Channel.BotUserId) { IsSelf = true }] }, ct)),
        new("AnimatedSticker", "🎞️", (_, phone, ct) => phone.SendStickerAsync("11537", "52002738", ["hi", "wave"], new() { ResourceType = "ANIMATION" }, ct)),
        new("PopupSticker", "💥", (_, phone, ct) => phone.SendStickerAsync("11538", "51626501", null, new() { ResourceType = "POPUP_SOUND" }, ct)),
        new("MessageSticker", "💬", (_, phone, ct) => phone.SendStickerAsync("12287", "738839", ["Sparkle"], new() { ResourceType = "MESSAGE", Text = "ไปเที่ยวกัน\nวันเสาร์นี้" }, ct)),
        new("ExternalPicture", "🌐", (line, phone, ct) => phone.SayAsync(line.Events.External(phone.Channel, phone.Source, "image", "https://example.com/original.jpg", "https://example.com/preview.jpg"), ct)),
        new("UnknownKind", "❔", (line, phone, ct) => phone.SayAsync(line.Events.Message(phone.Channel, phone.Source, "hologram", canBeQuoted: false, message => message["depth"] = 3), ct)),
        new("Standby", "⏸️", (line, phone, ct) => phone.SayAsync(FakeEvents.OnStandby(line.Events.Text(phone.Channel, phone.Source, "คุยกับระบบอื่นอยู่")), ct)),
    ];

    /// <summary>What happens besides messages (LINE.md §3).</summary>
    public static IReadOnlyList<SampleSending> Events { get; } =
    [
        new("Postback", "🔘", (_, phone, ct) => phone.PostbackAsync("action=buy&itemId=111", ct: ct)),
        new("VideoWatched", "▶️", Happens((e, phone) => e.VideoPlayComplete(phone.Customer.UserId, "track-id"))) { IsOneToOne = true },
        new("Beacon", "📡", Happens((e, phone) => e.Beacon(phone.Customer.UserId, "d41d8cd98f"))) { IsOneToOne = true },
        new("AccountLinked", "🔗", Happens((e, phone) => e.AccountLink(phone.Customer.UserId, "b1Y2xT0mNe8q"))) { IsOneToOne = true },
        new("AccountLinkFailed", "⛓️", Happens((e, _) => e.AccountLinkFailed("b1Y2xT0mNe8q"))) { IsOneToOne = true },
        new("MembershipJoined", "🎫", Happens((e, phone) => e.Membership(phone.Customer.UserId, "joined", 3189))) { IsOneToOne = true },
        new("MembershipLeft", "🎟️", Happens((e, phone) => e.Membership(phone.Customer.UserId, "left", 3189))) { IsOneToOne = true },
        new("Activated", "🟢", (line, phone, ct) => phone.DoAsync(line.Events.Activated(phone.Source, line.Clock.GetUtcNow().AddHours(1)), ct)),
        new("Deactivated", "⚪", Happens((e, phone) => e.Deactivated(phone.Source))),
        new("BotSuspended", "🚫", Happens((e, _) => e.BotSuspended())),
        new("BotResumed", "✅", Happens((e, _) => e.BotResumed())),
        new("ModuleAttached", "🧩", Happens((e, phone) => e.ModuleAttached(phone.Channel.BotUserId, "message:send", "message:receive"))),
        new("Delivery", "📬", Happens((e, _) => e.Delivery("15034552939884E28681A7D668CEA94C147C716C0EC9DFE8B80B44EF3B57F6BD0602366BC3menu01"))),
        new("UnknownEvent", "❓", Happens((e, phone) => e.Event(phone.Source, "greatNewFeature", canBeAnswered: true, happened => happened["greatNewFeature"] = new JsonObject { ["x"] = 1 }))),
    ];

    public static SampleSending? Find(string? name) => Messages.Concat(Events).FirstOrDefault(sample => sample.Name.Is(name));

    private static Func<FakeLine, FakePhone, CancellationToken, Task> Happens(Func<FakeEvents, FakePhone, JsonObject> build) =>
        (line, phone, ct) => phone.DoAsync(build(line.Events, phone), ct);
}
