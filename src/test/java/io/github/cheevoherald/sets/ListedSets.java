package io.github.cheevoherald.sets;

import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.CompletedClaim;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.PlayedGame;
import io.github.cheevoherald.retroachievements.SetVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A site's lists about sets and players, which fail and grow on demand. */
final class ListedSets {
    private static final int VERSIONS_OF_A_SET = 25;

    final List<CompletedClaim> claims = new ArrayList<>();
    final List<SetVersion> versions = new ArrayList<>();
    final Map<String, Set<Long>> played = new HashMap<>();
    final Map<String, Set<Long>> completed = new HashMap<>();
    final Map<String, Set<Long>> requested = new HashMap<>();
    final List<Instant> requests = new ArrayList<>();
    final List<String> asked = new ArrayList<>();

    /** Whether a request for a list of that name gets no answer. */
    Predicate<String> fails = name -> false;

    /** Whether the answer to one holds no rows, as if there were none. */
    Predicate<String> isEmpty = name -> false;

    /** Runs after each page. */
    Runnable afterPage = () -> {};

    int rowsOnAPage = 25;

    /** How far the site dates a version back. */
    Duration dateBack = Duration.ofHours(3);

    private final Clock clock;
    private long lastId = 1000;

    /** As on every site, some work was completed long ago. */
    ListedSets(Clock clock) {
        this.clock = clock;
        Instant longAgo = clock.instant().minus(Duration.ofDays(30));
        claims.add(new CompletedClaim(lastId, 900_000, "Long Ago", null, "SNES", false, longAgo, "Dev"));
    }

    static String titleOf(long game) {
        return "Game " + game;
    }

    /** Completes the work of some developers on a game's set. */
    Instant claimed(long game, String title, boolean revision, String... developers) {
        Instant at = clock.instant();
        for (String developer : developers) {
            claims.add(new CompletedClaim(++lastId, game, title, "http://m/g.png", "SNES", revision, at, developer));
        }
        return at;
    }

    Instant claimed(long game, boolean revision, String... developers) {
        return claimed(game, titleOf(game), revision, developers);
    }

    /** Publishes a game's core set with these achievements, each worth 5 points; null for a version without a list. */
    SetVersion published(long game, int count, @Nullable List<Long> achievements) {
        return published(
                game + 8000,
                null,
                List.of(new SetVersion.UsedIn(game, titleOf(game), "core")),
                count,
                achievements == null
                        ? null
                        : achievements.stream()
                                .map(id -> new SetVersion.Member(id, 5, true))
                                .toList());
    }

    SetVersion published(
            long set,
            @Nullable String title,
            List<SetVersion.UsedIn> games,
            int count,
            @Nullable List<SetVersion.Member> members) {
        int number =
                1 + (int) versions.stream().filter(one -> one.setId() == set).count();
        Instant dated = clock.instant().minus(dateBack);
        SetVersion version =
                new SetVersion(++lastId, number, set, title, "http://m/s.png", count, 5 * count, dated, games, members);
        versions.add(version);
        return version;
    }

    /** Updates a version in place. */
    void replace(SetVersion version, List<Long> achievements) {
        SetVersion latest = published(
                version.setId(),
                version.setTitle(),
                version.games(),
                achievements.size(),
                achievements.stream()
                        .map(id -> new SetVersion.Member(id, 5, true))
                        .toList());
        versions.remove(versions.size() - 1);
        versions.set(
                versions.indexOf(version),
                new SetVersion(
                        version.id(),
                        version.version(),
                        version.setId(),
                        version.setTitle(),
                        version.badgeUrl(),
                        latest.achievementsPublished(),
                        latest.pointsTotal(),
                        version.createdAt(),
                        version.games(),
                        latest.achievements()));
    }

    /** Builds the table of versions anew, so that its numbers begin from 1 again. */
    void renumber() {
        lastId = 0;
        versions.replaceAll(one -> new SetVersion(
                ++lastId,
                one.version(),
                one.setId(),
                one.setTitle(),
                one.badgeUrl(),
                one.achievementsPublished(),
                one.pointsTotal(),
                one.createdAt(),
                one.games(),
                one.achievements()));
    }

    SetLists lists() {
        return new SetLists(
                page -> page(
                        "claims",
                        claims.stream()
                                .sorted(Comparator.comparing(CompletedClaim::finishedAt)
                                        .reversed())
                                .toList(),
                        page),
                page -> page(
                        "versions",
                        versions.stream()
                                .sorted(Comparator.comparing(SetVersion::id).reversed())
                                .toList(),
                        page),
                set -> page(
                                "set " + set,
                                VERSIONS_OF_A_SET,
                                versions.stream()
                                        .filter(one -> one.setId() == set)
                                        .sorted(Comparator.comparing(SetVersion::id)
                                                .reversed())
                                        .toList(),
                                1)
                        .map(ApiPage::rows));
    }

    private <T> Outcome<ApiPage<T>> page(String name, List<T> rows, int page) {
        return page(name, rowsOnAPage, rows, page);
    }

    private <T> Outcome<ApiPage<T>> page(String name, int size, List<T> rows, int page) {
        requests.add(clock.instant());
        asked.add(name);
        if (fails.test(name)) {
            return new Outcome.Unavailable<>("it's down");
        }
        if (isEmpty.test(name)) {
            return new Found<>(new ApiPage<>(List.of(), false));
        }
        int from = Math.min(rows.size(), (page - 1) * size);
        int to = Math.min(rows.size(), from + size);
        ApiPage<T> answer = new ApiPage<>(rows.subList(from, to), to < rows.size(), rows.size(), 0);
        afterPage.run();
        return new Found<>(answer);
    }

    PlayerLists players() {
        return new PlayerLists(
                ulid -> answer(
                        "games " + ulid,
                        played.getOrDefault(ulid, Set.of()).stream()
                                .map(game -> new PlayedGame(game, titleOf(game), null, null, null))
                                .toList()),
                player -> answer("awards " + player.ulid(), completed.getOrDefault(player.ulid(), Set.of())),
                ulid -> answer("requests " + ulid, requested.getOrDefault(ulid, Set.of())));
    }

    private <T> Outcome<T> answer(String name, T value) {
        asked.add(name);
        return fails.test(name) ? new Outcome.Unavailable<>("it's down") : new Found<>(value);
    }
}
