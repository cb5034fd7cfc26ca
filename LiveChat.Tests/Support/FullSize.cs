namespace LiveChat.Tests.Support;

/// <summary>The promises' own figures take minutes: LIVECHAT_TEST_FULL_SIZE=1 asks for them, otherwise a fraction shows that nothing is broken.</summary>
public static class FullSize
{
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("LIVECHAT_TEST_FULL_SIZE") == "1";
}
