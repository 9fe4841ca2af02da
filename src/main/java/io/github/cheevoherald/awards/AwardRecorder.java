package io.github.cheevoherald.awards;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The one transaction in which a player's awards become ledger rows and outbox rows. */
public final class AwardRecorder {
    static final Comparator<FoundAward> OLDEST_FIRST = Comparator.comparing(FoundAward::date)
            .thenComparing(award -> award.key().kind())
            .thenComparing(award -> award.key().subjectId());

    private final Database database;
    private final Outbox outbox;
    private final AwardMaker maker;
    private final Clock clock;
    private final AwardLedger ledger = new AwardLedger();
    private final AwardLinks links = new AwardLinks();

    /** Records by the bot's own clock; {@code pages} makes the addresses in announcements. */
    public AwardRecorder(Database database, Outbox outbox, SiteLinks pages, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.maker = new AwardMaker(pages);
        this.clock = clock;
    }

    /** Those of a player's awards that aren't recorded. */
    List<FoundAward> unrecorded(Player player, List<FoundAward> found) {
        Map<AwardKey, AwardLedger.Known> known = database.read(handle -> ledger.of(handle, player.id()));
        return found.stream().filter(award -> !known.containsKey(award.key())).toList();
    }

    /** Those of a player's awards that are announced somewhere when they are recorded. */
    Set<AwardKey> news(Player player, List<FoundAward> found, AwardLook look) {
        return database.inTransaction(handle -> {
            List<AwardLink> watching = linksOf(handle, player);
            Map<AwardKey, AwardLedger.Known> recorded = ledger.of(handle, player.id());
            return found.stream()
                    .filter(award ->
                            !AwardDetector.news(award, recorded, watching, look).isEmpty())
                    .map(FoundAward::key)
                    .collect(Collectors.toSet());
        });
    }

    /** Records a player's awards, and returns how many announcements were added to the outbox. */
    int record(Player player, List<FoundAward> found, AwardLook look) {
        return database.inTransaction(handle -> record(handle, player, found, look));
    }

    /** None if the player was forgotten meanwhile. */
    private List<AwardLink> linksOf(Handle handle, Player player) {
        return player.isStored(handle) ? links.of(handle, player.id()) : List.of();
    }

    private int record(Handle handle, Player player, List<FoundAward> found, AwardLook look) {
        List<AwardLink> watching = linksOf(handle, player);
        if (watching.isEmpty()) {
            return 0;
        }
        Recording recording = new Recording(handle, player, watching, look);
        found.stream().sorted(OLDEST_FIRST).forEach(recording::add);
        if (look.ofOnePlayer()) {
            links.read(handle, player.id(), look.askedAt());
        }
        recording.news.forEach(
                (guildId, awards) -> outbox.add(handle, guildId, new AwardAnnouncement(awards), clock.instant()));
        return recording.news.size();
    }

    /** The awards of one player in one transaction, and what is announced of them in each server. */
    private final class Recording {
        private final Handle handle;
        private final Player player;
        private final List<AwardLink> watching;
        private final AwardLook look;
        private final boolean knowsAll;
        private final Map<AwardKey, AwardLedger.Known> recorded;
        private final PlayerCard card;
        private final Set<AwardKey> added = new HashSet<>();
        private final Map<Long, List<PlayersAward>> news = new LinkedHashMap<>();

        Recording(Handle handle, Player player, List<AwardLink> watching, AwardLook look) {
            this.handle = handle;
            this.player = player;
            this.watching = watching;
            this.look = look;
            knowsAll = look.ofOnePlayer() || watching.stream().anyMatch(AwardLink::listRead);
            recorded = ledger.of(handle, player.id());
            card = maker.card(player, clock.instant());
        }

        void add(FoundAward award) {
            if (!added.add(award.key())) {
                // The site may have two rows of one award.
                return;
            }
            List<AwardLink> to = AwardDetector.news(award, recorded, watching, look);
            boolean upgrade = AwardDetector.isUpgrade(award, recorded);
            if (recorded.containsKey(award.key())) {
                to = to.stream().filter(link -> !isInOutbox(link, award)).toList();
            } else {
                recorded.put(award.key(), ledger.add(handle, player.id(), award, recorded.size() + 1L));
            }
            for (AwardLink link : to) {
                boolean late = award.date().isBefore(look.lateBefore());
                boolean first = knowsAll && ledger.isFirst(handle, link.guildId(), player.id(), award.key());
                AnnouncedAward shown = maker.award(award, upgrade, late, knowsAll ? count(award) : null, first);
                news.computeIfAbsent(link.guildId(), guildId -> new ArrayList<>())
                        .add(new PlayersAward(card, shown));
            }
        }

        private @Nullable Integer count(FoundAward award) {
            return (int) recorded.keySet().stream()
                    .filter(key -> key.kind() == award.key().kind())
                    .count();
        }

        /** Which it is for a link that isn't new only if that began anew by a clock that was behind. */
        private boolean isInOutbox(AwardLink link, FoundAward award) {
            boolean[] found = {false};
            // Links are dated by the site's clock, the outbox by ours, which may be wrong by more than a day.
            Instant since = link.since().minus(Duration.ofDays(2));
            outbox.ofPlayers().eachAdded(handle, link.guildId(), player.ulid(), since, added -> {
                if (added instanceof AwardAnnouncement awards) {
                    found[0] |= awards.awards().stream()
                            .anyMatch(one -> one.player().ulid().equals(player.ulid())
                                    && one.subject().equals(award.key().subject()));
                }
            });
            return found[0];
        }
    }
}
