package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.PostedMessage;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.ServerExtras;
import io.github.cheevoherald.discord.SlowDown;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.store.FaultyDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/** Discord at its worst: each request can go wrong in every way, or end the process that makes it. */
final class FaultyDiscord implements Discord {
    static final Duration NONCE_MEMORY = Duration.ofSeconds(40);

    private static final int PAGE = 3;

    /** What happens to a request. */
    enum Fault {
        /** Done and confirmed. */
        NONE,
        /** Done but not confirmed: a cut connection, a time-out, or a 500 after the work. */
        DONE_UNCONFIRMED,
        /** Cut before Discord received all of it. */
        CUT,
        /** 429. */
        THROTTLED,
        /** The message's first unlock is never accepted with embeds. */
        MESSAGE_REFUSED,
        /** The message's first unlock is accepted from nobody until {@link #allowEverything}. */
        CONTENT_REFUSED,
        /** Stays under way until {@link #decide}. */
        HELD,
        /** The process dies right before the request is sent. */
        DIES_BEFORE,
        /** The process dies right after Discord handled it. */
        DIES_AFTER,
        /** The power fails right before the request is sent. */
        POWER_FAILS_BEFORE,
        /** The power fails right after Discord handled it. */
        POWER_FAILS_AFTER
    }

    /** Our permissions in a channel. */
    enum Rights {
        ALL,
        NO_HISTORY,
        NO_SEND,
        NO_VIEW
    }

    /** A channel, with everything that was ever posted in it. */
    static final class Channel {
        final List<PostedMessage> ours = new ArrayList<>();
        final List<Long> ids = new ArrayList<>();
        Rights rights = Rights.ALL;
        boolean gone;

        /** Posted twice, although nothing we do could have prevented it; see the table of guarantees. */
        final Set<ItemKey> mayRepeat = new HashSet<>();

        /** Closed to us while the feed was elsewhere, so that its messages can't be read back. */
        boolean lost;

        /** Closed to us when we last tried to post there or to read it. */
        private boolean closed;

        private boolean lookRefused;

        /** Whether one of our messages contains all of it, along with unlocks of a player who is being taken out. */
        boolean hasWithSomebodyElse(Set<ItemKey> here) {
            Set<String> players = players(here);
            return ours.stream()
                    .map(message -> UnlockKeys.in(message.content(), message.embeds()))
                    .anyMatch(there -> there.containsAll(here) && !players.containsAll(players(there)));
        }

        private static Set<String> players(Set<ItemKey> of) {
            return of.stream().map(ItemKey::page).collect(Collectors.toSet());
        }
    }

    private record Remembered(long channelId, long messageId, Instant until) {}

    /** A request that Discord hasn't handled yet; its process may be dead. */
    private static final class UnderWay<T> {
        final Supplier<T> work;
        final T cut;
        final CompletableFuture<T> answer = new CompletableFuture<>();
        final Instant since;
        boolean orphan;

        UnderWay(Supplier<T> work, T cut, Instant since) {
            this.work = work;
            this.cut = cut;
            this.since = since;
        }

        void decide(boolean acts, boolean said) {
            T done = acts ? work.get() : cut;
            if (!orphan) {
                answer.complete(acts && said ? done : cut);
            }
        }
    }

    private final Clock clock;
    private final FaultyDatabase process;
    private final LongPredicate isFeed;
    private final Map<Long, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Remembered> nonces = new HashMap<>();
    private final Set<ItemKey> malformed = new HashSet<>();
    private final Set<ItemKey> banned = new HashSet<>();
    private final Set<String> refusedOnce = new HashSet<>();

    /** Refused at some time for what they contain, so that others may have passed them. */
    final Set<ItemKey> passed = new HashSet<>();

    /** Deleted by a moderator: they may be missing, or be posted again. */
    final Set<ItemKey> deleted = new HashSet<>();

    private final Set<Long> deletedIds = new HashSet<>();
    private final Set<String> tried = new HashSet<>();

    /** Whatever happened to the request: the process that recorded it may have died before sending it. */
    private final Set<String> begun = new HashSet<>();

    private final Set<String> again = new HashSet<>();

    /** By nonce and channel, how many requests weren't clearly refused, so that a message may be there. */
    private final Map<String, Integer> perhapsThere = new HashMap<>();

    private final List<UnderWay<?>> underWay = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    final List<String> wrongs = new ArrayList<>();
    private long ids;

    FaultyDiscord(Clock clock, FaultyDatabase process, LongPredicate isFeed) {
        this.clock = clock;
        this.process = process;
        this.isFeed = isFeed;
    }

