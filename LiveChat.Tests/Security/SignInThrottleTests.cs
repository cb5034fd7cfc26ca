using System.Net;
using LiveChat.Web.Security;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LiveChat.Tests.Security;

public sealed class SignInThrottleTests : IDisposable
{
    private readonly SignInThrottle throttle = new(new FakeTimeProvider(DateTimeOffset.UtcNow));

    public void Dispose() => throttle.Dispose();

    [Fact]
    public void A_new_address_of_the_same_network_is_the_same_guesser()
    {
        var allowed = Enumerable.Range(0, 100).Count(i => throttle.TryBegin("admin", IPAddress.Parse($"2001:db8:0:7::{i:x}")));
        Assert.Equal(10, allowed);
        Assert.True(throttle.TryBegin("admin", IPAddress.Parse("2001:db8:0:8::1")));
    }

    [Fact]
    public void One_address_that_tries_every_name_is_stopped_and_an_address_written_in_both_ways_is_one()
    {
        var allowed = Enumerable.Range(0, 1000).Count(i => throttle.TryBegin($"name {i}", IPAddress.Parse(i % 2 == 0 ? "192.0.2.1" : "::ffff:192.0.2.1")));
        Assert.Equal(60, allowed);
        Assert.True(throttle.TryBegin("admin", IPAddress.Parse("192.0.2.2")));
    }
}
