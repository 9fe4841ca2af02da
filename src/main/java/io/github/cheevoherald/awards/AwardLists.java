package io.github.cheevoherald.awards;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.SiteAward;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the lists of all of a player's awards: what they had when their link or the feed began stays unsaid. */
final class AwardLists {
    private static final int MAX_AT_A_TIME = 10;
    private static final Backoff AFTER_FAILURES = new Backoff(Duration.ofSeconds(30), Duration.ofHours(1), 1);

    private final Database database;
    private final Function<String, Outcome<List<SiteAward>>> awards;
    private final AwardIntake intake;
    private final Clock clock;
    private final AwardLinks links = new AwardLinks();

    /** The players whose lists were asked for and are still needed. */
    private final Map<Long, Asked> asked = new HashMap<>();

    private record Asked(int times, Instant nextTry) {}

    AwardLists(Database database, Function<String, Outcome<List<SiteAward>>> awards, AwardIntake intake, Clock clock) {
        this.database = database;
        this.awards = awards;
        this.intake = intake;
        this.clock = clock;
    }

    /** Reads some of the lists that are needed, the latest links' first. */
    void readSome(Supplier<AwardLook> looks) {
        List<Long> unread = database.read(links::unread);
        asked.keySet().retainAll(unread);
        List<Long> due = unread.stream()
                .filter(playerId -> isDue(asked.get(playerId)))
                .limit(MAX_AT_A_TIME)
                .toList();
        for (long playerId : due) {
            Player player = player(playerId);
            if (player == null) {
                continue;
            }
            AwardLook look = looks.get();
            List<FoundAward> all =
                    awards.apply(player.ulid()).found().map(AwardLists::found).orElse(null);
            // Even after an answer: a link that began meanwhile needs another one.
            asked.merge(playerId, asked(1), (before, now) -> asked(before.times() + 1));
            if (all != null) {
                intake.takeList(player, all, look);
            }
        }
    }

    /** Null if the player was forgotten meanwhile. */
    private @Nullable Player player(long playerId) {
        return database.inTransaction(handle -> {
            // From here on it's known what is recorded before and after the link began.
            links.of(handle, playerId);
            return handle.createQuery("SELECT * FROM players WHERE player_id = ?")
                    .bind(0, playerId)
                    .map(Players::player)
                    .findOne()
                    .orElse(null);
        });
    }

    private static List<FoundAward> found(List<SiteAward> list) {
        return list.stream().flatMap(award -> FoundAward.of(award).stream()).toList();
    }

    private boolean isDue(@Nullable Asked before) {
        return before == null || !clock.instant().isBefore(before.nextTry());
    }

    private Asked asked(int times) {
        return new Asked(times, clock.instant().plus(AFTER_FAILURES.ceiling(times)));
    }
}
