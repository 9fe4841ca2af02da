package io.github.cheevoherald.outbox;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A kind of announcement as the outbox stores it.
 *
 * @param name the value in the column {@code kind} of its rows and feeds
 * @param types the records that its rows hold, each with a {@code @JsonTypeName} that never changes
 * @param filtered the properties by which a server can filter it
 * @param largeRows reads rows that an earlier version wrote too large
 */
public record StoredKind(
        String name,
        List<Class<? extends Announcement>> types,
        Set<FilterProperty> filtered,
        LargeRowReader largeRows) {
    public StoredKind {
        types = List.copyOf(types);
        filtered = Set.copyOf(filtered);
    }

    /** A kind that never had rows larger than they are now. */
    public StoredKind(String name, List<Class<? extends Announcement>> types, Set<FilterProperty> filtered) {
        this(
                name,
                types,
                filtered,
                (payload, max, pieces) -> LargeRows.pieces(payload.readValueAs(Announcement.class))
                        .forEach(pieces));
    }

    /** Such a kind that nobody can filter. */
    public StoredKind(String name, List<Class<? extends Announcement>> types) {
        this(name, types, Set.of());
    }

    /** Reads an announcement piece by piece, so that it is never in memory as a whole. */
    @FunctionalInterface
    public interface LargeRowReader {
        /** Hands over the payload as announcements of at most {@code max} items each, in order. */
        void read(JsonParser payload, int max, Consumer<Announcement> pieces) throws IOException;
    }
}
