using LiveChat.Core.Analytics;
using LiveChat.Core.CannedResponses;
using LiveChat.Core.Channels;
using LiveChat.Core.Conversations;
using LiveChat.Core.Customers;
using LiveChat.Core.Doctor;
using LiveChat.Core.Line;
using LiveChat.Core.Media;
using LiveChat.Core.Messages;
using LiveChat.Core.Operations;
using LiveChat.Core.Operators;
using LiveChat.Core.Search;
using LiveChat.Core.Sessions;
using LiveChat.Core.Settings;
using LiveChat.Core.Tags;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.Core;

/// <summary>The verbs, by the folder they live in.</summary>
public static class CoreSetup
{
    public static IServiceCollection AddLiveChatCore(this IServiceCollection services) => services
        .AddSingleton<LineCircuits>().AddTransient<LineCircuitHandler>()
        .AddSingleton<ChannelDirectory>().AddScoped<StoreChannel>().AddScoped<RecogniseChannel>().AddScoped<FetchQuota>()
        .AddSingleton<WebhookWatch>().AddSingleton<ChannelChecks>().AddScoped<ReadChannels>().AddScoped<TryChannelKeys>().AddScoped<AddChannel>().AddScoped<ChangeChannelKeys>()
        .AddScoped<FinishSecretChange>().AddScoped<RenameChannel>().AddScoped<SwitchChannel>().AddScoped<CheckChannel>().AddScoped<PointWebhook>().AddScoped<NoteSuspension>().AddScoped<ReadStoppedChannels>()
        .AddScoped<ListEvents>().AddScoped<ReadRawEvent>().AddScoped<ReplayEvents>().AddScoped<ReadSilence>()
        .AddScoped<FetchProfiles>().AddScoped<ReadCustomer>().AddScoped<NameCustomer>().AddScoped<RefreshProfile>()
        .AddScoped<ListConversations>().AddScoped<ReadDesk>().AddScoped<MarkConversationRead>().AddScoped<OweReadMark>().AddScoped<SendReadMarks>().AddSingleton<ReadMarkTries>().AddScoped<ReadReplyCosts>()
        .AddScoped<ReadListHead>().AddScoped<ReadListChoices>().AddScoped<MarkConversationUnread>().AddScoped<PinConversation>().AddScoped<UnpinConversation>()
        .AddScoped<ClaimSession>().AddScoped<ReturnToQueue>().AddScoped<CloseSession>().AddScoped<SayFarewell>().AddScoped<ReadFarewell>().AddScoped<ReopenSession>()
        .AddScoped<OfferTransfer>().AddScoped<AcceptTransfer>().AddScoped<DeclineTransfer>()
        .AddScoped<ListTags>().AddScoped<CreateTag>().AddScoped<ChangeTag>().AddScoped<DeleteTag>().AddScoped<TagConversation>().AddScoped<UntagConversation>()
        .AddSingleton<StoreWebhookEvents>().AddScoped<ReceiveWebhookEvents>().AddScoped<ReceiveEvent>().AddScoped<UnsendMessage>().AddScoped<EditMessage>().AddScoped<NoteMembers>().AddScoped<RereadMessages>()
        .AddScoped<ReadMessages>().AddScoped<ReadEdits>().AddScoped<FindLastPlace>().AddScoped<SendReply>().AddScoped<UndoReply>().AddScoped<RetryMessage>().AddScoped<DeliverNext>()
        .AddScoped<ReleaseHeld>().AddScoped<TakeAlong>().AddScoped<ReadQuotas>().AddScoped<ReadBanner>().AddScoped<ReadCosts>()
        .AddScoped<ReadGauges>().AddScoped<BalanceBooks>().AddSingleton<LastBooks>()
        .AddScoped<KeepDraft>().AddScoped<ReadDraft>().AddScoped<WriteNote>().AddSingleton<TypingShown>().AddScoped<ShowTyping>()
        .AddSingleton<MediaSpool>().AddSingleton<Pictures>().AddScoped<FetchMedia>().AddScoped<EraseMedia>().AddScoped<SweepUploads>().AddScoped<RetryMedia>().AddScoped<FindMedia>()
        .AddScoped<UploadMedia>().AddScoped<ReadUploads>().AddScoped<DropUpload>().AddScoped<ReadGallery>()
        .AddScoped<ReadConsoleSettings>().AddScoped<ChangeConsoleSettings>()
        .AddScoped<SearchConversations>().AddScoped<FindCustomers>().AddScoped<FindMessages>().AddScoped<MakeSearchable>()
        .AddScoped<ListCannedResponses>().AddScoped<OfferCannedResponses>().AddScoped<KeepCannedResponse>().AddScoped<DeleteCannedResponse>().AddScoped<CountCannedUse>()
        .AddScoped<FindColleagues>().AddScoped<SignIn>().AddScoped<FindOperator>().AddScoped<ListAvailableOperators>().AddScoped<SeedAdmin>().AddScoped<ChooseLanguage>()
        .AddScoped<ReadPreferences>().AddScoped<ChoosePreferences>().AddScoped<NoteSeen>();
}
