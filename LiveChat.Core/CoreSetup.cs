using LiveChat.Core.CannedResponses;
using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Messages;
using LiveChat.Core.Operators;
using LiveChat.Core.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.Core;

/// <summary>The verbs, by the folder they live in.</summary>
public static class CoreSetup
{
    public static IServiceCollection AddLiveChatCore(this IServiceCollection services) => services
        .AddSingleton<ChannelDirectory>().AddScoped<StoreChannel>().AddScoped<RecogniseChannel>().AddScoped<FetchQuota>()
        .AddScoped<FetchProfiles>()
        .AddScoped<ListConversations>().AddScoped<ReadDesk>().AddScoped<MarkConversationRead>().AddScoped<ReadReplyCosts>()
        .AddScoped<ClaimSession>().AddScoped<ReturnToQueue>().AddScoped<CloseSession>().AddScoped<ReopenSession>()
        .AddSingleton<StoreWebhookEvents>().AddScoped<ReceiveWebhookEvents>().AddScoped<ReceiveEvent>()
        .AddScoped<ReadMessages>().AddScoped<SendReply>().AddScoped<UndoReply>().AddScoped<RetryMessage>().AddScoped<DeliverNext>()
        .AddScoped<KeepDraft>().AddScoped<ReadDraft>().AddScoped<WriteNote>()
        .AddScoped<ListCannedResponses>().AddScoped<OfferCannedResponses>().AddScoped<KeepCannedResponse>().AddScoped<DeleteCannedResponse>().AddScoped<CountCannedUse>()
        .AddScoped<FindColleagues>().AddScoped<SignIn>().AddScoped<FindOperator>().AddScoped<SeedAdmin>().AddScoped<ChooseLanguage>();
}
