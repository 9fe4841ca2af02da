package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Membership;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.RestingLinks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.unlocks.LinkChanges;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** Members who never leave, for tests about something else. */
final class EverybodyStays {
    private EverybodyStays() {}

    static Departures in(Database database, Clock clock) {
        return new Departures(
                new RestingLinks(
                        database,
                        new LinkChanges(new Outbox(database, UnlockAnnouncement.STORED), clock),
                        clock,
                        clock),
                (guildId, userId) -> CompletableFuture.completedFuture(Membership.PRESENT),
                Database::isOutage);
    }
}
