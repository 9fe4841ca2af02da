package io.github.cheevoherald.outbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a feed is to be told, complete in itself: nothing is looked up elsewhere when it is sent. Stored as JSON, so a
 * changed shape gets a new name and the old one stays readable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Announcement.Unlocks.class, name = "unlocks-1"),
    @JsonSubTypes.Type(value = Announcement.Summary.class, name = "summary-1")
})
public sealed interface Announcement {

    /** What is announced, player by player; never empty. */
    List<Unlocks> parts();

    /** How many unlocks are announced. */
    default int count() {
        return parts().stream().mapToInt(part -> part.unlocks().size()).sum();
    }

    /** The one player whose unlocks these are, by ULID; null when they are several players'. */
    default @Nullable String ulid() {
        String first = parts().get(0).player().ulid();
        return parts().stream().allMatch(part -> part.player().ulid().equals(first)) ? first : null;
    }

    /** As much of it as the condition holds for; empty when that is nothing. */
    default Optional<Announcement> only(BiPredicate<PlayerCard, Unlock> condition) {
        List<Unlocks> kept = new ArrayList<>();
        for (Unlocks part : parts()) {
            List<Unlock> unlocks = part.unlocks().stream()
                    .filter(unlock -> condition.test(part.player(), unlock))
                    .toList();
            if (!unlocks.isEmpty()) {
                kept.add(new Unlocks(part.player(), unlocks));
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.size() == 1 ? kept.get(0) : new Summary(kept));
    }

    /** The date of the oldest unlock, in seconds since 1970. */
    default long oldest() {
        long oldest = Long.MAX_VALUE;
        for (Unlocks part : parts()) {
            for (Unlock unlock : part.unlocks()) {
                oldest = Math.min(oldest, unlock.unlockedAt());
            }
        }
        return oldest;
    }

    /** Unlocks of one player that were found together, oldest first. */
    record Unlocks(PlayerCard player, List<Unlock> unlocks) implements Announcement {
        public Unlocks {
            if (unlocks.isEmpty()) {
                throw new IllegalArgumentException("an announcement of no unlocks");
            }
            unlocks = List.copyOf(unlocks);
        }

        @Override
        public List<Unlocks> parts() {
            return List.of(this);
        }
    }

    /** What waited too long, or too much at once, to be announced one by one: unlocks of one or more players. */
    record Summary(List<Unlocks> parts) implements Announcement {
        public Summary {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("a summary of nothing");
            }
            parts = List.copyOf(parts);
        }
    }

    /** The player as shown: addresses are absolute. */
    record PlayerCard(String ulid, String name, String url, String pictureUrl) {}

    /**
     * One unlock as shown: addresses are absolute, texts are as the site sent them.
     *
     * @param type as in the site's answer, or null
     * @param unlockedAt seconds since 1970
     * @param upgrade whether the player had it in softcore before
     * @param late whether it arrived long after its date
     */
    record Unlock(
            long achievementId,
            String title,
            String description,
            String url,
            String badgeUrl,
            int points,
            int retroPoints,
            @Nullable String type,
            String gameTitle,
            String gameUrl,
            String console,
            long unlockedAt,
            boolean hardcore,
            boolean upgrade,
            boolean late) {}
}
