package io.github.cheevoherald.sets;

import io.github.cheevoherald.retroachievements.CompletedClaim;
import io.github.cheevoherald.retroachievements.SetVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work on a set that was completed, by everybody who had a claim on it. */
record CompletedWork(
        long gameId,
        SetTitle title,
        @Nullable String iconUrl,
        String console,
        boolean revision,
        Instant finishedAt,
        List<String> developers) {

    /** Collaborators' claims of one piece of work may differ by the time that the site takes to complete them. */
    static final Duration TOGETHER = Duration.ofMinutes(1);

    private record Subject(long gameId, boolean revision) {}

    CompletedWork {
        developers = List.copyOf(developers);
    }

    /** The work behind some claims, oldest first. */
    static List<CompletedWork> of(List<CompletedClaim> claims) {
        List<CompletedClaim> sorted = claims.stream()
                .distinct()
                .sorted(Comparator.comparing(CompletedClaim::finishedAt).thenComparing(CompletedClaim::id))
                .toList();
        List<CompletedWork> all = new ArrayList<>();
        Map<Subject, Integer> latest = new LinkedHashMap<>();
        for (CompletedClaim claim : sorted) {
            Subject subject = new Subject(claim.gameId(), claim.revision());
            Integer at = latest.get(subject);
            if (at != null && all.get(at).includes(claim)) {
                all.set(at, all.get(at).with(claim.developer()));
            } else {
                latest.put(subject, all.size());
                all.add(of(claim));
            }
        }
        return all;
    }

    private static CompletedWork of(CompletedClaim claim) {
        return new CompletedWork(
                claim.gameId(),
                SetTitle.of(claim.gameTitle()),
                claim.gameIconUrl(),
                claim.console(),
                claim.revision(),
                claim.finishedAt(),
                List.of(claim.developer()));
    }

    private boolean includes(CompletedClaim claim) {
        return !claim.finishedAt().isAfter(finishedAt.plus(TOGETHER));
    }

    private CompletedWork with(String developer) {
        if (developers.contains(developer)) {
            return this;
        }
        List<String> more = new ArrayList<>(developers);
        more.add(developer);
        return new CompletedWork(gameId, title, iconUrl, console, revision, finishedAt, more);
    }

    /**
     * Whether a version is one of the set that was worked on. The site may not show the own game of a subset, only its
     * parent and the set's title.
     */
    boolean isOf(SetVersion version) {
        return version.games().stream()
                .anyMatch(use -> (use.gameId() == gameId && use.type().equals("core"))
                        || (title.subset() != null
                                && title.subset().equalsIgnoreCase(version.setTitle())
                                && title.game().equals(use.gameTitle())));
    }
}
