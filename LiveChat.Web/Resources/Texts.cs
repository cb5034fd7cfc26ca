namespace LiveChat.Web.Resources;

/// <summary>Stands for Texts.th.resx and Texts.en.resx: every word an operator reads, keyed by meaning.</summary>
public sealed class Texts;
