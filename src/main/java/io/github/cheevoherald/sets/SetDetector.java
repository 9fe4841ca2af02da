package io.github.cheevoherald.sets;

import io.github.cheevoherald.retroachievements.SetVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides which completed works and versions of sets are ready to be announced. The others wait for the next look. */
final class SetDetector {
    /** The site makes the version within seconds of the last claim. */
    static final Duration UNTIL_VERSION = Duration.ofMinutes(30);

    /** Only the site's daily job makes a version for a subset. */
    static final Duration UNTIL_SUBSETS_VERSION = Duration.ofHours(26);

    /** The longest wait for members' games to be read, once the site can be asked. */
    static final Duration UNTIL_GAMES_ARE_READ = Duration.ofHours(1);

    /** A version that stood there for so long is of earlier work. */
    private static final Duration LONG_BEFORE_ITS_WORK = Duration.ofHours(2);

    private SetDetector() {}

    /**
     * A version about which nothing is decided yet.
     *
     * @param since the site showed nothing of it before this moment
     * @param seenAt when this process saw it first
     * @param claimsRead whether the claims were read since it was first seen, so that any claim behind it is known
     */
    record ListedVersion(SetVersion version, Instant since, Instant seenAt, boolean claimsRead) {
        /** A version that was there at the first look of all: nobody knows since when. */
        static ListedVersion old(SetVersion version, Instant firstLook) {
            return new ListedVersion(version, Instant.EPOCH, firstLook, false);
        }

        boolean isOld() {
            return since.equals(Instant.EPOCH);
        }

        /** This one, as the site shows it by now. */
        ListedVersion as(SetVersion latest) {
            return new ListedVersion(latest, since, seenAt, claimsRead);
        }

        boolean mayBeOf(CompletedWork work) {
            return work.isOf(version)
                    && !seenAt.plus(LONG_BEFORE_ITS_WORK).isBefore(work.finishedAt())
                    && (!isOld() || work.finishedAt().isBefore(seenAt));
        }
    }

    /**
     * What is ready, oldest work first.
     *
     * @param works those that aren't recorded yet, and when this process saw each first
     * @param unread whether the games of somebody who has been registered since then are still unknown
     */
    static List<SetChange> ready(
            Map<CompletedWork, Instant> works,
            Collection<ListedVersion> versions,
            Instant siteNow,
            Predicate<Instant> unread) {
        Map<Long, ListedVersion> left = new LinkedHashMap<>();
        versions.forEach(listed -> left.put(listed.version().id(), listed));
        List<SetChange> ready = new ArrayList<>();
        List<Map.Entry<CompletedWork, Instant>> latestFirst = works.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(CompletedWork::finishedAt).reversed()))
                .toList();
        for (Map.Entry<CompletedWork, Instant> seen : latestFirst) {
            CompletedWork work = seen.getKey();
            Instant seenAt = seen.getValue();
            Optional<SetVersion> version = versionOf(work, left.values());
            version.ifPresent(one -> left.remove(one.id()));
            if (!(version.isEmpty() && waitsForVersion(work, seenAt, siteNow))
                    && !waitsForGames(work.finishedAt(), seenAt, siteNow, unread)) {
                ready.add(0, SetChange.of(work, version.orElse(null)));
            }
        }
        for (ListedVersion listed : left.values()) {
            if (listed.claimsRead() && !waitsForGames(listed.since(), listed.seenAt(), siteNow, unread)) {
                ready.add(new SetChange(null, listed.version(), listed.since(), null));
            }
        }
        return ready;
    }

    /** The latest version of the set that was worked on. */
    static Optional<SetVersion> versionOf(CompletedWork work, Collection<ListedVersion> versions) {
        return versions.stream()
                .filter(listed -> listed.mayBeOf(work))
                .map(ListedVersion::version)
                .max(Comparator.comparingLong(SetVersion::id));
    }

    /**
     * Whether the version behind some work may still appear. Work that shows late, as after an outage, waits some time,
     * too: the list of versions may be the next that can't be read.
     */
    private static boolean waitsForVersion(CompletedWork work, Instant seenAt, Instant siteNow) {
        Duration patience = work.title().subset() == null ? UNTIL_VERSION : UNTIL_SUBSETS_VERSION;
        return siteNow.isBefore(work.finishedAt().plus(patience)) || siteNow.isBefore(seenAt.plus(UNTIL_VERSION));
    }

    private static boolean waitsForGames(Instant since, Instant seenAt, Instant siteNow, Predicate<Instant> unread) {
        return siteNow.isBefore(seenAt.plus(UNTIL_GAMES_ARE_READ)) && unread.test(since);
    }
}
