using Microsoft.Extensions.Time.Testing;

namespace LiveChat.Tests.Support;

/// <summary>The application whose time passes when a test says so.</summary>
public sealed class AppWithClock : App
{
    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    protected override TimeProvider Clock => Time;
}
