package io.github.cheevoherald.players;

import io.github.cheevoherald.retroachievements.AnswerCache;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Registers members: checks the name with RetroAchievements, stores the link, and has the player polled first. */
public final class Registration {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{2,20}|[0-9A-Za-z]{26}");

    private final Database database;
    private final AnswerCache answers;
    private final Clock siteClock;
    private final Clock clock;
    private final Limits limits;
    private final Room room;
    private final LinkListener links;
    private final RegistrationsUnderWay underWay;

    /** The maximum number of players in one server and in all of them together. */
    public record Limits(int playersPerServer, int players) {}

    /** Dates registrations by RetroAchievements' clock, and times retries by our own. */
    public Registration(
            Database database, AnswerCache answers, Clock siteClock, Clock clock, Limits limits, LinkListener links) {
        this(database, answers, siteClock, clock, limits, links, new RegistrationsUnderWay());
    }

    /** As above, and stores nothing of members who were forgotten meanwhile. */
    public Registration(
            Database database,
            AnswerCache answers,
            Clock siteClock,
            Clock clock,
            Limits limits,
            LinkListener links,
            RegistrationsUnderWay underWay) {
        this.database = database;
        this.answers = answers;
        this.siteClock = siteClock;
        this.clock = clock;
        this.limits = limits;
        this.room = new Room(limits);
        this.links = links;
        this.underWay = underWay;
    }

    /** Whether the text could be a name or ULID on the site; checked before a request is spent on it. */
    public static boolean isPossibleName(String username) {
        return NAME.matcher(username.strip()).matches();
    }

    /** Registers a member on the word of a person who may do so. Blocks while the site is asked. */
    public RegistrationResult register(Requester requester, long guildId, long memberId, String username) {
        String name = username.strip();
        if (!isPossibleName(name)) {
            return new RegistrationResult.ImpossibleName();
        }
        if (database.<Boolean>read(handle -> room.isFull(handle, guildId, memberId))) {
            return new RegistrationResult.ServerFull(limits.playersPerServer());
        }
        try (RegistrationsUnderWay.Attempt attempt = underWay.begin(memberId)) {
            return register(requester, guildId, memberId, name, attempt);
        }
    }

    private RegistrationResult register(
            Requester requester, long guildId, long memberId, String name, RegistrationsUnderWay.Attempt attempt) {
        Outcome<Profile> outcome =
                answers.ask(requester, "profile " + name.toLowerCase(Locale.ROOT), site -> site.profile(name));
        return outcome.fold(new Outcome.Cases<Profile, RegistrationResult>(
                found -> database.aloneInTransaction(handle -> attempt.isForgotten()
                        ? new RegistrationResult.Forgotten()
                        : link(handle, guildId, memberId, found.value(), siteClock.instant())),
                missing -> new RegistrationResult.NoSuchPlayer(name),
                refusedKey -> saved(guildId, memberId, name, attempt),
                throttled -> throttled.by() == Outcome.By.SITE
                        ? saved(guildId, memberId, name, attempt)
                        : new RegistrationResult.TooMany(throttled),
                unavailable -> saved(guildId, memberId, name, attempt),
                forbidden -> saved(guildId, memberId, name, attempt),
                malformed -> saved(guildId, memberId, name, attempt)));
    }

    private RegistrationResult saved(long guildId, long memberId, String name, RegistrationsUnderWay.Attempt attempt) {
        return database.aloneInTransaction(handle -> {
            if (attempt.isForgotten()) {
                return new RegistrationResult.Forgotten();
            }
            save(handle, guildId, memberId, name);
            return new RegistrationResult.SavedForLater(name);
        });
    }

