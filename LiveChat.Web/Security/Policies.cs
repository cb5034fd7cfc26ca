using System.Security.Claims;
using LiveChat.Core.Operators;
using Microsoft.AspNetCore.Authorization;

namespace LiveChat.Web.Security;

/// <summary>Who may do what. Whatever names no policy is denied to strangers.</summary>
public static class Policies
{
    public const string Operator = nameof(Operator);
    public const string Admin = nameof(Admin);
    public const string SuperAdmin = nameof(SuperAdmin);

    public static void AddPolicies(this AuthorizationBuilder authorization) => authorization
        .AddPolicy(Operator, policy => policy.RequireAuthenticatedUser())
        .AddPolicy(Admin, policy => policy.RequireRole(nameof(OperatorRole.Admin), nameof(OperatorRole.SuperAdmin)))
        .AddPolicy(SuperAdmin, policy => policy.RequireRole(nameof(OperatorRole.SuperAdmin)))
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
}

/// <summary>What a signed-in browser knows of its operator.</summary>
public static class OperatorClaims
{
    private const string LanguageClaim = "language";
    private const string SignInClaim = "sign-in";

    extension(ClaimsPrincipal user)
    {
        public long OperatorId => long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in."));

        public string DisplayName => user.FindFirstValue(ClaimTypes.Name) ?? "";

        /// <summary>As <see cref="Policies.Admin"/> says it.</summary>
        public bool IsAdmin => user.IsInRole(nameof(OperatorRole.Admin)) || user.IsInRole(nameof(OperatorRole.SuperAdmin));

        public string? Language => user.FindFirstValue(LanguageClaim);

        /// <summary>One sign-in of one browser: what a sign-out ends.</summary>
        public string SignInId => user.FindFirstValue(SignInClaim) ?? "";
    }

    public static ClaimsPrincipal ToPrincipal(this OperatorIdentity identity, string signInId, string scheme)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, identity.Id.ToString()),
            new(ClaimTypes.Name, identity.DisplayName),
            new(ClaimTypes.Role, identity.Role.ToString()),
            new(SignInClaim, signInId),
        ];
        if (identity.Language is { } language) claims.Add(new(LanguageClaim, language));
        return new(new ClaimsIdentity(claims, scheme));
    }
}
