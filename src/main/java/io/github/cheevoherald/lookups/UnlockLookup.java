package io.github.cheevoherald.lookups;

import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import io.github.cheevoherald.retroachievements.AnswerCache;
import io.github.cheevoherald.retroachievements.CompleteUnlocks;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.Requester;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks up unlocks for people. Every method blocks while the site is asked. */
public final class UnlockLookup {
    private static final int PAGES_PER_BLOCK = 10;
    private static final int BLOCK = PAGES_PER_BLOCK * UnlockersPage.PER_PAGE;
    private static final int MAX_CONTINUATIONS = 6;
    private static final Duration BEYOND_ANY_WINDOW = Duration.ofDays(30);

    private final AnswerCache answers;

    public UnlockLookup(AnswerCache answers) {
        this.answers = answers;
    }

    /** A player's unlocks of the last minutes. An unknown player has no unlocks here: check with {@link #profile}. */
    public Outcome<PlayerUnlocks> ofPlayer(Requester requester, String nameOrUlid, int minutes) {
        String who = nameOrUlid.toLowerCase(Locale.ROOT);
        Outcome<List<RecentUnlock>> first = answers.ask(
                requester, "recent " + who + " " + minutes, site -> site.recentUnlocks(nameOrUlid, minutes));
        return first.flatMap(rows -> CompleteUnlocks.after(
                        rows,
                        (continuations, from) -> continuations >= MAX_CONTINUATIONS,
                        from -> between(requester, nameOrUlid, from)))
                .map(all -> new PlayerUnlocks(newestFirst(all.unlocks()), all.isCut()));
    }

    private Outcome<List<RecentUnlock>> between(Requester requester, String nameOrUlid, Instant from) {
        return answers.ask(
                requester,
                "between " + nameOrUlid.toLowerCase(Locale.ROOT) + " " + from.getEpochSecond(),
                site -> site.unlocksBetween(nameOrUlid, from, from.plus(BEYOND_ANY_WINDOW)));
    }

    /** Sorts, leaving out casual unlocks that were upgraded and event copies, as the site's own pages do. */
    private static List<RecentUnlock> newestFirst(Collection<RecentUnlock> rows) {
        Set<Long> hardcore = rows.stream()
                .filter(RecentUnlock::hardcore)
                .map(RecentUnlock::achievementId)
                .collect(Collectors.toSet());
        Set<Instant> originals = rows.stream()
                .filter(row -> !row.isEvent())
                .map(RecentUnlock::date)
                .collect(Collectors.toSet());
        List<RecentUnlock> kept = new ArrayList<>();
        for (RecentUnlock row : rows) {
            boolean isUpgraded = !row.hardcore() && hardcore.contains(row.achievementId());
            boolean isCopy = row.isEvent() && originals.contains(row.date());
            if (!isUpgraded && !isCopy) {
                kept.add(row);
            }
        }
        kept.sort(Comparator.comparing(RecentUnlock::date)
                .reversed()
                .thenComparing(RecentUnlock::achievementId, Comparator.reverseOrder()));
        return kept;
    }

    /** The player's profile, which proves that they exist. */
    public Outcome<Profile> profile(Requester requester, String nameOrUlid) {
        return answers.ask(
                requester, "profile " + nameOrUlid.toLowerCase(Locale.ROOT), site -> site.profile(nameOrUlid));
    }

    /** A page of the players who unlocked an achievement, from 0; the last page if there are fewer. */
    public Outcome<UnlockersPage> ofAchievement(Requester requester, long achievementId, int page) {
        return unlockersPage(requester, achievementId, page).flatMap(found -> {
            if (page == 0 || !found.rows().isEmpty()) {
                return new Outcome.Found<>(found);
            }
            int last = Math.max(0, (found.about().unlocksCount() - 1) / UnlockersPage.PER_PAGE);
            return unlockersPage(requester, achievementId, Math.min(page - 1, last));
        });
    }

    private Outcome<UnlockersPage> unlockersPage(Requester requester, long achievementId, int page) {
        int offset = page / PAGES_PER_BLOCK * BLOCK;
        // One more than the block, to know whether there is another page after its last one: the site's total may be
        // off.
        Outcome<AchievementUnlocks> outcome = answers.ask(
                requester,
                "unlocks of " + achievementId + " " + offset,
                site -> site.achievementUnlocks(achievementId, BLOCK + 1, offset));
        return outcome.map(block -> page(block, page));
    }

    private static UnlockersPage page(AchievementUnlocks block, int page) {
        List<AchievementUnlocks.Unlock> rows = block.unlocks();
        int from = Math.min(page % PAGES_PER_BLOCK * UnlockersPage.PER_PAGE, rows.size());
        int to = Math.min(from + UnlockersPage.PER_PAGE, rows.size());
        return new UnlockersPage(block, rows.subList(from, to), page, to < rows.size());
    }
}
