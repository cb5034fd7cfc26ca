using LiveChat.Web.Simulator;

namespace LiveChat.Tests.Support;

/// <summary>Much of it at once, told in LINE's batches and received before the test goes on.</summary>
public static class CrowdExtensions
{
    private const int LargestBatch = 100;

    /// <summary>So many customers who wrote once; always two at the very same moment.</summary>
    public static async Task GivenCustomersWhoWroteAsync(this AppWithoutWorkers app, int count)
    {
        var customers = Enumerable.Range(0, count).Select(i => app.Line.AddCustomer($"ลูกค้า {i}")).ToArray();
        await app.TellAsync(i => customers[i], count, "สวัสดีค่ะ");
    }

    /// <summary>One customer says so much, numbered; always two at the very same moment.</summary>
    public static Task SayAsync(this AppWithoutWorkers app, FakeCustomer customer, int count, string words = "ข้อ") => app.TellAsync(_ => customer, count, words);

    private static async Task TellAsync(this AppWithoutWorkers app, Func<int, FakeCustomer> who, int count, string words)
    {
        var begin = DateTimeOffset.UtcNow.AddSeconds(-count);
        foreach (var batch in Enumerable.Range(0, count).Chunk(LargestBatch))
        {
            await app.Line.DeliverAsync(app.LineHost.Channel, batch.Select(i =>
            {
                var said = app.Line.Events.Text(app.LineHost.Channel, who(i).UserId, $"{words} {i}");
                said["timestamp"] = begin.AddSeconds(i / 2).ToUnixTimeMilliseconds();
                said.Remove("replyToken");
                return said;
            }));
        }
        await app.ReceiveAllAsync();
    }
}
