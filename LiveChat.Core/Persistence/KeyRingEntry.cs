namespace LiveChat.Core.Persistence;

/// <summary>One key of the web application's key ring, as encrypted XML: shared by instances, kept across restarts.</summary>
public sealed class KeyRingEntry
{
    public long Id { get; private set; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
