using LiveChat.Web.Simulator.Rules;

namespace LiveChat.Web.Simulator;

/// <summary>The Messaging API under one prefix, for both <c>api.line.me</c> and <c>api-data.line.me</c>. Everything not listed is 404.</summary>
public static class FakeLineEndpoints
{
    /// <param name="routes">Where to map.</param>
    /// <param name="prefix">What stands in for <c>https://api.line.me</c>, such as <c>/fake-line</c>; may be empty.</param>
    /// <param name="line">The platform; without it, the one among the services.</param>
    public static IEndpointConventionBuilder MapFakeLine(this IEndpointRouteBuilder routes, string prefix, FakeLine? line = null)
    {
        var platform = line ?? routes.ServiceProvider.GetRequiredService<FakeLine>();
        var group = routes.MapGroup(prefix).AllowAnonymous().DisableAntiforgery();    // callers prove themselves by bearer token

        Map("POST", "/v2/bot/message/reply", FakeEndpoint.Reply, SendingRules.Reply);
        Map("POST", "/v2/bot/message/push", FakeEndpoint.Push, SendingRules.Push);
        Map("POST", "/v2/bot/message/validate/reply", FakeEndpoint.Validate, SendingRules.Validate);
        Map("POST", "/v2/bot/message/validate/push", FakeEndpoint.Validate, SendingRules.Validate);
        Map("GET", "/v2/bot/message/quota", FakeEndpoint.Quota, LookupRules.Quota);
        Map("GET", "/v2/bot/message/quota/consumption", FakeEndpoint.Quota, LookupRules.Consumption);
        Map("GET", "/v2/bot/message/{messageId}/content", FakeEndpoint.Content, LookupRules.Content);
        Map("GET", "/v2/bot/message/{messageId}/content/preview", FakeEndpoint.Content, LookupRules.Preview);
        Map("GET", "/v2/bot/message/{messageId}/content/transcoding", FakeEndpoint.Content, LookupRules.Transcoding);
        Map("GET", "/v2/bot/profile/{userId}", FakeEndpoint.Profile, LookupRules.Profile);
        Map("GET", "/v2/bot/group/{groupId}/summary", FakeEndpoint.Group, LookupRules.GroupSummary);
        Map("GET", "/v2/bot/group/{groupId}/members/count", FakeEndpoint.Group, LookupRules.MemberCount);
        Map("GET", "/v2/bot/group/{groupId}/member/{userId}", FakeEndpoint.Group, LookupRules.GroupMember);
        Map("GET", "/v2/bot/room/{roomId}/members/count", FakeEndpoint.Group, LookupRules.MemberCount);
        Map("GET", "/v2/bot/room/{roomId}/member/{userId}", FakeEndpoint.Group, LookupRules.GroupMember);
        Map("GET", "/v2/bot/info", FakeEndpoint.BotInfo, LookupRules.BotInfo);
        Map("POST", "/v2/bot/chat/loading/start", FakeEndpoint.Loading, ChatRules.StartLoading);
        Map("POST", "/v2/bot/chat/markAsRead", FakeEndpoint.MarkAsRead, ChatRules.MarkAsRead);
        Map("GET", "/v2/bot/channel/webhook/endpoint", FakeEndpoint.WebhookSettings, WebhookSettingsRules.Get);
        Map("PUT", "/v2/bot/channel/webhook/endpoint", FakeEndpoint.WebhookSettings, WebhookSettingsRules.Set);
        MapWaiting("POST", "/v2/bot/channel/webhook/test", FakeEndpoint.WebhookSettings, WebhookSettingsRules.TestAsync);
        group.MapPost("/oauth2/v3/token", context => FakeLineExchange.IssueTokenAsync(platform, context));
        group.Map("/{**unknown}", context => FakeLineExchange.AnswerUnknownAsync(platform, context));
        return group;

        void Map(string method, string pattern, FakeEndpoint endpoint, Func<FakeCall, FakeAnswer> rule) =>
            MapWaiting(method, pattern, endpoint, (call, _) => Task.FromResult(rule(call)));

        void MapWaiting(string method, string pattern, FakeEndpoint endpoint, Func<FakeCall, CancellationToken, Task<FakeAnswer>> rule) =>
            group.MapMethods(pattern, [method], context => FakeLineExchange.AnswerAsync(platform, context, endpoint, rule));
    }
}
