package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The message in which each unlock of the backlog was tried last. It stays that message, with its nonce, whatever rows it
 * goes through: a row's number says nothing, since a later row may get it.
 */
final class TriedMessages {
    private final FaultyDiscord discord;
    private final Map<Long, Map<ItemKey, Tried>> tried = new HashMap<>();

    /**
     * A message that was tried.
     *
     * @param channelId where it may be posted; null when it surely isn't posted anywhere
     */
    private record Tried(
            @Nullable String content,
            @Nullable String nonce,
            @Nullable Long channelId,
            Set<ItemKey> all) {
        static Tried of(OutboxEntry entry) {
            return new Tried(
                    entry.content(),
                    entry.nonce(),
                    entry.state() == OutboxEntry.State.SENDING ? Objects.requireNonNull(entry.channelId()) : null,
                    UnlockKeys.in(entry.announcement()));
        }

        boolean isSameMessage(Tried other) {
            return Objects.equals(content, other.content) && Objects.equals(nonce, other.nonce);
        }

        boolean hasNonceOf(Tried other) {
            return nonce != null && nonce.equals(other.nonce);
        }
    }

    TriedMessages(FaultyDiscord discord) {
        this.discord = discord;
    }

    /**
     * Compares an entry with what was tried of it before; returns what is wrong, if anything.
     *
     * @param withdrawn whether an unlock's player was taken out of the server's backlog
     */
    Optional<String> look(OutboxEntry entry, Predicate<ItemKey> withdrawn) {
        Map<ItemKey, Tried> here = tried.computeIfAbsent(entry.guildId(), server -> new HashMap<>());
        Tried now = Tried.of(entry);
        List<Tried> before = now.all().stream()
                .flatMap(key -> Stream.ofNullable(here.get(key)))
                .distinct()
                .toList();
        boolean wasTried = now.channelId() != null || before.stream().anyMatch(now::isSameMessage);
        for (ItemKey key : now.all()) {
            if (wasTried) {
                here.put(key, now);
            } else {
                here.remove(key);
            }
        }
        return before.stream()
                .filter(one ->
                        one.isSameMessage(now) ? !mayGo(one, now.channelId()) : !mayBecomeAnother(one, now, withdrawn))
                .findFirst()
                .map(one -> "a tried message changed from " + one + " to " + now);
    }

    /** Whether a message may be tried in a channel, or in none for now: it may be posted in one only. */
    private boolean mayGo(Tried before, @Nullable Long channelId) {
        Long posted = before.channelId();
        String nonce = Objects.requireNonNull(before.nonce());
        return posted == null
                || posted.equals(channelId)
                || discord.isSurelyNotThere(nonce, posted)
                || (channelId == null && discord.refusedAlready(nonce));
    }

    /**
     * Whether unlocks may go out in another message. If nobody can check any more whether the first is posted, it goes to
     * the feed's channel as a new message; one that Discord refused is divided, or goes again as plain text; and what is
     * left of one that a player is taken out of waits as if it had never been tried, so that later unlocks may join it.
     */
    private boolean mayBecomeAnother(Tried before, Tried now, Predicate<ItemKey> withdrawn) {
        boolean out = before.channelId() != null && discord.isOutOfReach(before.channelId());
        boolean refused = discord.refusedAlready(Objects.requireNonNull(before.nonce()));
        return (out || refused || lacksAPlayer(before, now, withdrawn)) && !now.hasNonceOf(before);
    }

    private static boolean lacksAPlayer(Tried before, Tried now, Predicate<ItemKey> withdrawn) {
        return before.all().stream().collect(Collectors.groupingBy(ItemKey::page)).values().stream()
                .anyMatch(ofOne -> ofOne.stream()
                        .allMatch(key -> withdrawn.test(key) && !now.all().contains(key)));
    }
}
