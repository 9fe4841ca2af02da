package io.github.cheevoherald.store;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves everything from one store into an empty one of the other kind, while no bot uses either. It can be stopped at any
 * moment and goes on when it is run again.
 */
public final class StoreMove {
    private static final Logger log = LoggerFactory.getLogger(StoreMove.class);

    private final Engine source;
    private final Engine target;
    private final CopyProgress progress;

    private StoreMove(Engine source, Engine target, Clock clock) {
        this.source = source;
        this.target = target;
        this.progress = new CopyProgress(clock);
    }

    /**
     * Returns when all of it is in the other store and compared.
     *
     * @throws StoreException when one of the two isn't fit for it; nothing was copied
     * @throws MoveException when it stopped on the way, or the stores differ at the end
     */
    public static void run(DatabaseAddress from, DatabaseAddress to, Clock clock) {
        MoveEnds.requireTwoKinds(from, to);
        MoveEnds.requireStore(from);
        try (Engine source = MoveEnds.open(MoveEnds.FROM, from, clock)) {
            MoveEnds.requireFit(to, source);
            try (Engine target = MoveEnds.open(MoveEnds.TO, to, clock)) {
                MoveEnds.requireFit(target, source);
                new StoreMove(source, target, clock).run();
            }
        }
    }

    private void run() {
        Optional<MoveMark> here = source.read(MoveMark::read);
        Optional<MoveMark> there = target.read(MoveMark::read);
        String moveId =
                there.map(MoveMark::moveId).orElseGet(() -> UUID.randomUUID().toString());
        boolean isDone = here.filter(mark -> mark.moveId().equals(moveId)).isPresent();
        if (!isDone) {
            MoveEnds.requireUnmoved(source, here);
        }
        try {
            if (!isDone) {
                if (there.isEmpty()) {
                    mark(target, new MoveMark(MoveMark.State.UNFINISHED, moveId, source.place()));
                }
                long rows = transfer(there.isPresent());
                mark(source, new MoveMark(MoveMark.State.MOVED, moveId, target.place()));
                log.info(
                        "Moved {} rows from {} to {}; counts and checksums of all tables agree",
                        rows,
                        source.place(),
                        target.place());
            }
            // Until here, neither of the two can be used by a bot.
            write(target, MoveMark::remove);
        } catch (SQLException | JdbiException | CopyException | StoreException | LeaseLostException e) {
            throw new MoveException(
                    "Stopped while moving " + source.place() + " to " + target.place() + ": " + StoreException.reason(e)
                            + "; the same command goes on from here",
                    e);
        }
    }

    private static void mark(Engine engine, MoveMark mark) {
        write(engine, mark::set);
    }

    private static void write(Engine engine, Consumer<Handle> work) {
        Boolean unused = engine.write(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /** Copies what isn't there yet, and returns the number of rows once both stores hold the same. */
    private long transfer(boolean goesOn) throws SQLException {
        try (Snapshot snapshot = Snapshot.of(source.patient())) {
            List<TableShape> tables = tables(snapshot);
            if (goesOn) {
                Optional<Long> rows = finish(snapshot, tables);
                if (rows.isPresent()) {
                    return rows.get();
                }
                log.info("A bot has used {} since this copy was begun, so it's begun anew", source.place());
                write(target, handle -> TableCopy.clear(handle, tables));
            }
            copy(snapshot, tables);
            return compare(snapshot, tables, true).orElseThrow();
        }
    }

    /** Empty when rows that had been copied before have changed since, since a bot ran in between. */
    private Optional<Long> finish(Snapshot snapshot, List<TableShape> tables) throws SQLException {
        try {
            copy(snapshot, tables);
        } catch (CopyException e) {
            if (Database.isOutage(e)) {
                throw e;
            }
            return Optional.empty();
        }
        return compare(snapshot, tables, false);
    }

    /** The bot's, since others may have tables beside them in the source. */
    private List<TableShape> tables(Snapshot snapshot) throws SQLException {
        try (Snapshot other = Snapshot.of(target.patient())) {
            List<TableShape> expected = TableShape.all(other.connection());
            List<TableShape> found = TableShape.named(
                    snapshot.connection(),
                    expected.stream().map(TableShape::name).toList());
            if (!new HashSet<>(found).equals(new HashSet<>(expected))) {
                throw new IllegalStateException("The two stores have different tables: " + found + " and " + expected);
            }
            return found;
        }
    }

    private void copy(Snapshot snapshot, List<TableShape> tables) throws SQLException {
        TableCopy copy = new TableCopy(snapshot.connection(), work -> write(target, work), progress);
        for (TableShape table : tables) {
            copy.copy(table);
        }
        write(target, handle -> target.countOn(handle, tables));
    }

    private Optional<Long> compare(Snapshot snapshot, List<TableShape> tables, boolean isFinal) throws SQLException {
        List<String> differences = new ArrayList<>();
        long rows = 0;
        try (Snapshot other = Snapshot.of(target.patient())) {
            for (TableShape table : tables) {
                TableSum expected = TableSum.of(snapshot.connection(), table, progress);
                TableSum found = TableSum.of(other.connection(), table, progress);
                rows += expected.rows();
                if (!expected.equals(found)) {
                    differences.add(table.name() + " (" + expected + " became " + found + ")");
                }
            }
        }
        if (differences.isEmpty()) {
            return Optional.of(rows);
        }
        if (isFinal) {
            throw new MoveException(
                    "The copy in " + target.place() + " differs from its source: " + String.join(", ", differences));
        }
        return Optional.empty();
    }
}
