package io.github.cheevoherald.privacy;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.store.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets members who ask for it, and again those whom a restored backup brings back. */
public final class Forgetting {
    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private final Database database;
    private final PersonalTables tables;
    private final ForgottenList list;

    public Forgetting(Database database, PersonalTables tables, ForgottenList list) {
        this.database = database;
        this.tables = tables;
        this.list = list;
    }

    /** Whom a request concerns. */
    private record Whom(boolean isKnown, List<Player> players) {}

    /**
     * Deletes everything about a member in every server, and everything about the member's players unless another member
     * has them; false if nothing was stored.
     */
    public synchronized boolean forget(long memberId) {
        Whom whom = database.read(handle -> new Whom(
                tables.members().members(handle).contains(memberId), tables.playersToForget(handle, memberId)));
        if (!whom.isKnown()) {
            // A first registration may be under way, of which nothing is stored yet.
            database.useTransactionAlone(handle -> tables.forget(handle, memberId, List.of()));
            return false;
        }
        String token = listed(memberId, whom.players());
        try {
            database.useTransactionAlone(handle -> {
                tables.forget(handle, memberId, tables.playersToForget(handle, memberId));
                if (token != null) {
                    applied(handle, token);
                }
            });
            return true;
        } catch (RuntimeException | Error e) {
            if (token != null) {
                list.remove(token);
            }
            throw e;
        }
    }

    /** Null if the file can't be written, which must not keep anybody from being forgotten. */
    private @Nullable String listed(long memberId, List<Player> players) {
        List<String> ids = new ArrayList<>(List.of(Long.toString(memberId)));
        players.forEach(player -> ids.add(player.ulid()));
        try {
            return list.add(ids);
        } catch (IOException e) {
            LOG.error(
                    "{} can't be written ({}): a member is forgotten now, but restoring an older backup brings them back",
                    list,
                    e.toString());
            return null;
        }
    }

    private static void applied(Handle handle, String token) {
        handle.execute("INSERT INTO forgettings (token) VALUES (?) ON CONFLICT (token) DO NOTHING", token);
    }

    /**
     * Forgets again whom this database doesn't know to have asked for it: it was restored from an older backup. Call it at
     * the start, before anything is announced.
     */
    public void forgetAgain() {
        List<ForgottenList.Entry> entries = entries();
        if (entries.isEmpty()) {
            return;
        }
        int again = database.aloneInTransaction(handle -> {
            Set<String> known = new TreeSet<>(handle.createQuery("SELECT token FROM forgettings")
                    .mapTo(String.class)
                    .list());
            List<ForgottenList.Entry> missing = entries.stream()
                    .filter(entry -> !known.contains(entry.token()))
                    .toList();
            missing.forEach(entry -> applied(handle, entry.token()));
            return missing.isEmpty() ? 0 : forgetAgain(handle, missing);
        });
        if (again > 0) {
            LOG.info(
                    "This backup brought back {} people who had asked to be forgotten; they're forgotten again", again);
        }
    }

    private List<ForgottenList.Entry> entries() {
        try {
            return list.entries();
        } catch (IOException | RuntimeException e) {
            LOG.error("{} can't be read ({}); a restored backup may bring back who was forgotten", list, e.toString());
            return List.of();
        }
    }

    private int forgetAgain(Handle handle, List<ForgottenList.Entry> missing) {
        int again = 0;
        for (long memberId : tables.members().members(handle)) {
            if (missing.stream().anyMatch(entry -> entry.names(Long.toString(memberId)))) {
                tables.forget(handle, memberId, tables.playersToForget(handle, memberId));
                again++;
            }
        }
        for (Player player : tables.members().unlinked(handle)) {
            if (missing.stream().anyMatch(entry -> entry.names(player.ulid()))) {
                tables.forget(handle, player);
            }
        }
        return again;
    }
}
