using LiveChat.Web.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LiveChat.Tests.Support;

internal static class WorkersExtensions
{
    private static readonly Type[] Workers = [typeof(IncomingWorker), typeof(OutgoingWorker), typeof(ProfileWorker), typeof(QuotaWorker), typeof(SearchWorker), typeof(ReadMarkWorker), typeof(BooksWorker), typeof(MediaWorker), typeof(ErasureWorker)];

    /// <summary>Nothing is received, sent or fetched by itself.</summary>
    public static void RemoveWorkers(this IServiceCollection services)
    {
        foreach (var worker in services.Where(service => service.ServiceType == typeof(IHostedService) && Workers.Contains(service.ImplementationType)).ToArray()) services.Remove(worker);
    }
}
