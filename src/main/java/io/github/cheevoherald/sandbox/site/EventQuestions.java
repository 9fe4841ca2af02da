package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** GetAchievementOfTheWeek. */
final class EventQuestions {
    private static final int MAX_ROWS = 500;
    private static final Duration MAX_WEEK = Duration.ofDays(20);

    private final SiteWorld world;
    private final UnlockQuestions unlocks;

    EventQuestions(SiteWorld world, UnlockQuestions unlocks) {
        this.world = world;
        this.unlocks = unlocks;
    }

    ApiAnswer ofTheWeek(PhpQuery query) {
        synchronized (world) {
            return world.eventPairs().all().stream()
                    .filter(pair -> pair.isActive(world.now()) && isOfAWeek(pair))
                    .max(Comparator.comparing(EventPair::from))
                    .map(this::running)
                    .orElseGet(() -> ApiAnswer.json(
                            200,
                            new OrderedJson()
                                    .put("Achievement", new OrderedJson().put("ID", null))
                                    .put("StartAt", null)));
        }
    }

    /** As the site decides it: by the event's title, and by how long it runs. */
    private boolean isOfAWeek(EventPair pair) {
        if (pair.original() == null || pair.from() == null || pair.until() == null) {
            return false;
        }
        return game(pair.copy()).title().toLowerCase(Locale.ROOT).contains("of the week")
                && Duration.between(pair.from(), pair.until()).compareTo(MAX_WEEK) < 0;
    }

    private ApiAnswer running(EventPair pair) {
        Achievement achievement = world.requireAchievement(original(pair));
        Game game = world.game(achievement.gameId()).orElseThrow();
        List<Unlock> counting = counting(pair);
        List<Unlock> shown = counting.subList(0, Math.min(MAX_ROWS, counting.size()));
        return ApiAnswer.json(
                200,
                new OrderedJson()
                        .put("Achievement", shown(achievement))
                        .put(
                                "Console",
                                new OrderedJson().put("ID", game.consoleId()).put("Title", game.consoleName()))
                        .put("ForumTopic", new OrderedJson().put("ID", 1))
                        .put("Game", new OrderedJson().put("ID", game.id()).put("Title", game.title()))
                        .put("StartAt", pair.from() == null ? null : PhpDates.micros(pair.from()))
                        .put(
                                "TotalPlayers",
                                Scores.playersOf(world, game(pair.copy()).id()))
                        .put("Unlocks", shown.stream().map(unlocks::unlock).toList())
                        .put("UnlocksCount", shown.size())
                        .put(
                                "UnlocksHardcoreCount",
                                shown.stream().filter(Unlock::hardcore).count()));
    }

    private OrderedJson shown(Achievement achievement) {
        SitePlayer author = world.byUlid(achievement.author());
        return new OrderedJson()
                .put("ID", achievement.id())
                .put("Title", achievement.title())
                .put("Description", achievement.description())
                .put("Points", achievement.points())
                .put("TrueRatio", achievement.trueRatio())
                .put("Type", achievement.type())
                .put("Author", author == null ? null : author.displayName())
                .put("AuthorULID", author == null ? null : author.ulid())
                .put("BadgeName", achievement.badgeName())
                .put("BadgeURL", "/Badge/" + achievement.badgeName() + ".png")
                .put("DateCreated", PhpDates.plain(achievement.created()))
                .put("DateModified", PhpDates.plain(achievement.modified()));
    }

    private List<Unlock> counting(EventPair pair) {
        Instant from = pair.from();
        return world.unlocksOf(original(pair)).stream()
                .filter(unlock -> from == null || !unlock.date().isBefore(from))
                .filter(unlock -> isShown(world.byUlid(unlock.player())))
                .sorted(Comparator.comparing(Unlock::date).reversed())
                .toList();
    }

    private static boolean isShown(@Nullable SitePlayer player) {
        return player != null && !player.deleted();
    }

    private static long original(EventPair pair) {
        return pair.original() == null ? pair.copy() : pair.original();
    }

    private Game game(long achievement) {
        return world.game(world.requireAchievement(achievement).gameId()).orElseThrow();
    }
}
