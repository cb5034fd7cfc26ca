using LiveChat.Core.Messages;

namespace LiveChat.Core.Line;

/// <summary>The packs that accounts may send from, with their first and last sticker (LINE.md §12): of any other LINE refuses it.</summary>
public static class Stickers
{
    public sealed record Pack(string Id, long First, long Last)
    {
        public IEnumerable<StickerChoice> All => Enumerable.Range(0, (int)(Last - First) + 1).Select(i => new StickerChoice(Id, (First + i).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    public static readonly IReadOnlyList<Pack> Packs =
    [
        new("446", 1988, 2027), new("789", 10855, 10894), new("1070", 17839, 17878), new("11537", 52002734, 52002773), new("11538", 51626494, 51626533), new("11539", 52114110, 52114149),
        new("6136", 10551376, 10551399), new("6325", 10979904, 10979927), new("6359", 11069848, 11069871), new("6362", 11087920, 11087943), new("6370", 11088016, 11088039), new("6632", 11825374, 11825397),
        new("8515", 16581242, 16581265), new("8522", 16581266, 16581289), new("8525", 16581290, 16581313),
    ];

    public static bool MaySend(StickerChoice sticker) =>
        Packs.FirstOrDefault(pack => pack.Id == sticker.PackageId) is { } pack && long.TryParse(sticker.StickerId, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) && id >= pack.First && id <= pack.Last;
}
