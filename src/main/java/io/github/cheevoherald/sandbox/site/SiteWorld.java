package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All data of the embedded site, which scripts may change while it's being served. A player is given by display name,
 * username or ULID. An unknown name or id throws {@link IllegalArgumentException}.
 */
public final class SiteWorld {
    private final SkewedClock clock;
    private final Catalogue catalogue = new Catalogue();
    private final UnlockHistory rows = new UnlockHistory();
    private final Tickets tickets;
    private final Awards awards;
    private final EventPairs eventPairs = new EventPairs(this);
    private final SetWork setWork = new SetWork(this);
    private final Leaderboards leaderboards = new Leaderboards(this);
    private final Activity activity;
    private final Set<String> followed = new HashSet<>();
    private @Nullable String defaultAuthor;

    SiteWorld(SkewedClock clock) {
        this.clock = clock;
        this.tickets = new Tickets(this, clock);
        this.awards = new Awards(this, clock);
        this.activity = new Activity(this, clock);
    }

    /** The site's own time, in whole seconds. */
    public Instant now() {
        return clock.now();
    }

    /** The tickets. */
    public Tickets tickets() {
        return tickets;
    }

    /** The players' awards. */
    public Awards awards() {
        return awards;
    }

    /** What the events list. */
    public EventPairs eventPairs() {
        return eventPairs;
    }

    /** What developers complete. */
    public SetWork setWork() {
        return setWork;
    }

    /** The leaderboards. */
    public Leaderboards leaderboards() {
        return leaderboards;
    }

    /** When players were active. */
    public Activity activity() {
        return activity;
    }

    /** Adds a player under a name that isn't taken. */
    public SitePlayer addPlayer(String name) {
        return addPlayer(name, 0, 0);
    }

    /** Adds a player with points from before the world began. */
    public synchronized SitePlayer addPlayer(String name, long points, long softcorePoints) {
        if (catalogue.find(name) != null) {
            throw new IllegalArgumentException("There is already a player " + name + ".");
        }
        return catalogue.newPlayer(name, points, softcorePoints, clock.now());
    }

    /** Changes a player, even a deleted one: renames, bans, deletes or restores them. */
    public synchronized SitePlayer updatePlayer(String nameOrUlid, UnaryOperator<SitePlayer> change) {
        SitePlayer player = catalogue.findAny(nameOrUlid);
        if (player == null) {
            throw new IllegalArgumentException("There is no player " + nameOrUlid + ".");
        }
        SitePlayer changed = change.apply(player);
        catalogue.players.put(player.ulid(), changed);
        return changed;
    }

    /** The player with that name or ULID, unless deleted. */
    public synchronized Optional<SitePlayer> player(String nameOrUlid) {
        return Optional.ofNullable(catalogue.find(nameOrUlid));
    }

    /** All players, including deleted ones. */
    public synchronized List<SitePlayer> players() {
        return List.copyOf(catalogue.players.values());
    }

    /** Makes the key's owner follow this player. */
    public synchronized void follow(String nameOrUlid) {
        followed.add(require(nameOrUlid).ulid());
    }

    /** Makes the key's owner unfollow this player. */
    public synchronized void unfollow(String nameOrUlid) {
        followed.remove(require(nameOrUlid).ulid());
    }

    synchronized boolean isFollowed(SitePlayer player) {
        return followed.contains(player.ulid());
    }

    /** Adds a game. On the console {@link Game#EVENTS}, it's an event. */
    public synchronized Game addGame(String title, String consoleName) {
        return catalogue.newGame(title, consoleName);
    }

    /** The game with that id. */
    public synchronized Optional<Game> game(long id) {
        return Optional.ofNullable(catalogue.games.get(id));
    }

    /** All games. */
    public synchronized List<Game> games() {
        return List.copyOf(catalogue.games.values());
    }

    /** Adds an achievement by the default author. */
    public synchronized Achievement addAchievement(long gameId, String title, String description, int points) {
        requireGame(gameId);
        if (defaultAuthor == null) {
            defaultAuthor = catalogue.newPlayer("SetBuilder", 0, 0, clock.now()).ulid();
        }
        awards.settle();
        Achievement added = catalogue.newAchievement(gameId, title, description, points, defaultAuthor, clock.now());
        awards.setChanged(gameId);
        return added;
    }

    /** Changes an achievement's text or game, or promotes or demotes it. */
    public synchronized Achievement updateAchievement(long id, UnaryOperator<Achievement> change) {
        awards.settle();
        Achievement before = requireAchievement(id);
        Achievement changed = change.apply(before);
        catalogue.achievements.put(id, changed);
        awards.setChanged(before.gameId());
        awards.setChanged(changed.gameId());
        return changed;
    }

    /** Deletes an achievement; its tickets stay. */
    public synchronized void removeAchievement(long id) {
        awards.settle();
        long game = requireAchievement(id).gameId();
        catalogue.achievements.remove(id);
        awards.setChanged(game);
    }

    /** The achievement with that id. */
    public synchronized Optional<Achievement> achievement(long id) {
        return Optional.ofNullable(catalogue.achievements.get(id));
    }

    /** A game's achievements, in the order they were added. */
    public synchronized List<Achievement> achievements(long gameId) {
        return catalogue.achievements.values().stream()
                .filter(achievement -> achievement.gameId() == gameId)
                .toList();
    }