    Channel channel(long channelId) {
        return channels.computeIfAbsent(channelId, id -> new Channel());
    }

    Map<Long, Channel> channels() {
        return channels;
    }

    /** Sets the fate of the next requests, in order. */
    void plan(Collection<Fault> next) {
        faults.addAll(next);
    }

    void calm() {
        faults.clear();
    }

    void othersTalk(long channelId, int messages) {
        for (int i = 0; i < messages; i++) {
            channel(channelId).ids.add(nextId());
        }
    }

    /** Loses requests that have been under way for that long: we can't prevent Discord from handling them later. */
    void dropUnderWayBefore(Instant since) {
        for (UnderWay<?> request : List.copyOf(underWay)) {
            if (request.since.isBefore(since)) {
                underWay.remove(request);
                request.decide(false, false);
            }
        }
    }

    /** Makes Discord handle the oldest request under way, or lose it. */
    void decide(boolean acts, boolean said) {
        if (!underWay.isEmpty()) {
            underWay.remove(0).decide(acts, said);
        }
    }

    /** Whether the message with that nonce was refused for its content. */
    boolean refusedAlready(String nonce) {
        return refusedOnce.contains(nonce);
    }

    /** Whether the bot knows that none of the messages it sent to a channel with that nonce is there. */
    boolean isSurelyNotThere(String nonce, long channelId) {
        return perhapsThere.getOrDefault(nonce + channelId, 0) == 0;
    }

    /** Whether nobody can check any more what was posted in a channel: it is gone, or was closed and the feed left it. */
    boolean isOutOfReach(long channelId) {
        Channel channel = channel(channelId);
        return channel.gone || ((channel.lost || channel.closed) && !isFeed.test(channelId));
    }

    boolean hasUnderWay() {
        return !underWay.isEmpty();
    }

    /** Ends the process that sent them; its requests are still on their way. */
    void orphan() {
        underWay.forEach(request -> request.orphan = true);
        faults.clear();
    }

    @Override
    public CompletableFuture<SendResult> send(long guildId, long channelId, String nonce, MessageCreateData message) {
        Supplier<SendResult> work = () -> take(channelId, nonce, message);
        SendResult unknown = new SendResult.Unknown("nobody knows");
        if (!begun.add(nonce)) {
            again.add(nonce);
        }
        Fault fault = begin();
        if (fault == Fault.THROTTLED) {
            return CompletableFuture.completedFuture(new SendResult.NotSent("slow down"));
        }
        perhapsThere.merge(nonce + channelId, 1, Integer::sum);
        boolean isNew = tried.add(nonce);
        if (fault == Fault.MESSAGE_REFUSED && isNew) {
            first(message).ifPresent(malformed::add);
        }
        if (fault == Fault.CONTENT_REFUSED) {
            first(message).ifPresent(banned::add);
        }
        return request(fault, work, unknown).thenApply(result -> {
            if (result instanceof SendResult.ChannelRefused) {
                perhapsThere.merge(nonce + channelId, -1, Integer::sum);
            }
            return result;
        });
    }

    @Override
    public CompletableFuture<HistoryResult> history(long guildId, long channelId, long beforeId) {
        return request(begin(), () -> page(channelId, beforeId), new HistoryResult.Unavailable("no answer"));
    }

    private @Nullable Fault begin() {
        if (process.isDead()) {
            throw new FaultyDatabase.ProcessDied();
        }
        Fault fault = faults.poll();
        if (fault == Fault.DIES_BEFORE) {
            throw process.die();
        }
        if (fault == Fault.POWER_FAILS_BEFORE) {
            throw process.failPower();
        }
        return fault;
    }

    private <T> CompletableFuture<T> request(@Nullable Fault fault, Supplier<T> work, T unknown) {
        if (fault == Fault.CUT) {
            return CompletableFuture.completedFuture(unknown);
        }
        if (fault == Fault.HELD) {
            UnderWay<T> held = new UnderWay<>(work, unknown, clock.instant());
            underWay.add(held);
            return held.answer;
        }
        T done = work.get();
        if (fault == Fault.DIES_AFTER) {
            throw process.die();
        }
        if (fault == Fault.POWER_FAILS_AFTER) {
            throw process.failPower();
        }
        return CompletableFuture.completedFuture(fault == Fault.DONE_UNCONFIRMED ? unknown : done);
    }

