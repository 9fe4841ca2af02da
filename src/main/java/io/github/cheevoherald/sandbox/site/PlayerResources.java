package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everybody on the site, and what a player has unlocked and played, as resources of the second API. */
final class PlayerResources {
    private final SiteWorld world;
    private final GameResources games;
    private final JsonApiDocuments documents;
    private final String media;

    PlayerResources(SiteWorld world, GameResources games, JsonApiDocuments documents, String media) {
        this.world = world;
        this.games = games;
        this.documents = documents;
        this.media = media;
    }

    /** Whether the second API knows a player at all. */
    static boolean isListed(SitePlayer player) {
        return !player.deleted() && player.permissions() >= 0;
    }

    ApiAnswer users(JsonApiQuery query) {
        List<SitePlayer> players = new ArrayList<>(world.players());
        players.removeIf(player -> !isListed(player));
        players.removeIf(player -> !query.passes("ranked", !player.untracked()));
        Map<String, Instant> written = new HashMap<>();
        players.forEach(player -> written.put(
                player.ulid(), Objects.requireNonNullElse(world.activity().lastWritten(player), Instant.MIN)));
        Comparator<SitePlayer> byActivity =
                Comparator.comparing(player -> Objects.requireNonNull(written.get(player.ulid())));
        List<SitePlayer> sorted = query.sorted(
                players,
                "-pointsHardcore",
                Map.of(
                        "id", Comparator.comparing(SitePlayer::id),
                        "lastActivityAt", byActivity,
                        "points",
                                Comparator.comparing(
                                        player -> Scores.of(world, player).softcore()),
                        "pointsHardcore",
                                Comparator.comparing(
                                        player -> Scores.of(world, player).hardcore())));
        return documents.counted(query.including("lastGame"), "users", sorted, this::user);
    }

    private Resource user(SitePlayer player) {
        Scores scores = Scores.of(world, player);
        Instant last = world.activity().last(player);
        Instant played = world.activity().lastPlayed(player);
        Game game = world.activity().lastGame(player);
        return new Resource("users", player.ulid())
                .put("displayName", player.displayName())
                .put("avatarUrl", media + "UserPic/" + player.username() + ".png")
                .put("motto", player.motto())
                .put("points", scores.softcore())
                .put("pointsHardcore", scores.hardcore())
                .put("pointsWeighted", scores.retroPoints())
                .put("rankHardcore", null)
                .put("rankCasual", null)
                .put("joinedAt", PhpDates.micros(player.memberSince()))
                .put("lastActivityAt", last == null ? null : PhpDates.micros(last))
                .put("isUnranked", player.untracked())
                .put("richPresence", player.richPresence())
                .put("richPresenceUpdatedAt", played == null ? null : PhpDates.micros(played))
                .put("visibleRole", null)
                .put("displayableRoles", List.of())
                .one("lastGame", game == null ? null : games.game(game));
    }

    /** A player's unlock and the row that holds it. */
    private record Row(long id, Unlock unlock, Achievement achievement, Game game) {}

    private List<Row> rows(SitePlayer player) {
        List<Row> rows = new ArrayList<>();
        for (Unlock unlock : world.unlocks(player.ulid())) {
            Achievement achievement = world.achievement(unlock.achievementId()).orElse(null);
            Game game = achievement == null
                    ? null
                    : world.game(achievement.gameId()).orElse(null);
            if (achievement != null && game != null && !game.consoleName().equals(Game.EVENTS)) {
                rows.add(new Row(number(unlock), unlock, achievement, game));
            }
        }
        return rows;
    }

    /** The later a row appeared, the higher its number. */
    private long number(Unlock unlock) {
        Instant inserted = world.rows().insertedAt(unlock.player(), unlock.achievementId(), unlock.visibleAt());
        return inserted.toEpochMilli() * 1000 + unlock.achievementId() % 1000;
    }

    ApiAnswer achievements(JsonApiQuery query, SitePlayer player) {
        List<Row> rows = rows(player);
        rows.removeIf(row -> !query.passes("gameId", row.game().id()));
        List<Row> sorted = query.including("achievement", "user", "game")
                .sorted(
                        rows,
                        "-unlockedAt",
                        Map.of(
                                "id", Comparator.comparing(Row::id),
                                "unlockedAt",
                                        Comparator.comparing(row -> row.unlock().date()),
                                "unlockedHardcoreAt",
                                        Comparator.comparing(row -> row.unlock().date())));
        return documents.counted(
                query,
                "users/" + player.ulid() + "/player-achievements",
                sorted,
                row -> new Resource("player-achievements", row.id())
                        .put("unlockedAt", PhpDates.micros(row.unlock().date()))
                        .put(
                                "unlockedHardcoreAt",
                                row.unlock().hardcore()
                                        ? PhpDates.micros(row.unlock().date())
                                        : null)
                        .one("achievement", games.achievement(row.achievement()))
                        .one("user", user(player))
                        .one("game", games.game(row.game())));
    }

    /** A game that a player has unlocked something in. */
    private record Played(
            Game game,
            Instant first,
            Instant last,
            @Nullable Instant lastHardcore) {
        Played with(Unlock unlock) {
            Instant date = unlock.date();
            return new Played(
                    game,
                    date.isBefore(first) ? date : first,
                    date.isAfter(last) ? date : last,
                    unlock.hardcore() && (lastHardcore == null || date.isAfter(lastHardcore)) ? date : lastHardcore);
        }
    }

    ApiAnswer games(JsonApiQuery query, SitePlayer player) {
        Map<Long, Played> played = new LinkedHashMap<>();
        for (Row row : rows(player)) {
            Instant date = row.unlock().date();
            played.putIfAbsent(row.game().id(), new Played(row.game(), date, date, null));
            played.computeIfPresent(row.game().id(), (id, before) -> before.with(row.unlock()));
        }
        List<Played> wanted = new ArrayList<>(played.values());
        wanted.removeIf(one -> !query.passes("gameId", one.game().id()));
        List<Played> sorted = query.including("achievementSets", "game", "playerAchievementSets")
                .sorted(
                        wanted,
                        "-lastPlayedAt",
                        Map.of(
                                "id", Comparator.comparing(one -> one.game().id()),
                                "lastPlayedAt", Comparator.comparing(Played::last)));
        return documents.counted(
                query,
                "users/" + player.ulid() + "/player-games",
                sorted,
                one -> new Resource(
                                "player-games",
                                player.id() * 100_000 + one.game().id())
                        .put("lastPlayedAt", PhpDates.micros(one.last()))
                        .put("firstUnlockAt", PhpDates.micros(one.first()))
                        .put("lastUnlockAt", PhpDates.micros(one.last()))
                        .put(
                                "lastUnlockHardcoreAt",
                                one.lastHardcore() == null ? null : PhpDates.micros(one.lastHardcore()))
                        .one("game", games.game(one.game())));
    }
}
