using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Search;
using LiveChat.Core.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.Core;

/// <summary>The verbs, by the folder they live in.</summary>
public static class CoreSetup
{
    public static IServiceCollection AddLiveChatCore(this IServiceCollection services) => services
        .AddSingleton<ChannelDirectory>().AddScoped<StoreChannel>().AddScoped<RecogniseChannel>()
        .AddScoped<FetchProfiles>()
        .AddScoped<ListConversations>().AddScoped<ReadDesk>().AddScoped<MarkConversationRead>()
        .AddScoped<ClaimSession>().AddScoped<ReturnToQueue>().AddScoped<CloseSession>().AddScoped<ReopenSession>()
        .AddSingleton<StoreWebhookEvents>().AddScoped<ReceiveWebhookEvents>().AddScoped<ReceiveEvent>()
        .AddScoped<ReadMessages>().AddScoped<SendReply>().AddScoped<RetryMessage>().AddScoped<DeliverNext>()
        .AddScoped<SearchConversations>().AddScoped<FindCustomers>().AddScoped<FindMessages>().AddScoped<MakeSearchable>()
        .AddScoped<SignIn>().AddScoped<FindOperator>().AddScoped<SeedAdmin>().AddScoped<ChooseLanguage>();
}