    /**
     * Tries again the registrations that the site has not confirmed. One without an answer is postponed and does not hold
     * up the others. Blocks while the site is asked.
     */
    public void confirmPending(RetroAchievements site) {
        for (PendingRow row : database.read(handle -> PendingRow.waiting(handle, clock.millis()))) {
            boolean goOn = site.profile(row.pending().username())
                    .fold(new Outcome.Cases<Profile, Boolean>(
                            found -> aloneInTransaction(handle -> settle(handle, row, found.value())),
                            missing -> aloneInTransaction(handle ->
                                    refuse(handle, row.pending(), PendingRegistration.Problem.NO_SUCH_PLAYER)),
                            refusedKey -> false,
                            throttled -> false,
                            unavailable -> putOff(row),
                            forbidden -> putOff(row),
                            malformed -> putOff(row)));
            if (!goOn) {
                return;
            }
        }
    }

    private boolean putOff(PendingRow row) {
        return !Thread.currentThread().isInterrupted()
                && aloneInTransaction(handle -> row.putOff(handle, clock.millis()));
    }

    private boolean aloneInTransaction(Consumer<Handle> work) {
        database.useTransactionAlone(work);
        return true;
    }

    private RegistrationResult link(Handle handle, long guildId, long memberId, Profile profile, Instant registeredAt) {
        if (profile.isBanned()) {
            return new RegistrationResult.Banned(profile.name());
        }
        boolean isNew = handle.createQuery("SELECT COUNT(*) FROM players WHERE ulid = ?")
                        .bind(0, profile.ulid())
                        .mapTo(Integer.class)
                        .one()
                == 0;
        Player player = upsert(handle, profile);
        Optional<Long> owner = owner(handle, guildId, player);
        if (owner.isPresent()) {
            return owner.get() == memberId
                    ? already(handle, guildId, memberId, player)
                    : new RegistrationResult.Taken(player.name(), owner.get());
        }
        boolean full = room.isFull(handle, guildId, memberId);
        if (full || room.isOneTooMany(handle, guildId, memberId, player)) {
            if (isNew) {
                // Nobody's player could never be forgotten.
                handle.execute("DELETE FROM players WHERE player_id = ?", player.id());
            }
            return full
                    ? new RegistrationResult.ServerFull(limits.playersPerServer())
                    : new RegistrationResult.BotFull(limits.players());
        }
        String replaced = replace(handle, guildId, memberId, player);
        store(handle, guildId, memberId, player, registeredAt);
        return new RegistrationResult.Linked(player, replaced, isPaused(handle, guildId, memberId));
    }

    /** Ends what is in the way of a new link: the member's previous one, and the player's resting one. */
    private @Nullable String replace(Handle handle, long guildId, long memberId, Player player) {
        EndedLinks.endResting(handle, guildId, player, memberId);
        Optional<Registered> before = Players.ofMember(handle, guildId, memberId)
                .filter(link -> link.player().id() != player.id());
        before.ifPresent(replaced -> {
            EndedLinks.keep(handle, replaced);
            links.ended(handle, guildId, replaced.player());
        });
        return before.map(replaced -> replaced.player().name()).orElse(null);
    }

    private static RegistrationResult already(Handle handle, long guildId, long memberId, Player player) {
        forgetPending(handle, guildId, memberId);
        return new RegistrationResult.AlreadyLinked(player, isPaused(handle, guildId, memberId));
    }

    private static boolean isPaused(Handle handle, long guildId, long memberId) {
        return Players.ofMember(handle, guildId, memberId).orElseThrow().paused();
    }

    private static Optional<Long> owner(Handle handle, long guildId, Player player) {
        return handle.createQuery("SELECT member_id FROM registrations"
                        + " WHERE guild_id = ? AND player_id = ? AND resting_since_ms IS NULL")
                .bind(0, guildId)
                .bind(1, player.id())
                .mapTo(Long.class)
                .findOne();
    }

