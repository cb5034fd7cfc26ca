using System.Text.RegularExpressions;
using System.Xml.Linq;
using LiveChat.Core.CannedResponses;
using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Doctor;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Settings;
using LiveChat.Core.Tags;
using LiveChat.Tests.Support;
using LiveChat.Web.Simulator;
using Xunit;

namespace LiveChat.Tests.Resources;

public sealed partial class TextsTests
{
    /// <summary>Keys that are put together: by what goes in front, and everything that can follow.</summary>
    private static readonly Dictionary<string, string[]> Composed = new(StringComparer.Ordinal)
    {
        ["Status."] = Words<ConversationStatus>(),
        ["Tab."] = ["waiting", "mine", "active", "all", "closed"],
        ["Filter.Sort."] = Words<ListSort>(),
        ["Delivery."] = Words<DeliveryState>(),
        ["Author."] = ["customer", "operator", "bot", "system"],
        ["CustomerKind."] = ["Group", "Room"],
        ["Message.Retry."] = ["failed", "held", "uncertain"],
        ["Entry."] = ["session.opened", "session.claimed", "session.returned", "session.offered", "session.transferred", "session.declined", "session.withdrawn", "session.closed", "session.reopened"],
        ["ReadMark."] = Enum.GetNames<ReadMark>(),
        ["Problem."] = Enum.GetNames<DeliveryProblem>(),
        ["Problem.Http."] = ["400", "401", "403", "404", "405", "409", "413", "415", "422", "429", "500", "503"],
        ["Canned.Style."] = Enum.GetNames<ChoiceStyle>(),
        ["Happened."] = ["event.memberJoined", "event.memberLeft", "event.accountLink.ok", "event.accountLink.failed", "event.beacon.enter", "event.beacon.banner", "event.beacon.stay", "event.follow.unblocked", "event.membership.joined", "event.membership.left", "event.membership.renewed"],
        ["Doctor.State."] = Enum.GetNames<EventState>(),
        ["Line.Refusal."] = Enum.GetNames<KeysRefusal>(),
        ["Media.Problem."] = Enum.GetNames<MediaProblem>(),
        ["Media.Waiting."] = Enum.GetNames<MediaKind>(),
        ["Politeness."] = Enum.GetNames<Politeness>(),
        ["Colour."] = Words<TagColour>(),
        ["Endpoint_"] = ["Sending", "Reply", "Push", "Profile", "Content", "Loading", "MarkAsRead", "Token", "All"], // those the page offers
        ["Fault_"] = Enum.GetNames<FaultKind>(),
        ["Sample_"] = [.. SampleSending.Messages.Concat(SampleSending.Events).Select(sample => sample.Name)],
        ["Switch_"] = [.. FaultSwitch.All.Select(known => known.Name)],
        ["Trouble_"] = Enum.GetNames<WebhookTrouble>(),
        ["Direction_"] = Enum.GetNames<CallDirection>(),
        ["Face_"] = [.. SampleFace.All.Select(face => face.Name)],
        ["Calls_"] = ["all", "webhooks", "sending", "failed"],
    };

    /// <summary>Kinds come from LINE: what has no name here is shown by LINE's own word, so any name may stand here.</summary>
    private static readonly string[] FromLine = ["Kind.", "Kind_"];

