using System.Globalization;
using System.Text;

namespace LiveChat.Web.Operations;

/// <summary>Writes the OpenMetrics 1.0 text format: one family after the other, and an end that says that nothing is missing.</summary>
public sealed class OpenMetrics
{
    public const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private readonly StringBuilder text = new();

    public OpenMetrics Gauge(string name, string help, double value) => Gauge(name, help, [(null, value)]);

    /// <param name="samples">Each with its label, if it has one.</param>
    public OpenMetrics Gauge(string name, string help, IEnumerable<((string Name, string Value)? Label, double Value)> samples)
    {
        Begin(name, "gauge", help);
        foreach (var (label, value) in samples) Sample(name, label is { } one ? [one] : [], value);
        return this;
    }

    public OpenMetrics Counter(string name, string help, IEnumerable<(IReadOnlyList<(string Name, string Value)> Labels, long Value)> samples)
    {
        Begin(name, "counter", help);
        foreach (var (labels, value) in samples) Sample(name + "_total", labels, value);
        return this;
    }

    public string End() => text.Append("# EOF\n").ToString();

    private void Begin(string name, string type, string help) => text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append("\n# HELP ").Append(name).Append(' ').Append(Escape(help)).Append('\n');

    private void Sample(string name, IReadOnlyList<(string Name, string Value)> labels, double value)
    {
        text.Append(name);
        if (labels.Count > 0) text.Append('{').AppendJoin(',', labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\"")).Append('}');
        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
