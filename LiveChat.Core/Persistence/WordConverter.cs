using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LiveChat.Core.Persistence;

/// <summary>Stores an enum as its lower-case word, so that rows and hand-written SQL read like the trade.</summary>
public sealed class WordConverter<T>() : ValueConverter<T, string>(
    value => value.ToString().ToLowerInvariant(),
    word => Enum.Parse<T>(word, ignoreCase: true)) where T : struct, Enum;

public static class WordConverterExtensions
{
    public static void StoreAsWord<T>(this ModelConfigurationBuilder conventions) where T : struct, Enum =>
        conventions.Properties<T>().HaveConversion<WordConverter<T>>().HaveMaxLength(20);

    /// <summary>The stored word of a value, for hand-written SQL.</summary>
    public static string Word<T>(this T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
