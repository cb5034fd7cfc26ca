using LiveChat.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace LiveChat.Web.Live;

/// <summary>Renders the very partials that pages use, outside a request and in a given language.</summary>
public sealed class FragmentRenderer(IRazorViewEngine views, ITempDataProvider tempData, IServiceScopeFactory scopes)
{
    public async Task<string> RenderAsync<T>(string path, T model, string language)
    {
        Languages.Speak(language); // flows with this call only
        await using var scope = scopes.CreateAsyncScope();
        var action = new ActionContext(new DefaultHttpContext { RequestServices = scope.ServiceProvider }, new RouteData(), new ActionDescriptor());
        var view = Find(path);
        await using var output = new StringWriter();
        var data = new ViewDataDictionary<T>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await view.RenderAsync(new ViewContext(action, view, data, new TempDataDictionary(action.HttpContext, tempData), output, new HtmlHelperOptions()));
        return output.ToString();
    }

    private IView Find(string path)
    {
        var found = views.GetView(executingFilePath: null, path, isMainPage: false);
        return found.Success ? found.View : throw new InvalidOperationException($"There is no fragment {path}.");
    }
}