    private Player upsert(Handle handle, Profile profile) {
        boolean wasGone = Players.isGone(handle, "ulid", profile.ulid());
        Player player = handle.createQuery("""
                        INSERT INTO players (ulid, name, picture, profile_at_ms)
                        VALUES (:ulid, :name, :picture, :now)
                        ON CONFLICT (ulid) DO UPDATE SET name = :name, picture = :picture, profile_at_ms = :now,
                            gone_since_ms = NULL, banned = 0
                        RETURNING *
                        """)
                .bind("ulid", profile.ulid())
                .bind("name", profile.name())
                .bind("picture", profile.userPic())
                .bind("now", clock.millis())
                .map(Players::player)
                .one();
        if (wasGone) {
            links.resumed(handle, player.id());
        }
        return player;
    }

    private void store(Handle handle, long guildId, long memberId, Player player, Instant registeredAt) {
        handle.createUpdate("""
                        INSERT INTO registrations (guild_id, member_id, player_id, registered_at, baselined, paused)
                        VALUES (:guild, :member, :player, :at, 0, (SELECT COUNT(*) FROM silences WHERE guild_id = :guild
                            AND member_id = :member AND game_id = :everything AND ended_at IS NULL))
                        ON CONFLICT (guild_id, member_id) DO UPDATE SET player_id = :player, registered_at = :at,
                            baselined = 0, resting_since_ms = NULL, looked_for_at_ms = NULL
                        """)
                .bind("guild", guildId)
                .bind("member", memberId)
                .bind("player", player.id())
                .bind("at", registeredAt.getEpochSecond())
                .bind("everything", Silences.EVERYTHING)
                .execute();
        links.began(handle, player.id(), registeredAt);
        forgetPending(handle, guildId, memberId);
    }

    private void save(Handle handle, long guildId, long memberId, String name) {
        handle.createUpdate("""
                        INSERT INTO noted_registrations (guild_id, member_id, username, noted_at)
                        VALUES (:guild, :member, :name, :at)
                        ON CONFLICT (guild_id, member_id) DO UPDATE SET username = :name, noted_at = :at, problem = NULL,
                            failures = 0, next_try_at_ms = 0
                        """)
                .bind("guild", guildId)
                .bind("member", memberId)
                .bind("name", name)
                .bind("at", siteClock.instant().getEpochSecond())
                .execute();
    }

    private void settle(Handle handle, PendingRow row, Profile profile) {
        PendingRegistration pending = row.pending();
        if (!row.stillWaits(handle)) {
            return;
        }
        RegistrationResult result = link(handle, pending.guildId(), pending.memberId(), profile, row.at());
        problem(result).ifPresent(problem -> refuse(handle, pending, problem));
    }

    /** Why a registration that was saved for later can't be made after all; empty when it is done. */
    private static Optional<PendingRegistration.Problem> problem(RegistrationResult result) {
        return result.fold(new RegistrationResult.Cases<Optional<PendingRegistration.Problem>>(
                linked -> Optional.empty(),
                alreadyLinked -> Optional.empty(),
                taken -> Optional.of(PendingRegistration.Problem.TAKEN),
                impossibleName -> Optional.empty(),
                noSuchPlayer -> Optional.of(PendingRegistration.Problem.NO_SUCH_PLAYER),
                banned -> Optional.of(PendingRegistration.Problem.BANNED),
                serverFull -> Optional.of(PendingRegistration.Problem.SERVER_FULL),
                botFull -> Optional.of(PendingRegistration.Problem.BOT_FULL),
                savedForLater -> Optional.empty(),
                tooMany -> Optional.empty(),
                forgotten -> Optional.empty()));
    }

    private static void refuse(Handle handle, PendingRegistration pending, PendingRegistration.Problem problem) {
        handle.execute(
                "UPDATE noted_registrations SET problem = ? WHERE guild_id = ? AND member_id = ? AND username = ?",
                problem.name(),
                pending.guildId(),
                pending.memberId(),
                pending.username());
    }

    private static void forgetPending(Handle handle, long guildId, long memberId) {
        handle.execute("DELETE FROM noted_registrations WHERE guild_id = ? AND member_id = ?", guildId, memberId);
    }
}
