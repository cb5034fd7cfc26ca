namespace LiveChat.Core.Channels;

/// <summary>Seals what must not be read from a copy of the database. Core does not know the keys.</summary>
public interface ISecrets
{
    string Seal(string secret);

    string Open(string sealedSecret);
}
