package io.github.cheevoherald.outbox;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One or more items of one kind that are announced in a feed, complete in itself: nothing is looked up elsewhere when
 * it is sent. Stored as JSON under the name in the record's {@code @JsonTypeName}, so a changed shape needs a new record
 * with a new name, and the old one stays readable. The JSON names each player in a field {@code ulid}, because the
 * outbox searches for it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public interface Announcement {

    /** The kind's name, as in {@link StoredKind}. */
    String kind();

    /** What is announced, in order; never empty. */
    List<Item> items();

    /** An announcement of the same kind of these items instead, which may come from several announcements. */
    Announcement withItems(List<Item> items);

    /** How many items are announced. */
    default int count() {
        return items().size();
    }

    /** The date of the oldest item, in seconds since 1970. */
    default long oldest() {
        return items().stream().mapToLong(Item::date).min().orElse(Long.MAX_VALUE);
    }

    /** The players it is about, by ULID; none for a kind that is not about players. */
    default Set<String> players() {
        return items().stream()
                .flatMap(item -> Stream.ofNullable(item.player()))
                .map(PlayerCard::ulid)
                .collect(Collectors.toSet());
    }

    /** Everybody whom it names, by ULID: those it is about, and others whom an item mentions. */
    default Set<String> named() {
        return players();
    }

    /** The one player whom every item is about, by ULID; null when there are several or none. */
    default @Nullable String ulid() {
        PlayerCard first = items().get(0).player();
        boolean alone = first != null && items().stream().allMatch(item -> isAbout(item, first.ulid()));
        return alone ? Objects.requireNonNull(first).ulid() : null;
    }

    /** The items for which the condition holds; empty when there are none. */
    default Optional<Announcement> only(Predicate<Item> condition) {
        List<Item> all = items();
        List<Item> kept = all.stream().filter(condition).toList();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(kept.size() == all.size() ? this : withItems(kept));
    }

    /** What is left without these players, by ULID: it names none of them. Empty when nothing is left. */
    default Optional<Announcement> without(Set<String> ulids) {
        return without(LeftOut.players(ulids));
    }

    /** What is left without whom and what is left out. Empty when nothing is. */
    default Optional<Announcement> without(LeftOut leftOut) {
        return only(item ->
                item.player() == null || !leftOut.leavesOut(item.player().ulid(), item.gameId(), item.date()));
    }

    /** Two announcements with half of the items each, in order, or itself when it has a single item. */
    default List<Announcement> halves() {
        List<Item> all = items();
        int middle = (all.size() + 1) / 2;
        return all.size() < 2
                ? List.of(this)
                : List.of(withItems(all.subList(0, middle)), withItems(all.subList(middle, all.size())));
    }

    private static boolean isAbout(Item item, String ulid) {
        return item.player() != null && item.player().ulid().equals(ulid);
    }
}