    public static TheoryData<string> Files => ["Texts", "SimulatorTexts"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Thai_and_English_say_the_same_things(string file)
    {
        var (thai, english) = (Read(file, "th"), Read(file, "en"));
        Assert.True(thai.Count > 20);
        Assert.Equal(thai.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(thai.Keys, key => Assert.Equal((key, Places(thai[key])), (key, Places(english[key]))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_is_left_empty_and_English_has_no_Thai_letters(string file)
    {
        Assert.All(Read(file, "th").Concat(Read(file, "en")), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), $"{text.Key} is empty"));
        Assert.All(Read(file, "en"), text => Assert.False(ThaiLetter.IsMatch(text.Value), $"{text.Key} has Thai letters: {text.Value}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_Thai_text_is_Thai(string file)
    {
        var same = Read(file, "th").Where(text => !ThaiLetter.IsMatch(text.Value) && LatinWord.IsMatch(text.Value.Replace("LINE", "", StringComparison.Ordinal)) && text.Value != "Flex" /* LINE's own word */);
        Assert.Equal([], same.Select(text => $"{text.Key}: {text.Value}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_that_pages_ask_for_exists(string file)
    {
        var keys = Read(file, "th").Keys.ToHashSet(StringComparer.Ordinal);
        var asked = AskedFor(file);
        Assert.NotEmpty(asked);
        Assert.Equal([], asked.Where(key => !keys.Contains(key)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_text_is_there_that_nobody_asks_for(string file)
    {
        var asked = AskedFor(file).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], Read(file, "th").Keys.Where(key => !asked.Contains(key) && !FromLine.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal))));
    }

    /// <summary>Written out or put together. A key is asked for in quotes, directly or by way of a refusal or a variable, so any quoted word that is a key counts.</summary>
    private static string[] AskedFor(string file)
    {
        var ofSimulator = file == "SimulatorTexts";
        var sources = Sources().Where(source => IsSimulator(source) == ofSimulator).Select(File.ReadAllText).ToArray();
        var keys = Read(file, "th").Keys.Concat(Read(file, "en").Keys).ToHashSet(StringComparer.Ordinal);
        var direct = sources.SelectMany(source => Asked.Matches(source)).Select(match => match.Groups["key"].Value);
        var named = sources.SelectMany(source => Quoted.Matches(source)).Select(match => match.Groups["key"].Value).Where(keys.Contains);
        var dotted = ofSimulator ? [] : sources.SelectMany(source => Dotted.Matches(source)).Select(match => match.Groups["key"].Value);
        var written = direct.Concat(named).Concat(dotted).Where(key => !key.EndsWith('.') && !key.EndsWith('_'));
        var composed = sources.SelectMany(source => Prefix.Matches(source)).Select(match => match.Groups["key"].Value).Distinct(StringComparer.Ordinal)
            .Where(prefix => !FromLine.Contains(prefix, StringComparer.Ordinal))
            .SelectMany(prefix => Composed.TryGetValue(prefix, out var ends) ? ends.Select(end => prefix + end) : [prefix + "(say in this test what can follow)"]);
        return [.. written.Concat(composed).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "LiveChat.Web"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" && !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static bool IsSimulator(string file) => file.Split(Path.DirectorySeparatorChar).Contains("Simulator", StringComparer.Ordinal);

    private static Dictionary<string, string> Read(string file, string language) =>
        XDocument.Load(Path.Combine(Repository.Root, "LiveChat.Web", "Resources", $"{file}.{language}.resx")).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static string Places(string text) => string.Join(' ', Place.Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string[] Words<T>() where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    [GeneratedRegex(@"\{\d+[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Place { get; }

    [GeneratedRegex(@"[\u0E00-\u0E7F]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ThaiLetter { get; }

    [GeneratedRegex("[A-Za-z]{3,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LatinWord { get; }

    /// <summary>T["Key"], texts["Key", …].</summary>
    [GeneratedRegex("""\b(?:T|texts)\["(?<key>[\w.]+)"\s*[\],]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Asked { get; }

    [GeneratedRegex("\"(?<key>[A-Za-z][\\w.]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quoted { get; }

    /// <summary>Refusals and the like, handed on as keys.</summary>
    [GeneratedRegex("\"(?<key>(?:Refusal|SignIn|Problem|Composer|Delivery|Message|Notice)\\.[\\w.]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Dotted { get; }

    [GeneratedRegex("(?:\\[|\\(|, |\\? |: )\"(?<key>[A-Z]\\w*(?:\\.\\w+)*[._])\" \\+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Prefix { get; }
}
