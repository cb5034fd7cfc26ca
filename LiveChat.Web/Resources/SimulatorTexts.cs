namespace LiveChat.Web.Resources;

/// <summary>Names the texts of the simulator: <c>SimulatorTexts.th.resx</c>, <c>SimulatorTexts.en.resx</c>.</summary>
public sealed class SimulatorTexts;
