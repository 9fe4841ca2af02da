package io.github.cheevoherald.outbox.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FilterProperty;
import io.github.cheevoherald.outbox.GamePage;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemProperties;
import io.github.cheevoherald.outbox.LeftOut;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.StoredKind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An announcement of events' achievements that have begun. It is about no player, but names those who have them. */
@JsonTypeName("events-1")
public record EventAnnouncement(List<Begun> achievements) implements Announcement {
    /** The kind's name. */
    public static final String KIND = "events";

    /** The kind as the outbox stores it. */
    public static final StoredKind STORED = new StoredKind(
            KIND, List.of(EventAnnouncement.class), EnumSet.of(FilterProperty.POINTS, FilterProperty.GAME));

    public EventAnnouncement {
        if (achievements.isEmpty()) {
            throw new IllegalArgumentException("an announcement of no achievements");
        }
        achievements = List.copyOf(achievements);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Item> items() {
        return List.copyOf(achievements);
    }

    @Override
    public EventAnnouncement withItems(List<Item> items) {
        return new EventAnnouncement(items.stream().map(Begun.class::cast).toList());
    }

    @Override
    public Set<String> named() {
        Set<String> ulids = new HashSet<>();
        achievements.forEach(one -> one.holders().forEach(holder -> ulids.add(holder.ulid())));
        return ulids;
    }

    /** The same achievements, without naming these players. */
    @Override
    public Optional<Announcement> without(LeftOut leftOut) {
        return Optional.of(new EventAnnouncement(
                achievements.stream().map(one -> one.without(leftOut)).toList()));
    }

    /** An event; everything but its title is empty where the site doesn't say it, and so is the title of the weekly one. */
    public record Event(String title, String url, String badgeUrl, String decorator) {}

    /** A member of the server who has the achievement. */
    public record Holder(String ulid, String name) {}

    /**
     * One achievement as shown: addresses are absolute, texts are as the site sent them.
     *
     * @param gameTitle empty if nobody could say which game it belongs to
     * @param console empty if unknown; null in rows of earlier versions
     * @param begunAt seconds since 1970
     * @param until seconds since 1970; null if the site gives no end
     * @param holders members who have it already, those who had it first
     * @param moreHolders how many more there are
     */
    public record Begun(
            long achievementId,
            String title,
            String description,
            String url,
            String badgeUrl,
            int points,
            String gameTitle,
            String gameUrl,
            @Nullable String console,
            Event event,
            long begunAt,
            @Nullable Long until,
            List<Holder> holders,
            int moreHolders)
            implements Item {
        public Begun {
            holders = List.copyOf(holders);
        }

        @Override
        public @Nullable PlayerCard player() {
            return null;
        }

        @Override
        public long date() {
            return begunAt;
        }

        @Override
        public String subject() {
            return Long.toString(achievementId);
        }

        @Override
        public ItemProperties properties() {
            return ItemProperties.ofGame(gameUrl, gameTitle, Objects.requireNonNullElse(console, ""))
                    .worth(points);
        }

        /** The same achievement with other holders. */
        public Begun heldBy(List<Holder> others, int more) {
            return new Begun(
                    achievementId,
                    title,
                    description,
                    url,
                    badgeUrl,
                    points,
                    gameTitle,
                    gameUrl,
                    console,
                    event,
                    begunAt,
                    until,
                    others,
                    more);
        }

        @Override
        public long gameId() {
            return GamePage.gameId(gameUrl);
        }

        private Begun without(LeftOut leftOut) {
            return heldBy(
                    holders.stream()
                            .filter(holder -> !leftOut.leavesOut(holder.ulid(), gameId(), begunAt))
                            .toList(),
                    moreHolders);
        }
    }
}
