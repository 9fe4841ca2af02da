package io.github.cheevoherald.leaderboards;

import io.github.cheevoherald.leaderboards.ScoreComparison.Progress;
import io.github.cheevoherald.leaderboards.ScoreComparison.SeenScore;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.PlayersScore;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Score;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.LeaderboardEntry;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The one transaction in which the scores of a sitting become seen ones, announcements, and the sitting's end. */
public final class ScoreRecorder {
    private final Database database;
    private final Sittings sittings;
    private final Outbox outbox;
    private final SiteLinks links;
    private final Clock clock;
    private final SeenScores seen = new SeenScores();

    /** Records by the bot's own clock; {@code links} makes the addresses in announcements. */
    public ScoreRecorder(Database database, Sittings sittings, Outbox outbox, SiteLinks links, Clock clock) {
        this.database = database;
        this.sittings = sittings;
        this.outbox = outbox;
        this.links = links;
        this.clock = clock;
    }

    /** A new score in a game whose scores were read before. */
    private record NewScore(
            LeaderboardEntry entry, LeaderboardEntry.Game game, int rank, Progress progress, Instant readBefore) {}

    /** Whether the player had scores in a sitting's games when these were read last. */
    boolean knowsScores(Sitting sitting) {
        return database.read(handle ->
                !seen.latest(handle, sitting.player().id(), sitting.gameIds()).isEmpty());
    }

    /**
     * Records all entries of a player in the games of a sitting, and returns how many announcements were added to the
     * outbox.
     *
     * @param readAt when the site was asked, by its own clock
     */
    int record(Sitting sitting, ApiPage<LeaderboardEntry> answer, Instant readAt) {
        return database.inTransaction(handle -> {
            if (!sitting.player().isStored(handle)) {
                return 0;
            }
            List<NewScore> found = compare(handle, sitting, answer);
            sitting.gameIds()
                    .forEach(gameId -> seen.markRead(handle, sitting.player().id(), gameId, readAt));
            sittings.end(handle, sitting);
            return found.isEmpty() ? 0 : announce(handle, sitting.player(), found, readAt);
        });
    }

    /** Entries without a rank change nothing: the site counts them nowhere. */
    private List<NewScore> compare(Handle handle, Sitting sitting, ApiPage<LeaderboardEntry> answer) {
        long playerId = sitting.player().id();
        Map<Long, Instant> read = seen.read(handle, playerId, sitting.gameIds());
        Map<Long, SeenScore> latest = seen.latest(handle, playerId, sitting.gameIds());
        Set<Long> gone = new HashSet<>(latest.keySet());
        List<NewScore> found = new ArrayList<>();
        for (LeaderboardEntry entry : answer.rows()) {
            LeaderboardEntry.Board board = entry.board();
            LeaderboardEntry.Game game = board.game();
            gone.remove(board.id());
            if (game == null || entry.rank() == null || !sitting.gameIds().contains(game.id())) {
                continue;
            }
            int rank = entry.rank();
            Instant readBefore = read.get(game.id());
            boolean isNew = seen.add(handle, playerId, game.id(), entry, rank);
            Optional<Progress> progress = ScoreComparison.of(entry, rank, latest.get(board.id()));
            if (isNew && readBefore != null && progress.isPresent()) {
                found.add(new NewScore(entry, game, rank, progress.get(), readBefore));
            }
        }
        // An entry that can't be read is there nevertheless, and may be any of them.
        if (answer.skipped() == 0) {
            gone.forEach(leaderboardId -> seen.withdraw(handle, playerId, leaderboardId));
        }
        return found;
    }

    private int announce(Handle handle, Player player, List<NewScore> found, Instant readAt) {
        Instant now = clock.instant();
        int added = 0;
        for (Audience audience : Audience.of(handle, player.id())) {
            List<PlayersScore> news = new ArrayList<>();
            for (NewScore one : found) {
                if (audience.wants(one.entry().updatedAt(), one.readBefore())) {
                    Score score = score(one, overtaken(handle, audience, player, one), readAt);
                    if (score.hasNews()) {
                        news.add(new PlayersScore(card(player, now), score));
                    }
                }
            }
            if (!news.isEmpty()) {
                news.sort(Comparator.comparingLong(PlayersScore::date));
                outbox.add(handle, audience.guildId(), new ScoreAnnouncement(news), now);
                added++;
            }
        }
        return added;
    }

    private List<PlayerCard> overtaken(Handle handle, Audience audience, Player player, NewScore one) {
        List<Rival> rivals =
                seen.rivals(handle, audience.guildId(), one.entry().board().id(), player.id());
        return ScoreComparison.overtaken(one.entry(), one.progress(), rivals).stream()
                .map(rival -> card(rival.player(), clock.instant()))
                .toList();
    }

    private PlayerCard card(Player player, Instant now) {
        return new PlayerCard(
                player.ulid(), player.name(), links.player(player.name()), links.picture(player.picture(), now));
    }

    private Score score(NewScore one, List<PlayerCard> overtaken, Instant readAt) {
        LeaderboardEntry entry = one.entry();
        SeenScore before = one.progress().before();
        return new Score(
                entry.board().id(),
                entry.board().title(),
                entry.board().description(),
                links.leaderboard(entry.board().id()),
                one.game().title(),
                links.game(one.game().id()),
                one.game().console(),
                one.game().badgeUrl(),
                entry.formattedScore(),
                one.rank(),
                one.progress().reached(),
                before == null ? null : before.formatted(),
                overtaken,
                date(entry, readAt).getEpochSecond());
    }

    /** An entry without a sensible date of its own counts from when it was read. */
    private static Instant date(LeaderboardEntry entry, Instant readAt) {
        Instant date = entry.updatedAt();
        return date == null || date.isAfter(readAt) || date.isBefore(Instant.EPOCH) ? readAt : date;
    }
}