    private SendResult take(long channelId, String nonce, MessageCreateData message) {
        Channel channel = channel(channelId);
        if (channel.gone) {
            return new SendResult.ChannelRefused(Reason.CHANNEL_GONE);
        }
        channel.closed = channel.rights == Rights.NO_SEND || channel.rights == Rights.NO_VIEW;
        if (channel.closed) {
            channel.lost |= !isFeed.test(channelId);
            return new SendResult.ChannelRefused(channel.rights == Rights.NO_SEND ? Reason.NO_SEND : Reason.NO_VIEW);
        }
        Remembered before = nonces.get(nonce);
        if (before != null && before.channelId() != channelId) {
            wrongs.add("one nonce in two channels: " + nonce);
        }
        if (before != null && before.until().isAfter(clock.instant())) {
            return deletedIds.contains(before.messageId())
                    ? new SendResult.SentAndDeleted()
                    : new SendResult.Sent(before.messageId());
        }
        SendResult refused = refused(nonce, message);
        if (refused != null) {
            return refused;
        }
        if (channel.lookRefused && (before != null || channel.hasWithSomebodyElse(UnlockKeys.in(message)))) {
            channel.mayRepeat.addAll(UnlockKeys.in(message));
        }
        long id = nextId();
        channel.ours.add(new PostedMessage(id, message.getContent(), message.getEmbeds()));
        channel.ids.add(id);
        nonces.put(nonce, new Remembered(channelId, id, clock.instant().plus(NONCE_MEMORY)));
        return new SendResult.Sent(id);
    }

    private @Nullable SendResult refused(String nonce, MessageCreateData message) {
        Set<ItemKey> here = UnlockKeys.in(message);
        if (!message.getEmbeds().isEmpty() && here.stream().anyMatch(malformed::contains)) {
            refusedOnce.add(nonce);
            return new SendResult.MessageRefused("planned by the test");
        }
        if (here.stream().anyMatch(banned::contains)) {
            refusedOnce.add(nonce);
            // After a doubtful attempt the message stays whole, and others may pass all of it.
            here.stream()
                    .filter(key -> banned.contains(key) || again.contains(nonce))
                    .forEach(passed::add);
            return new SendResult.ContentRefused(SendResult.Rule.AUTOMOD, "planned by the test");
        }
        return null;
    }

    private static Optional<ItemKey> first(MessageCreateData message) {
        return UnlockKeys.in(message).stream().min(Comparator.comparingLong(UnlockKeys::achievement));
    }

    /** Deletes our newest message in a channel, as a moderator. */
    void delete(long channelId) {
        Channel channel = channel(channelId);
        if (!channel.ours.isEmpty()) {
            PostedMessage message = channel.ours.remove(channel.ours.size() - 1);
            channel.ids.remove(message.id());
            deletedIds.add(message.id());
            deleted.addAll(UnlockKeys.in(message.content(), message.embeds()));
        }
    }

    boolean isDeleted(long messageId) {
        return deletedIds.contains(messageId);
    }

    /** Lifts the rules about message content. */
    void allowEverything() {
        banned.clear();
    }

    private HistoryResult page(long channelId, long beforeId) {
        Channel channel = channel(channelId);
        channel.lookRefused = channel.rights == Rights.NO_HISTORY;
        if (channel.gone) {
            return new HistoryResult.Refused(Reason.CHANNEL_GONE);
        }
        channel.closed = channel.rights == Rights.NO_VIEW;
        if (channel.closed) {
            channel.lost |= !isFeed.test(channelId);
            return new HistoryResult.Refused(Reason.NO_VIEW);
        }
        if (channel.rights == Rights.NO_HISTORY) {
            return new HistoryResult.NotAllowed();
        }
        List<Long> older = channel.ids.stream()
                .filter(id -> beforeId == 0 || id < beforeId)
                .sorted((a, b) -> Long.compare(b, a))
                .toList();
        List<Long> page = older.subList(0, Math.min(PAGE, older.size()));
        List<PostedMessage> ours = channel.ours.stream()
                .filter(message -> page.contains(message.id()))
                .sorted((a, b) -> Long.compare(b.id(), a.id()))
                .toList();
        return new HistoryResult.Page(
                ours, page.isEmpty() ? 0 : page.get(page.size() - 1), page.size() == older.size());
    }

    private long nextId() {
        ids = Math.max(ids + 1, HistorySearch.idAt(clock.instant()));
        return ids;
    }

    @Override
    public ChannelAccess access(long guildId, long channelId) {
        return new ChannelAccess(ChannelAccess.Kind.USABLE);
    }

    @Override
    public CompletableFuture<Boolean> tell(long guildId, String sentence) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public Optional<SlowDown> slowDown(long channelId) {
        return Optional.empty();
    }

    @Override
    public ServerExtras extras() {
        return new NoExtras();
    }

    @Override
    public Clock clock() {
        return clock;
    }
}
