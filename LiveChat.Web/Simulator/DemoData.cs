using System.Security.Cryptography;
using System.Text;
using LiveChat.Core.Audit;
using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Hours;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Persistence;
using LiveChat.Core.Sessions;
using LiveChat.Core.Tags;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Web.Simulator;

/// <summary>Fills an empty database with a dental clinic's last fourteen days, for development and demonstrations. It never touches one that is in use.</summary>
public sealed class DemoData(LiveChatDb db, BusinessTime business, TimeProvider clock)
{
    private const long DemoLock = 0x44_45_4D_4F; // "DEMO": two instances that start at once

    private sealed record Colleague(string Username, string DisplayName, OperatorRole Role);

    private static readonly Colleague[] Team =
    [
        new("admin", "Admin", OperatorRole.SuperAdmin), new("somying", "สมหญิง ใจดี", OperatorRole.Agent), new("anan", "อนันต์ พงษ์ไพร", OperatorRole.Agent),
    ];

    private static readonly TagColour[] TagColours = [TagColour.Teal, TagColour.Amber, TagColour.Violet, TagColour.Red];

    /// <summary>A customer's story with its times, before it is played.</summary>
    private sealed record Story(int Number, DemoCustomer Script, IReadOnlyList<DateTimeOffset[]> Times)
    {
        public DateTimeOffset BeginsAt => Times[0][0];
    }

    /// <returns>False when there is a customer already: nothing was changed.</returns>
    public async Task<bool> CreateIfEmptyAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({DemoLock})", ct);
        if (await db.Customers.AnyAsync(ct)) return false;

        var channelId = await db.Channels.Where(channel => channel.Origin == ChannelOrigin.Simulator).Select(channel => channel.Id).SingleAsync(ct);
        var operators = await GatherTeamAsync(ct);
        var plays = await PlayAllAsync(channelId, operators, ct);
        await StoreAsync(plays, ct);
        await TagAsync(plays, operators["admin"].Id, ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return true;
    }

    /// <summary>Whoever is missing is hired with a password that nobody knows: they sign in by the development buttons.</summary>
    private async Task<Dictionary<string, Operator>> GatherTeamAsync(CancellationToken ct)
    {
        var names = Team.Select(colleague => colleague.Username).ToArray();
        var found = await db.Operators.Where(someone => names.Contains(someone.Username)).ToDictionaryAsync(someone => someone.Username, StringComparer.Ordinal, ct);
        var missing = Team.Where(colleague => !found.ContainsKey(colleague.Username)).ToList();
        if (missing.Count == 0) return found;

        var hash = Passwords.Hash(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        foreach (var (username, displayName, role) in missing)
            found[username] = new() { Username = username, DisplayName = displayName, Role = role, PasswordHash = hash, CreatedAt = clock.GetUtcNow() };
        db.Operators.AddRange(missing.Select(colleague => found[colleague.Username]));
        await db.SaveChangesAsync(ct);
        return found;
    }

    private async Task<List<DemoPlay>> PlayAllAsync(long channelId, Dictionary<string, Operator> operators, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stories = DemoCustomer.ReadAll().Select((script, number) => Tell(number, script, now)).OrderBy(story => story.BeginsAt).ToList();
        var customers = stories.ConvertAll(story => NewCustomer(channelId, story));
        db.Customers.AddRange(customers);
        await db.SaveChangesAsync(ct);
        var conversations = customers.Zip(stories, NewConversation).ToList();
        db.Conversations.AddRange(conversations);
        await db.SaveChangesAsync(ct);

        return [.. stories.Select((story, i) =>
        {
            var play = new DemoPlay(story.Number, customers[i], conversations[i], operators);
            play.Run(story.Script, story.Times);
            return play;
        })];
    }

    private Story Tell(int number, DemoCustomer script, DateTimeOffset now)
    {
        var pace = new DemoPace(business, now, seed: number);
        return new(number, script, [.. script.Episodes.Select(pace.TimesOf)]);
    }

    private static Customer NewCustomer(long channelId, Story story) =>
        new() { ChannelId = channelId, Kind = CustomerKind.User, LineId = LineIdOf(story.Number), CreatedAt = story.BeginsAt + DemoPlay.WayFromLine };

    private static Conversation NewConversation(Customer customer, Story story) =>
        new() { ChannelId = customer.ChannelId, CustomerId = customer.Id, LastMessageAt = story.BeginsAt, CreatedAt = story.BeginsAt + DemoPlay.WayFromLine };

    private static string LineIdOf(int number) => "U" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"demo customer {number}")))[..32];

    /// <summary>What others refer to comes first; ids grow with time, as they would have.</summary>
    private async Task StoreAsync(List<DemoPlay> plays, CancellationToken ct)
    {
        var entries = plays.SelectMany(play => play.Entries).OrderBy(entry => entry.Message.CreatedAt).ToList();
        db.Sessions.AddRange(entries.Select(entry => entry.Session).OfType<Session>().Distinct());
        db.Deliveries.AddRange(entries.Select(entry => entry.Delivery).OfType<Delivery>());
        await db.SaveChangesAsync(ct);

        foreach (var (message, session, delivery) in entries) (message.SessionId, message.DeliveryId) = (session?.Id, delivery?.Id);
        db.Messages.AddRange(entries.Select(entry => entry.Message));
        await db.SaveChangesAsync(ct);

        foreach (var play in plays) play.ShowPreview();
        db.AuditEntries.AddRange(plays.SelectMany(AuditOf).OrderBy(entry => entry.At));
        db.ReadCursors.AddRange(plays.SelectMany(play => play.Cursors));
        await db.SaveChangesAsync(ct);
    }

    private async Task TagAsync(List<DemoPlay> plays, long operatorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tags = plays.SelectMany(play => play.Tags).Distinct(StringComparer.Ordinal)
            .Select((name, i) => new Tag { Name = name, NameKey = ThaiText.Searchable(name), Colour = TagColours[i % TagColours.Length], CreatedAt = now }).ToList();
        db.Tags.AddRange(tags);
        await db.SaveChangesAsync(ct);
        db.ConversationTags.AddRange(plays.SelectMany(play => play.Tags.Select(name => new ConversationTag
        {
            ConversationId = play.Conversation.Id, TagId = tags.Single(tag => tag.Name == name).Id, TaggedBy = operatorId, TaggedAt = now,
        })));
        await db.SaveChangesAsync(ct);
    }

    private static IEnumerable<AuditEntry> AuditOf(DemoPlay play) => play.Deeds.Select(deed => new AuditEntry
    {
        At = deed.At,
        OperatorId = deed.OperatorId,
        Action = deed.Action,
        ConversationId = play.Conversation.Id,
        SubjectId = deed.Session.Id,
    });
}
