package io.github.cheevoherald.outbox.awards;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FilterProperty;
import io.github.cheevoherald.outbox.GamePage;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemProperties;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.StoredKind;
import java.util.EnumSet;
import java.util.List;

/** An announcement of awards, by any number of players. */
@JsonTypeName("awards-1")
public record AwardAnnouncement(List<PlayersAward> awards) implements Announcement {
    /** The kind's name. */
    public static final String KIND = "awards";

    /** The kind as the outbox stores it. */
    public static final StoredKind STORED =
            new StoredKind(KIND, List.of(AwardAnnouncement.class), EnumSet.allOf(FilterProperty.class));

    public AwardAnnouncement {
        if (awards.isEmpty()) {
            throw new IllegalArgumentException("an announcement of no awards");
        }
        awards = List.copyOf(awards);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Item> items() {
        return List.copyOf(awards);
    }

    @Override
    public AwardAnnouncement withItems(List<Item> items) {
        return new AwardAnnouncement(
                items.stream().map(PlayersAward.class::cast).toList());
    }

    /** One player's award. */
    public record PlayersAward(PlayerCard player, AnnouncedAward award) implements Item {
        @Override
        public String title() {
            return award.title();
        }

        @Override
        public long date() {
            return award.awardedAt();
        }

        @Override
        public String subject() {
            return award.subject();
        }

        @Override
        public long gameId() {
            return GamePage.gameId(award.subject());
        }

        @Override
        public String gameTitle() {
            return award.title();
        }

        @Override
        public ItemProperties properties() {
            return ItemProperties.ofGame(award.url(), award.title(), award.console())
                    .worth(award.points())
                    .hadBy(award.share())
                    .inHardcore(award.kind().hardcore());
        }
    }
}
