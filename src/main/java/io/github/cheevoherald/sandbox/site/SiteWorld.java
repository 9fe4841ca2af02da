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
 * All data of the embedded site, for scripts to change while it is served. Players are given by display name, first name
 * or ULID. An unknown name or id is an {@link IllegalArgumentException}.
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

    /** The site's own time in whole seconds. */
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

    /** Adds a player under a name that nobody has. */
    public SitePlayer addPlayer(String name) {
        return addPlayer(name, 0, 0);
    }

    /** Adds a player who has points from before the world began. */
    public synchronized SitePlayer addPlayer(String name, long points, long softcorePoints) {
        if (catalogue.find(name) != null) {
            throw new IllegalArgumentException("There is a player " + name + " already.");
        }
        return catalogue.newPlayer(name, points, softcorePoints, clock.now());
    }

    /** Changes a player, deleted ones too: another name, a ban, gone, back. */
    public synchronized SitePlayer updatePlayer(String nameOrUlid, UnaryOperator<SitePlayer> change) {
        SitePlayer player = catalogue.findAny(nameOrUlid);
        if (player == null) {
            throw new IllegalArgumentException("There is no player " + nameOrUlid + ".");
        }
        SitePlayer changed = change.apply(player);
        catalogue.players.put(player.ulid(), changed);
        return changed;
    }

    /** The player of that name or ULID, unless deleted. */
    public synchronized Optional<SitePlayer> player(String nameOrUlid) {
        return Optional.ofNullable(catalogue.find(nameOrUlid));
    }

    /** All players, deleted ones too. */
    public synchronized List<SitePlayer> players() {
        return List.copyOf(catalogue.players.values());
    }

    /** The owner of the key follows this player from now on. */
    public synchronized void follow(String nameOrUlid) {
        followed.add(require(nameOrUlid).ulid());
    }

    /** The owner of the key no longer follows this player. */
    public synchronized void unfollow(String nameOrUlid) {
        followed.remove(require(nameOrUlid).ulid());
    }

    synchronized boolean isFollowed(SitePlayer player) {
        return followed.contains(player.ulid());
    }

    /** Adds a game; on the console {@link Game#EVENTS} it is an event. */
    public synchronized Game addGame(String title, String consoleName) {
        return catalogue.newGame(title, consoleName);
    }

    /** The game of that number. */
    public synchronized Optional<Game> game(long id) {
        return Optional.ofNullable(catalogue.games.get(id));
    }

    /** All games. */
    public synchronized List<Game> games() {
        return List.copyOf(catalogue.games.values());
    }

    /** Adds an achievement by an author of the house. */
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

    /** Changes an achievement: other words, another game, demoted, promoted. */
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

    /** The achievement of that number. */
    public synchronized Optional<Achievement> achievement(long id) {
        return Optional.ofNullable(catalogue.achievements.get(id));
    }

    /** The achievements of a game in the order in which they were added. */
    public synchronized List<Achievement> achievements(long gameId) {
        return catalogue.achievements.values().stream()
                .filter(achievement -> achievement.gameId() == gameId)
                .toList();
    }

    /** The player unlocks it now, and it shows at once. */
    public Unlock unlock(String player, long achievement, boolean hardcore) {
        return unlock(player, achievement, hardcore, clock.now(), clock.realNow());
    }

    /** The player unlocked it at {@code date} by the site's clock; it shows from {@code visibleAt} by the real one. */
    public synchronized Unlock unlock(
            String player, long achievement, boolean hardcore, Instant date, Instant visibleAt) {
        Unlock unlock = row(player, achievement, hardcore, date, visibleAt);
        Unlock before = rows.atLast(unlock.player(), achievement);
        if (before != null) {
            throw new IllegalArgumentException(player + " has " + title(achievement) + " already"
                    + (before.hardcore() ? "." : ", in casual: upgrade it."));
        }
        put(unlock);
        return unlock;
    }

    /** The player's softcore unlock becomes a hardcore one, with its own date, from {@code visibleAt} on. */
    public synchronized Unlock upgrade(String player, long achievement, Instant date, Instant visibleAt) {
        Unlock unlock = row(player, achievement, true, date, visibleAt);
        Unlock before = rows.atLast(unlock.player(), achievement);
        if (before == null || before.hardcore()) {
            throw new IllegalArgumentException(player + " doesn't have " + title(achievement) + " in casual.");
        }
        put(unlock);
        return unlock;
    }

    /** The player's softcore unlock becomes a hardcore one now. */
    public Unlock upgrade(String player, long achievement) {
        return upgrade(player, achievement, clock.now(), clock.realNow());
    }

    /** The event's achievement is unlocked in the same second and mode as the other one was. */
    public synchronized Unlock twin(String player, long achievement, long eventAchievement, Instant visibleAt) {
        Unlock source = rows.atLast(require(player).ulid(), achievement);
        if (source == null) {
            throw new IllegalArgumentException(player + " hasn't unlocked " + title(achievement) + ".");
        }
        return unlock(player, eventAchievement, source.hardcore(), source.date(), visibleAt);
    }

    /** The player unlocks that many of the game's achievements which they lack, one a second up to now. */
    public synchronized List<Unlock> burst(String player, long gameId, int count, boolean hardcore) {
        return new Burst(this, clock).play(require(player), requireGame(gameId), count, hardcore);
    }

    /** The row is gone from {@code at} on by the real clock: the player reset it. */
    public synchronized void reset(String player, long achievement, Instant at) {
        remove(require(player).ulid(), achievement, at);
    }

    /** The row is gone between the two moments, and then back as it was. */
    public synchronized void vanish(String player, long achievement, Instant from, Instant until) {
        String ulid = require(player).ulid();
        Unlock unlock = rows.at(ulid, achievement, from);
        if (unlock == null) {
            throw new IllegalArgumentException(player + " hasn't unlocked " + title(achievement) + " by then.");
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

    /** A player's unlocks as the site shows them now, oldest first, those of demoted achievements included. */
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

    /** In quotes; a deleted achievement, whose unlocks stay, has only its number. */
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
