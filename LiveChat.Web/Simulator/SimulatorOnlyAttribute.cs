using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LiveChat.Web.Simulator;

/// <summary>404 where the simulator was not added, even if somebody forgot to take its routes away.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SimulatorOnlyAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (context.HttpContext.RequestServices.GetService<FakeLine>() is null) context.Result = new NotFoundResult();
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
        // nothing to undo
    }
}
