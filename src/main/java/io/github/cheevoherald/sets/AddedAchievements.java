package io.github.cheevoherald.sets;

import io.github.cheevoherald.outbox.sets.SetNews.Added;
import io.github.cheevoherald.retroachievements.SetVersion;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares versions of a set. */
final class AddedAchievements {
    private AddedAchievements() {}

    /** The version before one, if it is among these. */
    static Optional<SetVersion> before(SetVersion version, List<SetVersion> others) {
        return others.stream()
                .filter(other -> other.setId() == version.setId() && other.version() < version.version())
                .max(Comparator.comparingInt(SetVersion::version));
    }

    /**
     * What a version has and the one before had not; null if that is nothing. If the site doesn't list the achievements of
     * both, the set's growth is the least that was added, and nobody can tell the points.
     */
    static @Nullable Added between(SetVersion before, SetVersion version) {
        if (before.achievements() == null || version.achievements() == null) {
            int growth = version.achievementsPublished() - before.achievementsPublished();
            return growth > 0 ? new Added(growth, null) : null;
        }
        Set<Long> known = new HashSet<>();
        before.achievements().stream()
                .filter(SetVersion.Member::promoted)
                .forEach(member -> known.add(member.achievementId()));
        List<SetVersion.Member> added = version.achievements().stream()
                .filter(member -> member.promoted() && known.add(member.achievementId()))
                .toList();
        return added.isEmpty()
                ? null
                : new Added(
                        added.size(),
                        added.stream().mapToInt(SetVersion.Member::points).sum());
    }
}
