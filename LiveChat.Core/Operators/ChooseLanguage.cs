using LiveChat.Core.Live;
using LiveChat.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Operators;

/// <summary>Keeps the language an operator wants to work in; their other pages follow.</summary>
public sealed class ChooseLanguage(LiveChatDb db, ILiveFeed live)
{
    public async Task RunAsync(long operatorId, string language, CancellationToken ct)
    {
        await db.Operators.Where(found => found.Id == operatorId).ExecuteUpdateAsync(set => set.SetProperty(found => found.Language, language), ct);
        await live.AnnounceAsync(new LanguageChosen(operatorId, language), ct);
    }
}
