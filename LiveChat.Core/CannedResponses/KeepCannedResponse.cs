using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.CannedResponses;

/// <summary>A canned response as it was filled in. Choices are what the customer can tap, one a line (<see cref="Choice"/>).</summary>
public sealed record CannedInput(string? Title, string? Category, string? Text, string? Choices = null, ChoiceStyle ChoiceStyle = ChoiceStyle.QuickReplies);

/// <summary>Adds a canned response, or changes one: any operator's to do, and the audit trail knows what it said before.</summary>
public sealed class KeepCannedResponse(LiveChatDb db, TimeProvider clock)
{
    public enum Refusal { TitleMissing, TitleTooLong, CategoryMissing, CategoryTooLong, TextMissing, TextTooLong, BadChoice, TooManyChoices, TooLongForButtons, NotFound }

    /// <summary>Either the response as it is kept, or why it is not.</summary>
    public readonly record struct Result(long? Id, Refusal? Refusal)
    {
        /// <summary>The line that is no choice.</summary>
        public string? BadLine { get; init; }

        public static implicit operator Result(Refusal refusal) => new(null, refusal);
    }

    /// <param name="id">Null adds one.</param>
    public async Task<Result> RunAsync(long? id, long operatorId, CannedInput input, CancellationToken ct)
    {
        var (name, group, words, style) = (OneLine(input.Title), OneLine(input.Category), Words.Clean(input.Text ?? "").Trim('\n'), input.ChoiceStyle);
        if (Problem(name, group, words) is { } problem) return problem;
        if (Choice.BadLine(input.Choices) is { } line) return new Result(null, Refusal.BadChoice) { BadLine = line };
        if (Problem(words, Choice.ReadAll(input.Choices), style) is { } tooMuch) return tooMuch;
        var taps = string.IsNullOrWhiteSpace(input.Choices) ? null : Words.Clean(input.Choices).Trim();

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var known = await db.CannedResponses.FromSql($"select * from canned_responses where id = {id ?? 0} for update").SingleOrDefaultAsync(ct);
        if (known is null && id is not null) return Refusal.NotFound;

        var (now, before) = (clock.GetUtcNow(), known is null ? null : $"{known.Category} · {known.Title}\n{known.Text}");
        var search = DefaultCannedResponses.SearchTextOf(name, group, words);
        if (known is null) db.CannedResponses.Add(known = new() { Title = name, Category = group, Text = words, Choices = taps, ChoiceStyle = style, SearchText = search, UpdatedAt = now });
        else (known.Title, known.Category, known.Text, known.Choices, known.ChoiceStyle, known.SearchText, known.UpdatedAt) = (name, group, words, taps, style, search, now);
        await db.SaveChangesAsync(ct);

        db.AuditEntries.Add(new() { At = now, OperatorId = operatorId, Action = before is null ? "canned.added" : "canned.changed", SubjectId = known.Id, Detail = before });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new Result(known.Id, Refusal: null);
    }

    private static Refusal? Problem(string title, string category, string text) =>
        title.Length == 0 ? Refusal.TitleMissing
        : title.Length > CannedResponse.LongestTitle ? Refusal.TitleTooLong
        : category.Length == 0 ? Refusal.CategoryMissing
        : category.Length > CannedResponse.LongestCategory ? Refusal.CategoryTooLong
        : string.IsNullOrWhiteSpace(text) ? Refusal.TextMissing
        : text.Length > LineBodies.LongestText ? Refusal.TextTooLong
        : null;

    private static Refusal? Problem(string text, IReadOnlyList<Choice?> choices, ChoiceStyle style) =>
        choices.Count > Choice.Most(style) ? Refusal.TooManyChoices
        : choices.Count > 0 && style == ChoiceStyle.Buttons && text.Length > LineBodies.LongestButtonsText ? Refusal.TooLongForButtons
        : null;

    private static string OneLine(string? text) => string.Join(' ', Words.Clean(text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
