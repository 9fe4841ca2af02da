package io.github.cheevoherald;

import io.github.cheevoherald.awards.AwardRecords;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.leaderboards.ScoreRecords;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.players.LinkListener;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.RegistrationsUnderWay;
import io.github.cheevoherald.players.Silences;
import io.github.cheevoherald.privacy.Forgetting;
import io.github.cheevoherald.privacy.ForgottenList;
import io.github.cheevoherald.privacy.PersonalTables;
import io.github.cheevoherald.sets.GameInterests;
import io.github.cheevoherald.sets.InterestRecords;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.unlocks.LinkChanges;
import io.github.cheevoherald.unlocks.UnlockRecords;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** The database and what is kept in it, brought to the clock of this process. */
final class Storage implements AutoCloseable {
    final Database database;
    final Guilds guilds;
    final LinkListener linkChanges;
    final RegistrationsUnderWay registrations = new RegistrationsUnderWay();
    final Players players;
    final Outbox outbox;
    final GameInterests gameInterests;
    final PersonalTables personal;
    final Forgetting forgetting;

    /** @throws io.github.cheevoherald.store.StoreException when the database cannot be used */
    Storage(DatabaseAddress address, Clock clock) {
        database = Database.open(address, clock);
        guilds = new Guilds(database);
        outbox = new Outbox(database, (handle, guildId) -> Silences.in(handle, guildId)::isSilent, Kinds.stored());
        linkChanges = LinkListener.each(List.of(new LinkChanges(outbox, clock), registrations));
        players = new Players(database, linkChanges);
        gameInterests = new GameInterests(database);
        personal = new PersonalTables(
                List.of(new UnlockRecords(), new AwardRecords(), new InterestRecords(), new ScoreRecords()),
                outbox,
                linkChanges,
                clock);
        ForgottenList list = new ForgottenList(address.fileFor(ForgottenList.NAME), new SecureRandom());
        forgetting = new Forgetting(database, personal, list);
        // The last process, or this one, may have started while the machine's clock was wrong.
        outbox.adoptTime(clock.instant());
        guilds.adoptTime(clock.instant());
        players.adoptTime(clock.instant());
        gameInterests.adoptTime(clock.instant());
        forgetting.forgetAgain();
    }

    @Override
    public void close() {
        database.close();
    }
}
