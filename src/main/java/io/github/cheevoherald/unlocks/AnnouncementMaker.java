package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.SiteLinks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns the site's data into self-contained announcements. */
final class AnnouncementMaker {
    private final SiteLinks links;

    AnnouncementMaker(SiteLinks links) {
        this.links = links;
    }

    PlayerCard card(Player player, Instant now) {
        return new PlayerCard(
                player.ulid(), player.name(), links.player(player.name()), links.picture(player.picture(), now));
    }

    /** @param event the title of the event that it counts for, or null */
    UnlockAnnouncement.Unlock unlock(RecentUnlock row, @Nullable String event, boolean upgrade, boolean late) {
        return new UnlockAnnouncement.Unlock(
                row.achievementId(),
                row.title(),
                row.description(),
                links.achievement(row.achievementId()),
                links.badge(row.badgeName()),
                row.points(),
                row.trueRatio(),
                row.type(),
                row.gameTitle(),
                links.game(row.gameId()),
                row.consoleName(),
                row.date().getEpochSecond(),
                row.hardcore(),
                upgrade,
                late,
                event,
                null);
    }
}
