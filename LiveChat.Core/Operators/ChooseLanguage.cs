using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operators;

/// <summary>Keeps the language an operator wants to work in.</summary>
public sealed class ChooseLanguage(LiveChatDb db)
{
    public Task RunAsync(long operatorId, string language, CancellationToken ct) =>
        db.Operators.Where(found => found.Id == operatorId).ExecuteUpdateAsync(set => set.SetProperty(found => found.Language, language), ct);
}
