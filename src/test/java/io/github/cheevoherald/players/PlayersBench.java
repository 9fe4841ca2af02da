package io.github.cheevoherald.players;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.retroachievements.AnswerCache;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.MigratedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Players and their registration on a real database, with a site of profiles and a clock that stands still. */
final class PlayersBench implements AutoCloseable {
    static final int LIMIT = 3;
    static final int PLAYERS = 5;

    final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    final ProfileSite site = new ProfileSite();
    final Database database;
    final Players players;
    final RestingLinks resting;
    final Registration registration;

    final RecordedLinks links = new RecordedLinks();

    PlayersBench(Path folder) {
        database = Database.open("jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), clock);
        players = new Players(database, links);
        resting = new RestingLinks(database, links, clock, clock);
        registration = new Registration(
                database,
                new AnswerCache(limit -> site.port(), clock),
                clock,
                clock,
                new Registration.Limits(LIMIT, PLAYERS),
                links);
    }

    RegistrationResult register(long guild, long member, String name) {
        return registration.register(Requester.command(member), guild, member, name);
    }

    void feed(long guild) {
        execute("INSERT INTO feeds (guild_id, kind, channel_id) VALUES (" + guild + ", 'unlocks', 7)");
    }

    void refreshProfiles() {
        new ProfileRefresh(players, site.port(), clock).run();
    }

    void confirmPending() {
        registration.confirmPending(site.port());
    }

    /** Longer than an answer is kept for people's questions. */
    void advance() {
        clock.advance(Duration.ofMinutes(2));
    }

    long rows(String tableAndCondition) {
        return number("SELECT COUNT(*) FROM " + tableAndCondition);
    }

    long number(String query) {
        return database.read(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    void execute(String statement) {
        database.useTransaction(handle -> handle.execute(statement));
    }

    /** What a complete poll does to the player's registrations. */
    void polled() {
        execute("UPDATE registrations SET baselined = 1");
        links.called.clear();
    }

    @Nullable Instant registeredAt(long guild, long member) {
        List<Long> seconds = database.read(handle -> handle.createQuery(
                        "SELECT registered_at FROM registrations WHERE guild_id = ? AND member_id = ?")
                .bind(0, guild)
                .bind(1, member)
                .mapTo(Long.class)
                .list());
        return seconds.isEmpty() ? null : Instant.ofEpochSecond(seconds.get(0));
    }

    @Override
    public void close() {
        database.close();
    }
}
