using LiveChat.Core.CannedResponses;
using LiveChat.Core.Line;
using LiveChat.Core.Messages;
using LiveChat.Web.Pages.LiveChat;
using LiveChat.Web.Pages.Shared;
using LiveChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace LiveChat.Web.Pages.CannedResponses;

/// <summary>Why a form was not taken: which field, and the sentence beside it.</summary>
public sealed record FieldProblem(string Field, string Sentence);

/// <summary>The form of a canned response as it was last filled in.</summary>
public sealed record CannedForm(string Action, CannedInput Input, FieldProblem? Problem = null)
{
    public static readonly CannedForm Empty = new(Urls.CannedResponses, new("", "", ""));

    /// <summary>What the categories are called so far.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}

public abstract class CannedPage(IStringLocalizer<Texts> texts) : FragmentPage(texts)
{
    /// <summary>Of a line that is no choice: enough to find it by.</summary>
    private const int LongestQuoted = 60;

    protected FieldProblem Problem(KeepCannedResponse.Result result) => result.Refusal switch
    {
        KeepCannedResponse.Refusal.TitleMissing => new("title", T["Canned.TitleMissing"]),
        KeepCannedResponse.Refusal.TitleTooLong => new("title", T["Canned.TitleTooLong", CannedResponse.LongestTitle]),
        KeepCannedResponse.Refusal.CategoryMissing => new("category", T["Canned.CategoryMissing"]),
        KeepCannedResponse.Refusal.CategoryTooLong => new("category", T["Canned.CategoryTooLong", CannedResponse.LongestCategory]),
        KeepCannedResponse.Refusal.TextMissing => new("text", T["Canned.TextMissing"]),
        KeepCannedResponse.Refusal.BadChoice => new("choices", T["Canned.BadChoice", Choice.LongestLabel, Choice.LongestWords, Words.Shorten(result.BadLine, LongestQuoted) ?? ""]),
        KeepCannedResponse.Refusal.TooManyChoices => new("choices", T["Canned.TooManyChoices", Choice.MostQuickReplies, Choice.MostButtons]),
        KeepCannedResponse.Refusal.TooLongForButtons => new("text", T["Refusal.TooLongForButtons", LineBodies.LongestButtonsText]),
        _ => new("text", T["Refusal.TooLong", LineBodies.LongestText]),
    };
}
