package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The players, games and achievements by id, and the ids of new ones. */
final class Catalogue {
    private static final String ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String[] CONSOLES = {
        "Mega Drive", "Nintendo 64", "SNES", "Game Boy", "Game Boy Advance", "Game Boy Color", "NES", "PC Engine"
    };
    private static final int EVENTS_CONSOLE = 101;

    final Map<String, SitePlayer> players = new LinkedHashMap<>();
    final Map<Long, Game> games = new LinkedHashMap<>();
    final Map<Long, Achievement> achievements = new LinkedHashMap<>();

    private final Random random = new Random(20121102);
    private long lastPlayer = 1000;
    private long lastGame = 100;
    private long lastAchievement = 10000;

    SitePlayer newPlayer(String name, long points, long softcorePoints, Instant now) {
        Instant since = now.minus(Duration.ofDays(200 + random.nextInt(3000)));
        SitePlayer player = new SitePlayer(
                ++lastPlayer, ulid(since), name, name, since, 1, false, null, "", points, softcorePoints, false);
        players.put(player.ulid(), player);
        return player;
    }

    Game newGame(String title, String consoleName) {
        long id = ++lastGame;
        Game game = new Game(id, title, consoleId(consoleName), consoleName, "/Images/%06d.png".formatted(20000 + id));
        games.put(id, game);
        return game;
    }

    Achievement newAchievement(long gameId, String title, String description, int points, String author, Instant now) {
        long id = ++lastAchievement;
        Instant created = now.minus(Duration.ofDays(400));
        int trueRatio = points + points * random.nextInt(100) / 40;
        Achievement achievement = new Achievement(
                id,
                gameId,
                title,
                description,
                points,
                trueRatio,
                "%05d".formatted(80000 + id),
                null,
                author,
                created,
                created.plus(Duration.ofDays(30)),
                true);
        achievements.put(id, achievement);
        return achievement;
    }

    @Nullable SitePlayer find(String nameOrUlid) {
        for (SitePlayer player : players.values()) {
            boolean found =
                    nameOrUlid.length() == 26 ? player.ulid().equalsIgnoreCase(nameOrUlid) : player.isNamed(nameOrUlid);
            if (found && !player.deleted()) {
                return player;
            }
        }
        return null;
    }

    /** Finds deleted players, too, so that a script can restore one. */
    @Nullable SitePlayer findAny(String nameOrUlid) {
        SitePlayer player = find(nameOrUlid);
        if (player != null) {
            return player;
        }
        for (SitePlayer other : players.values()) {
            if (other.ulid().equalsIgnoreCase(nameOrUlid) || other.isNamed(nameOrUlid)) {
                return other;
            }
        }
        return null;
    }

    private static long consoleId(String name) {
        if (name.equals(Game.EVENTS)) {
            return EVENTS_CONSOLE;
        }
        for (int index = 0; index < CONSOLES.length; index++) {
            if (CONSOLES[index].equals(name)) {
                return index + 1L;
            }
        }
        return 10L + Math.floorMod(name.hashCode(), 80);
    }

    private String ulid(Instant time) {
        StringBuilder ulid = new StringBuilder(26);
        long millis = time.toEpochMilli();
        for (int shift = 45; shift >= 0; shift -= 5) {
            ulid.append(ULID_DIGITS.charAt((int) (millis >>> shift) & 31));
        }
        while (ulid.length() < 26) {
            ulid.append(ULID_DIGITS.charAt(random.nextInt(32)));
        }
        return ulid.toString();
    }
}
