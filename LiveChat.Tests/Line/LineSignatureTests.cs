using System.Security.Cryptography;
using System.Text;
using LiveChat.Core.Line;
using Xunit;

namespace LiveChat.Tests.Line;

public sealed class LineSignatureTests
{
    private const int Mutations = 20_000;

    public static TheoryData<string> Vectors => [.. SignatureVectors.Names];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_vector_is_judged_as_it_should_be(string name)
    {
        var vector = SignatureVectors.Named(name);
        Assert.Equal(vector.Valid, LineSignature.Fits(vector.Signature, vector.Secret, vector.Body));
    }

    [Fact]
    public void All_twenty_nine_vectors_are_here() =>
        Assert.Equal((29, 12), (SignatureVectors.All.Count, SignatureVectors.All.Count(vector => vector.Valid)));

    [Fact]
    public void A_channel_without_a_secret_fits_nothing_not_even_what_was_signed_with_an_empty_key()
    {
        var body = "{\"events\":[]}"u8.ToArray();
        var signedWithNothing = Convert.ToBase64String(HMACSHA256.HashData(Array.Empty<byte>(), body));
        Assert.False(LineSignature.Fits(signedWithNothing, "", body));
        Assert.False(LineSignature.Fits(null, "secret", body));
    }

    [Fact]
    public void Another_spelling_of_the_same_bytes_is_not_LINEs()
    {
        var vector = SignatureVectors.All[0];
        Assert.EndsWith("s=", vector.Signature, StringComparison.Ordinal);
        var twin = vector.Signature[..^2] + "t="; // the last two bits of the letter are thrown away when it is decoded
        Assert.Equal(Convert.FromBase64String(vector.Signature), Convert.FromBase64String(twin));
        Assert.False(LineSignature.Fits(twin, vector.Secret, vector.Body));
    }

    [Fact]
    public void Of_twenty_thousand_mutations_of_signature_and_body_none_fits_and_none_throws()
    {
        var chance = new Random(29);
        var honest = SignatureVectors.All.Where(vector => vector.Valid).ToArray();
        for (var i = 0; i < Mutations; i++)
        {
            var vector = honest[i % honest.Length];
            var (signature, body) = i % 2 == 0 ? (Mutate(vector.Signature, chance), vector.Body) : (vector.Signature, Mutate(vector.Body, chance));
            if (signature == vector.Signature && body.AsSpan().SequenceEqual(vector.Body)) continue; // the dice put back what was there
            Assert.False(LineSignature.Fits(signature, vector.Secret, body), $"mutation {i} of \"{vector.Name}\": {signature}");
        }
    }

    private static string Mutate(string signature, Random chance)
    {
        var changed = new StringBuilder(signature);
        var at = chance.Next(changed.Length);
        return chance.Next(7) switch
        {
            0 => changed.Replace(changed[at], (char)chance.Next(char.MaxValue + 1), at, 1).ToString(),
            1 => changed.Replace(changed[at], (char)('!' + chance.Next(94)), at, 1).ToString(),
            2 => changed.Insert(at, " \t\r\n=+/-_"[chance.Next(9)]).ToString(),
            3 => changed.Remove(at, chance.Next(1, changed.Length - at + 1)).ToString(),
            4 => " " + signature + "\n",
            5 => new string((char)chance.Next(128), chance.Next(10_000)),
            _ => Convert.ToHexStringLower(Convert.FromBase64String(signature)),
        };
    }

    private static byte[] Mutate(byte[] body, Random chance)
    {
        var at = chance.Next(body.Length);
        switch (chance.Next(4))
        {
            case 0:
                return [.. body[..at], (byte)chance.Next(256), .. body[at..]];
            case 1:
                return [.. body[..at], .. body[(at + 1)..]];
            case 2:
                return chance.Next(2) == 0 ? [] : body[..at];
            default:
                byte[] flipped = [.. body];
                flipped[at] ^= (byte)(1 << chance.Next(8));
                return flipped;
        }
    }
}
