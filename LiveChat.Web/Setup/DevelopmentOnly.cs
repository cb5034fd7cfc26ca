using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace LiveChat.Web.Setup;

/// <summary>Takes pages away that exist for developers: without a selector they have no address, so asking for one is a 404.</summary>
public static class DevelopmentOnly
{
    public static void RemoveUnless(this PageConventionCollection conventions, bool allowed, string page)
    {
        if (!allowed) conventions.AddPageRouteModelConvention(page, model => model.Selectors.Clear());
    }
}
