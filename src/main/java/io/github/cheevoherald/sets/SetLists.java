package io.github.cheevoherald.sets;

import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.CompletedClaim;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.SetVersion;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/**
 * The site's lists about sets.
 *
 * @param claims a page of completed claims, latest first
 * @param versions a page of sets' versions, latest first
 * @param versionsOfSet the latest versions of one set
 */
public record SetLists(
        IntFunction<Outcome<ApiPage<CompletedClaim>>> claims,
        IntFunction<Outcome<ApiPage<SetVersion>>> versions,
        LongFunction<Outcome<List<SetVersion>>> versionsOfSet) {

    /** Those of the second API. */
    public static SetLists of(SecondApi api) {
        return new SetLists(api::completedClaims, api::setVersions, api::versionsOfSet);
    }
}