    /** Unlocks it now, visible at once. */
    public Unlock unlock(String player, long achievement, boolean hardcore) {
        return unlock(player, achievement, hardcore, clock.now(), clock.realNow());
    }

    /** Unlocks it at {@code date} by the site's clock, visible from {@code visibleAt} by the real one. */
    public synchronized Unlock unlock(
            String player, long achievement, boolean hardcore, Instant date, Instant visibleAt) {
        Unlock unlock = row(player, achievement, hardcore, date, visibleAt);
        Unlock before = rows.atLast(unlock.player(), achievement);
        if (before != null) {
            throw new IllegalArgumentException(player + " already has " + title(achievement)
                    + (before.hardcore() ? "." : " in casual; upgrade it instead."));
        }
        put(unlock);
        return unlock;
    }

    /** Upgrades the player's softcore unlock to hardcore, with a date of its own, from {@code visibleAt} on. */
    public synchronized Unlock upgrade(String player, long achievement, Instant date, Instant visibleAt) {
        Unlock unlock = row(player, achievement, true, date, visibleAt);
        Unlock before = rows.atLast(unlock.player(), achievement);
        if (before == null || before.hardcore()) {
            throw new IllegalArgumentException(player + " doesn't have " + title(achievement) + " in casual.");
        }
        put(unlock);
        return unlock;
    }

    /** Upgrades the player's softcore unlock to hardcore now. */
    public Unlock upgrade(String player, long achievement) {
        return upgrade(player, achievement, clock.now(), clock.realNow());
    }

    /** Unlocks the event's copy in the same second and mode as the original. */
    public synchronized Unlock twin(String player, long achievement, long eventAchievement, Instant visibleAt) {
        Unlock source = rows.atLast(require(player).ulid(), achievement);
        if (source == null) {
            throw new IllegalArgumentException(player + " hasn't unlocked " + title(achievement) + ".");
        }
        eventPairs.listOnce(achievement, eventAchievement);
        return unlock(player, eventAchievement, source.hardcore(), source.date(), visibleAt);
    }

    /** Unlocks {@code count} of the game's achievements that the player lacks, one per second, ending now. */
    public synchronized List<Unlock> burst(String player, long gameId, int count, boolean hardcore) {
        return new Burst(this, clock).play(require(player), requireGame(gameId), count, hardcore);
    }

    /** Removes the row from {@code at} on by the real clock, as if the player had reset it. */
    public synchronized void reset(String player, long achievement, Instant at) {
        remove(require(player).ulid(), achievement, at);
    }

    /** Hides the row between the two moments, then shows it as it was. */
    public synchronized void vanish(String player, long achievement, Instant from, Instant until) {
        String ulid = require(player).ulid();
        Unlock unlock = rows.at(ulid, achievement, from);
        if (unlock == null) {
            throw new IllegalArgumentException(player + " doesn't have " + title(achievement) + " at that time.");
        }
        remove(ulid, achievement, from);
        put(new Unlock(ulid, achievement, unlock.date(), unlock.hardcore(), until));
    }

    private void put(Unlock unlock) {
        rows.put(unlock);
        achievement(unlock.achievementId())
                .ifPresent(one -> awards.unlockChanges(unlock.player(), one.gameId(), unlock.visibleAt()));
    }

    private void remove(String ulid, long achievement, Instant at) {
        rows.remove(ulid, achievement, at);
        achievement(achievement).ifPresent(one -> awards.unlockChanges(ulid, one.gameId(), at));
    }

    /** A player's unlocks as the site shows them now, oldest first, including those of demoted achievements. */
    public synchronized List<Unlock> unlocks(String player) {
        return rows.ofPlayer(require(player).ulid(), clock.realNow()).stream()
                .sorted(Comparator.comparing(Unlock::date))
                .toList();
    }

    synchronized List<Unlock> unlocksOf(long achievement) {
        return rows.ofAchievement(achievement, clock.realNow());
    }

    /** To be used while holding this world's lock. */
    UnlockHistory rows() {
        return rows;
    }

    synchronized SitePlayer require(String nameOrUlid) {
        return player(nameOrUlid)
                .orElseThrow(() -> new IllegalArgumentException("There is no player " + nameOrUlid + "."));
    }

    synchronized @Nullable SitePlayer byUlid(String ulid) {
        return catalogue.players.get(ulid);
    }

    /** The title in quotes, or the id if the achievement was deleted; its unlocks stay. */
    private String title(long achievement) {
        return achievement(achievement)
                .map(one -> "\u201c" + one.title() + "\u201d")
                .orElse("achievement " + achievement);
    }

    private Game requireGame(long id) {
        return game(id).orElseThrow(() -> new IllegalArgumentException("There is no game " + id + "."));
    }

    synchronized Achievement requireAchievement(long id) {
        return achievement(id).orElseThrow(() -> new IllegalArgumentException("There is no achievement " + id + "."));
    }

    private Unlock row(String player, long achievement, boolean hardcore, Instant date, Instant visibleAt) {
        requireAchievement(achievement);
        return new Unlock(
                require(player).ulid(), achievement, date.truncatedTo(ChronoUnit.SECONDS), hardcore, visibleAt);
    }
}
