package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.PostedMessage;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.ServerExtras;
import io.github.cheevoherald.discord.SlowDown;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/** Records what it's asked to send, and gives scripted answers. */
final class RecordingDiscord implements Discord {
    private final List<Send> sends = new CopyOnWriteArrayList<>();
    private static final int PAGE = 2;
    private final Map<Long, List<PostedMessage>> posted = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final Clock clock;
    private final AtomicLong ids;
    private volatile @Nullable HistoryResult history;
    private volatile boolean listens = true;
    private volatile ServerExtras extras = new NoExtras();
    private volatile Function<Send, CompletableFuture<SendResult>> answers = this::take;

    /** Numbers its messages as Discord does, by its clock. */
    RecordingDiscord(Clock clock) {
        this.clock = clock;
        this.ids = new AtomicLong(HistorySearch.idAt(clock.instant()));
    }

    @Override
    public CompletableFuture<SendResult> send(long guildId, long channelId, String nonce, MessageCreateData message) {
        Send send = new Send(guildId, channelId, nonce, message);
        sends.add(send);
        return answers.apply(send);
    }

    @Override
    public ChannelAccess access(long guildId, long channelId) {
        return new ChannelAccess(ChannelAccess.Kind.USABLE);
    }

    @Override
    public CompletableFuture<HistoryResult> history(long guildId, long channelId, long beforeId) {
        looks.incrementAndGet();
        return CompletableFuture.completedFuture(history == null ? page(channelId, beforeId) : history);
    }

    private HistoryResult page(long channelId, long beforeId) {
        List<PostedMessage> older = new ArrayList<>();
        for (PostedMessage message : posted.getOrDefault(channelId, List.of())) {
            if (beforeId == 0 || message.id() < beforeId) {
                older.add(0, message);
            }
        }
        List<PostedMessage> page = older.subList(0, Math.min(PAGE, older.size()));
        long oldest = page.isEmpty() ? 0 : page.get(page.size() - 1).id();
        return new HistoryResult.Page(page, oldest, page.size() == older.size());
    }

    @Override
    public CompletableFuture<Boolean> tell(long guildId, String sentence) {
        told.add(guildId + ": " + sentence);
        return CompletableFuture.completedFuture(listens);
    }

    /** Sets whether servers have a channel for notices. */
    void listens(boolean now) {
        listens = now;
    }

    @Override
    public Optional<SlowDown> slowDown(long channelId) {
        return Optional.empty();
    }

    @Override
    public ServerExtras extras() {
        return extras;
    }

    /** For deliveries created from now on. */
    void extras(ServerExtras now) {
        extras = now;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** Posts the message, and confirms it. */
    CompletableFuture<SendResult> take(Send send) {
        return CompletableFuture.completedFuture(new SendResult.Sent(post(send)));
    }

    /** Posts the message, whatever the answer will be. */
    long post(Send send) {
        long id = ids.incrementAndGet();
        posted.computeIfAbsent(send.channelId(), channel -> new CopyOnWriteArrayList<>())
                .add(new PostedMessage(
                        id, send.message().getContent(), send.message().getEmbeds()));
        return id;
    }

    /** Deletes a message as a moderator. */
    void delete(long channelId) {
        posted.remove(channelId);
    }

    void historyAnswers(HistoryResult with) {
        history = with;
    }

    int looks() {
        return looks.get();
    }

    List<String> told() {
        return told;
    }

    List<PostedMessage> posted(long channelId) {
        return posted.getOrDefault(channelId, List.of());
    }

    void answer(Function<Send, CompletableFuture<SendResult>> with) {
        answers = with;
    }

    void answer(SendResult with) {
        answers = send -> CompletableFuture.completedFuture(with);
    }

    void takeAll() {
        answers = this::take;
    }

    List<Send> sends() {
        return sends;
    }

    List<Send> sendsTo(long channelId) {
        return sends.stream().filter(send -> send.channelId() == channelId).toList();
    }

    /** A request to send. */
    record Send(long guildId, long channelId, String nonce, MessageCreateData message) {
        String title() {
            return String.valueOf(message.getEmbeds().get(0).getTitle());
        }
    }
}
