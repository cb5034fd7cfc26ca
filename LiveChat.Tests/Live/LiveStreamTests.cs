using System.Text;
using LiveChat.Web.Live;
using Xunit;

namespace LiveChat.Tests.Live;

public sealed class LiveStreamTests
{
    [Fact]
    public async Task A_reader_who_takes_nothing_is_dropped_and_little_is_kept_for_them()
    {
        var stream = NewStream();
        for (var i = 0; i < 1000; i++) stream.Offer([(byte)i]);
        var kept = await ReadAsync(stream);
        Assert.InRange(kept.Count, 1, 999);
        Assert.Equal(Enumerable.Range(0, kept.Count).Select(i => (byte)i), kept.Select(bytes => bytes[0])); // from the beginning, without a hole
    }

    [Fact]
    public async Task What_is_offered_after_the_end_is_not_kept()
    {
        var stream = NewStream();
        stream.Offer([1]);
        stream.Close();
        stream.Offer([2]);
        Assert.Equal([1], Assert.Single(await ReadAsync(stream)));
    }

    [Fact]
    public async Task One_slow_reader_costs_the_others_nothing()
    {
        var hub = new LiveHub();
        var (slow, quick) = (NewStream(operatorId: 1), NewStream(operatorId: 2));
        hub.Add(slow);
        hub.Add(quick);
        await using var reading = quick.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();
        for (var i = 0; i < 1000; i++)
        {
            hub.Send(BitConverter.GetBytes(i), _ => true);
            Assert.True(await reading.MoveNextAsync());
            Assert.Equal(i, BitConverter.ToInt32(reading.Current));
        }
        Assert.InRange((await ReadAsync(slow)).Count, 1, 999);
    }

    [Fact]
    public async Task The_stream_too_many_ends_the_oldest_of_the_same_operator_only()
    {
        var hub = new LiveHub();
        var others = NewStream(operatorId: 2);
        hub.Add(others);
        var own = Enumerable.Range(0, LiveHub.MostPerOperator + 1).Select(_ => NewStream(operatorId: 1)).ToArray();
        foreach (var stream in own) hub.Add(stream);
        hub.Send([7], _ => true);

        Assert.Equal([ServerSentEvent.Crowded], await ReadAsync(own[0]));
        foreach (var stream in own.Skip(1).Append(others))
        {
            stream.Close();
            Assert.Single(await ReadAsync(stream));
        }
    }

    [Theory]
    [InlineData(null, "words", "data: words\n\n")]
    [InlineData("hello", "{}", "event: hello\ndata: {}\n\n")]
    [InlineData(null, "", "data: \n\n")]
    [InlineData(null, "one\ntwo", "data: one\ndata: two\n\n")]
    [InlineData(null, "one\r\ntwo\rthree", "data: one\ndata: two\ndata: three\n\n")]
    [InlineData(null, "one\n\ntwo\n", "data: one\ndata: \ndata: two\ndata: \n\n")]
    [InlineData(null, "\r\r\n\n", "data: \ndata: \ndata: \ndata: \n\n")]
    [InlineData(null, "event: x\ndata: y\nid: 7\nretry: 1\n: z", "data: event: x\ndata: data: y\ndata: id: 7\ndata: retry: 1\ndata: : z\n\n")]
    [InlineData(null, "ก😀", "data: ก😀\n\n")]
    public void An_event_on_the_wire_is_one_event_whatever_it_says(string? name, string data, string wire) =>
        Assert.Equal(wire, Encoding.UTF8.GetString(ServerSentEvent.Encode(name, data)));

    private static LiveStream NewStream(long operatorId = 1) => new(operatorId, "sign-in", "th");

    /// <summary>Everything up to the stream's end; a stream that does not end fails.</summary>
    private static Task<List<byte[]>> ReadAsync(LiveStream stream) =>
        stream.ReadAllAsync(CancellationToken.None).ToListAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
}
