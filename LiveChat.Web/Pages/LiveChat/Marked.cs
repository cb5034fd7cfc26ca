using LiveChat.Core.Messages;

namespace LiveChat.Web.Pages.LiveChat;

/// <summary>A text in parts: LINE's emojis and mentions where they stand, and between them what is a link and what is not.</summary>
public static class Marked
{
    public readonly record struct Part(string Text, string? Url = null, TextMark? Emoji = null, bool IsMention = false);

    public static IEnumerable<Part> Parts(string? text, TextContent? said)
    {
        if (said is not { Marks.Count: > 0 }) return Plain(text);
        List<Part> parts = [];
        var end = 0;
        foreach (var mark in said.Marks)
        {
            parts.AddRange(Plain(Words.Clean(said.Text[end..mark.Index])));
            end = mark.Index + mark.Length;
            parts.Add(new(Words.Clean(said.Text[mark.Index..end]), Emoji: mark.IsEmoji ? mark : null, IsMention: !mark.IsEmoji));
        }
        return [.. parts, .. Plain(Words.Clean(said.Text[end..]))];
    }

    private static IEnumerable<Part> Plain(string? text) => Linked.Parts(text).Select(part => new Part(part.Text, part.Url));
}
