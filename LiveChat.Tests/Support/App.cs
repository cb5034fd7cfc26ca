using LiveChat.Core.Conversations;
using LiveChat.Core.Operators;
using LiveChat.Core.Persistence;
using LiveChat.Web.Simulator;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LiveChat.Tests.Support;

/// <summary>
/// The application as it runs, on a real port, with a real database of its own and the strict fake LINE on another port. As Development, so that
/// tests can sign in by button; where that matters, a class asks for Production.
/// </summary>
public class App : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "correct horse battery แบตเตอรี่";

    private static readonly Lazy<string> PasswordHash = new(() => Passwords.Hash(Password));
    private string keys = "";
    private string postgres = "";

    /// <summary>Where the application is reached.</summary>
    public Uri BaseUrl { get; private set; } = null!;

    public FakeLineHost LineHost { get; private set; } = null!;

    public FakeLine Line => LineHost.Line;

    public string Postgres => postgres;

    /// <summary>The folder of the file that opens the key ring.</summary>
    public string KeysPath => keys;

    /// <summary>The folder where media lies.</summary>
    public string MediaPath => Path.Combine(keys, "media");

    protected virtual string EnvironmentName => "Development";

    /// <summary>Everything the application keeps time by; null for the system's clock.</summary>
    protected virtual TimeProvider? Clock => null;

    public virtual async ValueTask InitializeAsync()
    {
        keys = Directory.CreateTempSubdirectory("livechat-keys-").FullName;
        postgres = await TestDatabase.CreateAsync();
        LineHost = await FakeLineHost.StartAsync(Clock);
        UseKestrel(0);
        StartServer();
        BaseUrl = ClientOptions.BaseAddress;
        Line.WebhookUrl = new Uri(BaseUrl, "/line/webhook");
        await AllowUndoAsync(seconds: 0);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await LineHost.DisposeAsync();
        await TestDatabase.DropAsync(postgres);
        Directory.Delete(keys, recursive: true);
        GC.SuppressFinalize(this);
        Assert.Empty(LineHost.SchemaErrors);
    }

    /// <summary>Aimed elsewhere, the tests have no application: nothing is started, and no database is needed.</summary>
    ValueTask IAsyncLifetime.InitializeAsync() => Target.IsElsewhere ? ValueTask.CompletedTask : InitializeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (!Target.IsElsewhere) await DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        foreach (var (name, value) in Settings()) builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureServices(services => services.ConfigureDbContext<LiveChatDb>(options => options.UseLoggerFactory(NullLoggerFactory.Instance)));
        if (Clock is { } clock) builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(clock)));
    }

    protected virtual IDictionary<string, string> Settings() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ConnectionStrings:Postgres"] = postgres,
        ["Keys:Path"] = keys,
        ["Media:Path"] = MediaPath,
        ["ReloadStaticAssetsAtRuntime"] = "false", // as ./run and a published application have it
        ["Line:ApiBaseUrl"] = LineHost.BaseUrl.ToString(),
        ["Line:ChannelSecret"] = LineHost.Channel.Secret,
        ["Line:ChannelAccessToken"] = LineHost.Channel.AccessToken,
    };

    /// <summary>How long an answer can be taken back; where that is not the question, it leaves at once.</summary>
    public Task AllowUndoAsync(int seconds) => ReadAsync(db => db.ConsoleSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.UndoSeconds, seconds)));

    /// <summary>Runs something with a use case of its own scope.</summary>
    public async Task<TResult> UseAsync<TService, TResult>(Func<TService, Task<TResult>> use) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> ReadAsync<T>(Func<LiveChatDb, Task<T>> read) => UseAsync(read);

    /// <summary>All at once, each with its own use case.</summary>
    public Task<TResult[]> InParallelAsync<TService, TResult>(int times, Func<TService, int, Task<TResult>> use) where TService : notnull =>
        Task.WhenAll(Enumerable.Range(0, times).Select(i => Task.Run(() => UseAsync<TService, TResult>(service => use(service, i)))));

    /// <summary>A customer of the fake LINE who has written this, and whose message the console has received.</summary>
    public async Task<(FakeCustomer Customer, Conversation Conversation)> GivenCustomerWhoWroteAsync(string text, string name = "สมศรี ใจดี")
    {
        var customer = Line.AddCustomer(name);
        await Line.Phone(customer, LineHost.Channel).SendTextAsync(text);
        return (customer, await ReceivedAsync(customer, text));
    }

    /// <summary>Waits until the console has this customer's message.</summary>
    public async Task<Conversation> ReceivedAsync(FakeCustomer customer, string text)
    {
        await Eventually.TrueAsync(() => ReadAsync(db => db.Messages.AnyAsync(message => message.Text == text && db.Conversations.Any(conversation =>
            conversation.Id == message.ConversationId && conversation.Customer.LineId == customer.UserId))));
        return await ReadAsync(db => db.Conversations.AsNoTracking().Include(conversation => conversation.Customer).SingleAsync(conversation => conversation.Customer.LineId == customer.UserId));
    }

    public Task<Operator> GivenOperatorAsync(string username, OperatorRole role = OperatorRole.Agent, string? displayName = null) => ReadAsync(async db =>
    {
        var someone = new Operator { Username = username, DisplayName = displayName ?? username, PasswordHash = PasswordHash.Value, Role = role, CreatedAt = DateTimeOffset.UtcNow };
        db.Operators.Add(someone);
        await db.SaveChangesAsync();
        return someone;
    });

    /// <summary>A browser without script that nobody has signed in with; redirects are answers.</summary>
    public Visitor NewVisitor() => new(BaseUrl);

    /// <summary>A browser without script, signed in with a password.</summary>
    public async Task<Visitor> SignedInAsync(string username)
    {
        var visitor = NewVisitor();
        await visitor.SignInAsync(username, Password);
        return visitor;
    }
}
