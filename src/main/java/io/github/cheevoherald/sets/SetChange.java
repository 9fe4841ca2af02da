package io.github.cheevoherald.sets;

import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.retroachievements.SetVersion;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new or changed set that is ready to be announced.
 *
 * @param work null for a version that nobody's claim led to
 * @param version what the work led to; null if the site shows none
 * @param since the site showed nothing of it before this moment
 * @param added what the version has and the one before had not; null if that is nothing, or not known
 */
record SetChange(
        @Nullable CompletedWork work, @Nullable SetVersion version, Instant since, SetNews.@Nullable Added added) {

    static SetChange of(CompletedWork work, @Nullable SetVersion version) {
        return new SetChange(work, version, work.finishedAt(), null);
    }

    SetChange withAdded(SetNews.@Nullable Added some) {
        return new SetChange(work, version, since, some);
    }

    SetNews.Work kind() {
        if (work == null) {
            return SetNews.Work.CHANGED;
        }
        return work.revision() ? SetNews.Work.REVISED : SetNews.Work.NEW;
    }

    /** The game whose own set it is; 0 for a subset of which the site shows only the parent. */
    long gameId() {
        if (work != null) {
            return work.gameId();
        }
        return version == null
                ? 0
                : version.games().stream()
                        .filter(use -> use.type().equals("core"))
                        .map(SetVersion.UsedIn::gameId)
                        .findFirst()
                        .orElse(0L);
    }

    /** The games that use the set: who has played one of these is concerned. */
    Set<Long> games() {
        Set<Long> games = new LinkedHashSet<>();
        if (version != null) {
            version.games().forEach(use -> games.add(use.gameId()));
        }
        if (gameId() > 0) {
            games.add(gameId());
        }
        return games;
    }

    /** When it happened: the same however often the site is asked. */
    Instant date() {
        if (work != null) {
            return work.finishedAt();
        }
        return version == null ? since : version.createdAt();
    }

    /** Whether it has a predecessor that it differs from. */
    boolean mayHaveAdded() {
        return version != null && version.version() > 1 && kind() != SetNews.Work.NEW;
    }
}
