package io.github.cheevoherald.awards;

import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.AwardedGame;
import io.github.cheevoherald.retroachievements.SiteLinks;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns awards into self-contained announcements. */
final class AwardMaker {
    private final SiteLinks links;

    AwardMaker(SiteLinks links) {
        this.links = links;
    }

    PlayerCard card(Player player, Instant now) {
        return new PlayerCard(
                player.ulid(), player.name(), links.player(player.name()), links.picture(player.picture(), now));
    }

    /**
     * @param number which of their awards of this kind it is for the player; null if unknown
     * @param first whether no other member of the server has it
     */
    AnnouncedAward award(FoundAward found, boolean upgrade, boolean late, @Nullable Integer number, boolean first) {
        AwardKey key = found.key();
        AwardedGame game = found.game();
        return new AnnouncedAward(
                AnnouncedAward.Kind.valueOf(key.kind().name()),
                key.subject(),
                found.title(),
                links.page(key.subject()),
                Objects.requireNonNullElse(found.pictureUrl(), ""),
                game == null ? null : game.sceneUrl(),
                found.console(),
                game == null || game.points() <= 0 ? null : (Integer) game.points(),
                key.tier() == AwardKey.NO_TIER ? null : (Integer) key.tier(),
                found.date().getEpochSecond(),
                upgrade,
                late,
                game == null ? null : game.holders(),
                game == null || game.players() <= 0 ? null : (Integer) game.players(),
                found.seconds(),
                number,
                first);
    }
}
