package io.github.cheevoherald.outbox.unlocks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FilterProperty;
import io.github.cheevoherald.outbox.GamePage;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemProperties;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.StoredKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An announcement of unlocks, grouped by player. */
public sealed interface UnlockAnnouncement extends Announcement {
    /** The kind's name. */
    String KIND = "unlocks";

    /** The kind as the outbox stores it. */
    StoredKind STORED = new StoredKind(
            KIND, List.of(Unlocks.class, Summary.class), EnumSet.allOf(FilterProperty.class), LargeUnlockRows::read);

    /** The unlocks, player by player; never empty. */
    List<Unlocks> parts();

    @Override
    default String kind() {
        return KIND;
    }

    @Override
    default List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (Unlocks part : parts()) {
            part.unlocks().forEach(unlock -> items.add(new UnlockItem(part.player(), unlock)));
        }
        return items;
    }

    /** Unlocks that follow each other and are the same player's become one part. */
    @Override
    default UnlockAnnouncement withItems(List<Item> items) {
        List<Unlocks> parts = new ArrayList<>();
        List<Unlock> unlocks = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            UnlockItem item = (UnlockItem) items.get(i);
            unlocks.add(item.unlock());
            boolean last = i + 1 == items.size()
                    || !item.player().equals(items.get(i + 1).player());
            if (last) {
                parts.add(new Unlocks(item.player(), unlocks));
                unlocks = new ArrayList<>();
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Summary(parts);
    }

    /** Unlocks of one player that were found together, oldest first. */
    @JsonTypeName("unlocks-1")
    record Unlocks(PlayerCard player, List<Unlock> unlocks) implements UnlockAnnouncement {
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

    /** Unlocks of several players, or of one in several parts, that are announced together. */
    @JsonTypeName("summary-1")
    record Summary(List<Unlocks> parts) implements UnlockAnnouncement {
        public Summary {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("a summary of nothing");
            }
            parts = List.copyOf(parts);
        }
    }

    /** One player's unlock. */
    record UnlockItem(PlayerCard player, Unlock unlock) implements Item {
        @Override
        public String title() {
            return unlock.title();
        }

        @Override
        public long date() {
            return unlock.unlockedAt();
        }

        @Override
        public String subject() {
            return Long.toString(unlock.achievementId());
        }

        @Override
        public long gameId() {
            return GamePage.gameId(unlock.gameUrl());
        }

        @Override
        public String gameTitle() {
            return unlock.gameTitle();
        }

        @Override
        public ItemProperties properties() {
            return ItemProperties.ofGame(unlock.gameUrl(), unlock.gameTitle(), unlock.console())
                    .worth(unlock.points())
                    .hadBy(unlock.context() == null ? null : unlock.context().share())
                    .inHardcore(unlock.hardcore());
        }
    }

    /**
     * What is known about an unlock beyond the unlock itself; anything unknown is left out.
     *
     * @param unlocked how many of the set's achievements the player has, in the mode of this unlock
     * @param total how many achievements the set has
     * @param share the percentage of the game's players who have it in the mode of this unlock
     * @param firstHere whether no other registered member of the server has it
     * @param place how many registered members of the server have it now; 0 if unknown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Context(
            @Nullable Integer unlocked,
            @Nullable Integer total,
            @Nullable Double share,
            boolean firstHere,
            int place) {}

    /**
     * One unlock as shown: addresses are absolute, texts are as the site sent them.
     *
     * @param type as in the site's answer, or null
     * @param unlockedAt seconds since 1970
     * @param upgrade whether the player had it in casual mode before
     * @param late whether it arrived long after its date
     * @param event the title of the event that it counts for, or null
     * @param context what is known beyond the unlock itself, or null
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
            boolean late,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String event,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Context context) {

        /** One that counts for no event, and about which nothing else is known. */
        public Unlock(
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
                boolean late) {
            this(
                    achievementId,
                    title,
                    description,
                    url,
                    badgeUrl,
                    points,
                    retroPoints,
                    type,
                    gameTitle,
                    gameUrl,
                    console,
                    unlockedAt,
                    hardcore,
                    upgrade,
                    late,
                    null,
                    null);
        }

        /** The same unlock, counting for an event. */
        public Unlock countingFor(String event) {
            return with(event, context);
        }

        /** The same unlock with what else is known about it. */
        public Unlock withContext(@Nullable Context context) {
            return with(event, context);
        }

        private Unlock with(@Nullable String event, @Nullable Context context) {
            return new Unlock(
                    achievementId,
                    title,
                    description,
                    url,
                    badgeUrl,
                    points,
                    retroPoints,
                    type,
                    gameTitle,
                    gameUrl,
                    console,
                    unlockedAt,
                    hardcore,
                    upgrade,
                    late,
                    event,
                    context);
        }
    }
}
