package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** GetUserRecentAchievements, GetAchievementsEarnedBetween and GetAchievementUnlocks. */
final class UnlockQuestions {
    private static final int MAX_ROWS = 500;
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final SiteWorld world;

    UnlockQuestions(SiteWorld world) {
        this.world = world;
    }

    ApiAnswer recent(PhpQuery query) {
        ApiAnswer failure =
                new Validation(query).user().integer("m", 0, Long.MAX_VALUE).failure();
        if (failure != null) {
            return failure;
        }
        Instant now = world.now();
        long minutes = query.text("m") == null ? 60 : Math.min(query.cast("m"), 7_400_000);
        List<OrderedJson> rows =
                rows(query.text("u"), now.minus(Duration.ofMinutes(minutes)), now.plus(Duration.ofMinutes(1)), false);
        Collections.reverse(rows);
        return ApiAnswer.json(200, rows);
    }

    ApiAnswer between(PhpQuery query) {
        ApiAnswer failure = new Validation(query).user().failure();
        if (failure != null) {
            return failure;
        }
        return ApiAnswer.json(200, rows(query.text("u"), second(query.cast("f")), second(query.cast("t")), true));
    }

    ApiAnswer ofAchievement(PhpQuery query) {
        long id = query.cast("a");
        if (id == 0) {
            return ApiAnswer.json(200, new OrderedJson().put("Achievement", new OrderedJson().put("ID", null)));
        }
        synchronized (world) {
            Achievement achievement = world.achievement(id).orElse(null);
            Game game = achievement == null
                    ? null
                    : world.game(achievement.gameId()).orElse(null);
            if (achievement == null || game == null) {
                return ApiAnswer.json(
                        404,
                        new OrderedJson()
                                .put("Achievement", List.of())
                                .put("UnlocksCount", 0)
                                .put("UnlocksHardcoreCount", 0)
                                .put("TotalPlayers", 0)
                                .put("Unlocks", List.of()));
            }
            return ApiAnswer.json(200, achievementUnlocks(achievement, game, query));
        }
    }

    private OrderedJson achievementUnlocks(Achievement achievement, Game game, PhpQuery query) {
        List<Unlock> unlocks = new ArrayList<>(world.unlocksOf(achievement.id()));
        unlocks.removeIf(unlock -> player(unlock) == null);
        unlocks.sort(Comparator.comparing(Unlock::date).reversed());
        long count = Math.max(0, Math.min(query.cast("c", 50), MAX_ROWS));
        long offset = Math.max(0, query.cast("o"));
        SitePlayer author = world.byUlid(achievement.author());
        return new OrderedJson()
                .put(
                        "Achievement",
                        new OrderedJson()
                                .put("ID", achievement.id())
                                .put("Title", achievement.title())
                                .put("Description", achievement.description())
                                .put("Points", achievement.points())
                                .put("TrueRatio", achievement.trueRatio())
                                .put("Author", author == null ? null : author.displayName())
                                .put("AuthorULID", author == null ? null : author.ulid())
                                .put("DateCreated", PhpDates.plain(achievement.created()))
                                .put("DateModified", PhpDates.plain(achievement.modified()))
                                .put("Type", achievement.type()))
                .put("Console", new OrderedJson().put("ID", game.consoleId()).put("Title", game.consoleName()))
                .put("Game", new OrderedJson().put("ID", game.id()).put("Title", game.title()))
                .put("UnlocksCount", unlocks.size())
                .put(
                        "UnlocksHardcoreCount",
                        unlocks.stream().filter(Unlock::hardcore).count())
                .put("TotalPlayers", Scores.playersOf(world, game.id()))
                .put(
                        "Unlocks",
                        unlocks.stream()
                                .skip(offset)
                                .limit(count)
                                .map(this::unlock)
                                .toList());
    }

    OrderedJson unlock(Unlock unlock) {
        SitePlayer player = world.require(unlock.player());
        Scores scores = Scores.of(world, player);
        return new OrderedJson()
                .put("User", player.displayName())
                .put("ULID", player.ulid())
                .put("RAPoints", scores.hardcore())
                .put("RASoftcorePoints", scores.softcore())
                .put("DateAwarded", PhpDates.micros(unlock.date()))
                .put("HardcoreMode", unlock.hardcore() ? 1 : 0);
    }

    private @Nullable SitePlayer player(Unlock unlock) {
        SitePlayer player = world.byUlid(unlock.player());
        return player == null || player.deleted() ? null : player;
    }

    /** The oldest 500 in the window, oldest first. */
    private List<OrderedJson> rows(@Nullable String user, Instant from, Instant to, boolean withScore) {
        synchronized (world) {
            SitePlayer player = user == null ? null : world.player(user).orElse(null);
            if (player == null) {
                return new ArrayList<>();
            }
            List<Unlock> window = new ArrayList<>();
            for (Unlock unlock : world.unlocks(player.ulid())) {
                if (!unlock.date().isBefore(from) && !unlock.date().isAfter(to) && shows(unlock)) {
                    window.add(unlock);
                }
            }
            window.sort(Comparator.comparing(Unlock::date).thenComparing(Unlock::hardcore, Comparator.reverseOrder()));
            List<OrderedJson> rows = new ArrayList<>();
            long score = 0;
            for (Unlock unlock : window.subList(0, Math.min(MAX_ROWS, window.size()))) {
                score += world.requireAchievement(unlock.achievementId()).points();
                rows.add(row(unlock, withScore ? score : null));
            }
            return rows;
        }
    }

    private boolean shows(Unlock unlock) {
        Achievement achievement = world.achievement(unlock.achievementId()).orElse(null);
        return achievement != null
                && achievement.promoted()
                && world.game(achievement.gameId()).isPresent()
                && world.byUlid(achievement.author()) != null;
    }

    private OrderedJson row(Unlock unlock, @Nullable Long score) {
        Achievement achievement = world.requireAchievement(unlock.achievementId());
        Game game = world.game(achievement.gameId()).orElseThrow();
        SitePlayer author = world.byUlid(achievement.author());
        OrderedJson row = new OrderedJson()
                .put("Date", PhpDates.plain(unlock.date()))
                .put("HardcoreMode", unlock.hardcore() ? 1 : 0)
                .put("AchievementID", achievement.id())
                .put("Title", achievement.title())
                .put("Description", achievement.description())
                .put("BadgeName", achievement.badgeName())
                .put("Points", achievement.points())
                .put("TrueRatio", achievement.trueRatio())
                .put("Type", achievement.type())
                .put("Author", author == null ? null : author.displayName())
                .put("AuthorULID", achievement.author())
                .put("GameTitle", game.title())
                .put("GameIcon", game.icon())
                .put("GameID", game.id())
                .put("ConsoleName", game.consoleName());
        if (score != null) {
            row.put("CumulScore", score);
        }
        row.put("BadgeURL", "/Badge/" + achievement.badgeName() + ".png");
        row.put("GameURL", "/game/" + game.id());
        return row;
    }

    private static Instant second(long epoch) {
        return Instant.ofEpochSecond(Math.max(-LAST_SECOND, Math.min(epoch, LAST_SECOND)));
    }
}
