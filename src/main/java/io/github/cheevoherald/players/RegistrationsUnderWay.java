package io.github.cheevoherald.players;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;

/** Members' registrations that wait for the site, so that none of them is stored once the member was forgotten. */
public final class RegistrationsUnderWay implements LinkListener {
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

    /** A registration; equal to no other. */
    final class Attempt implements AutoCloseable {
        private final long memberId;
        private final AtomicBoolean forgotten = new AtomicBoolean();

        private Attempt(long memberId) {
            this.memberId = memberId;
        }

        /** To be asked in the transaction that stores the registration. */
        boolean isForgotten() {
            return forgotten.get();
        }

        @Override
        public void close() {
            attempts.remove(this);
        }
    }

    Attempt begin(long memberId) {
        Attempt attempt = new Attempt(memberId);
        attempts.add(attempt);
        return attempt;
    }

    @Override
    public void began(Handle handle, long playerId, Instant since) {}

    @Override
    public void resumed(Handle handle, long playerId) {}

    @Override
    public void ended(Handle handle, long guildId, Player player) {}

    @Override
    public void forgotten(Handle handle, long memberId) {
        attempts.stream()
                .filter(attempt -> attempt.memberId == memberId)
                .forEach(attempt -> attempt.forgotten.set(true));
    }
}
