using LiveChat.Core.Audit;
using LiveChat.Core.CannedResponses;
using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Sessions;
using LiveChat.Core.Settings;
using LiveChat.Core.Tags;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Core.Persistence;

/// <summary>The only truth. Each entity's mapping stands beside it.</summary>
public sealed class LiveChatDb : DbContext
{
    // Whoever fails in a transaction here rolls all of it back (or has a savepoint of its own): EF's own savepoints would only cost round trips.
    public LiveChatDb(DbContextOptions<LiveChatDb> options) : base(options) => Database.AutoSavepointsEnabled = false;

    public DbSet<Channel> Channels => Set<Channel>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<ReadCursor> ReadCursors => Set<ReadCursor>();
    public DbSet<Tag> Tags => Set<Tag>();
    public DbSet<ConversationTag> ConversationTags => Set<ConversationTag>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<MessageEdit> MessageEdits => Set<MessageEdit>();
    public DbSet<UnsentMessage> UnsentMessages => Set<UnsentMessage>();
    public DbSet<MediaFile> MediaFiles => Set<MediaFile>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<QuotaReading> QuotaReadings => Set<QuotaReading>();
    public DbSet<WebhookEvent> WebhookEvents => Set<WebhookEvent>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<CannedResponse> CannedResponses => Set<CannedResponse>();
    public DbSet<ConsoleSettings> ConsoleSettings => Set<ConsoleSettings>();
    public DbSet<Operator> Operators => Set<Operator>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<KeyRingEntry> KeyRing => Set<KeyRingEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.HasPostgresExtension("pg_trgm").ApplyConfigurationsFromAssembly(typeof(LiveChatDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.StoreAsWord<ChannelOrigin>();
        configurationBuilder.StoreAsWord<CustomerKind>();
        configurationBuilder.StoreAsWord<ConversationStatus>();
        configurationBuilder.StoreAsWord<MessageDirection>();
        configurationBuilder.StoreAsWord<MessageAuthor>();
        configurationBuilder.StoreAsWord<DeliveryState>();
        configurationBuilder.StoreAsWord<DeliveryMethod>();
        configurationBuilder.StoreAsWord<DeliveryProblem>();
        configurationBuilder.StoreAsWord<EventOutcome>();
        configurationBuilder.StoreAsWord<OperatorRole>();
        configurationBuilder.StoreAsWord<Politeness>();
        configurationBuilder.StoreAsWord<TagColour>();
        configurationBuilder.StoreAsWord<TokenKind>();
        configurationBuilder.StoreAsWord<MediaKind>();
        configurationBuilder.StoreAsWord<MediaOrigin>();
        configurationBuilder.StoreAsWord<MediaState>();
        configurationBuilder.StoreAsWord<MediaProblem>();
        configurationBuilder.StoreAsWord<ReadMark>();
        configurationBuilder.StoreAsWord<ChoiceStyle>();
    }
}
