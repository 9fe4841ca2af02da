package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.SendResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Remembers what it was asked to send, and answers as it is told. */
final class RecordingDiscord implements Discord {
    private final List<Send> sends = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong(1000);
    private volatile Function<Send, CompletableFuture<SendResult>> answers = this::take;

    @Override
    public CompletableFuture<SendResult> send(long guildId, long channelId, String nonce, MessageCreateData message) {
        Send send = new Send(guildId, channelId, nonce, message);
        sends.add(send);
        return answers.apply(send);
    }

    @Override
    public ChannelAccess access(long guildId, long channelId) {
        return new ChannelAccess.Usable();
    }

    CompletableFuture<SendResult> take(Send send) {
        return CompletableFuture.completedFuture(new SendResult.Sent(ids.incrementAndGet()));
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

    /** One request to send. */
    record Send(long guildId, long channelId, String nonce, MessageCreateData message) {
        String title() {
            return String.valueOf(message.getEmbeds().get(0).getTitle());
        }
    }
}
