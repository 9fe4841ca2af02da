package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.pictures.Badge;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Gives lists their pictures. A picture is decided about before the list is first tried, and stays with it. */
final class ListPictures {
    /** Pictures on their way to Discord take no more memory than this; a list beyond that goes without its own. */
    private static final int MAX_KILOBYTES_UNDER_WAY = 8 << 10;

    private final Outbox outbox;
    private final AnnouncementKinds kinds;
    private final ServerTaste taste;
    private final Function<List<Badge>, CompletableFuture<byte[]>> maker;
    private final Semaphore kilobytes = new Semaphore(MAX_KILOBYTES_UNDER_WAY);

    /** With what makes a picture of badges in time, or one without bytes. */
    ListPictures(
            Outbox outbox,
            AnnouncementKinds kinds,
            ServerTaste taste,
            Function<List<Badge>, CompletableFuture<byte[]>> maker) {
        this.outbox = outbox;
        this.kinds = kinds;
        this.taste = taste;
        this.maker = maker;
    }

    /** A message as it is sent, and what to run once Discord has answered. */
    record Pictured(MessageCreateData message, Runnable answered) {}

    /** The picture that a message still needs a decision about, being made; empty if there is nothing to decide. */
    Optional<CompletableFuture<byte[]>> undecided(OutboxEntry entry) {
        if (entry.form() != MessageForm.LIST || outbox.pictures().of(entry.id()).isPresent()) {
            return Optional.empty();
        }
        return picture(entry).map(picture -> maker.apply(picture.badges()));
    }

    void decide(OutboxEntry entry, byte[] picture) {
        outbox.pictures().decide(entry.id(), picture);
    }

    /** The message of an entry, with its picture if it has one. It pings only for news. */
    Pictured message(OutboxEntry entry, Instant now) {
        String content = Objects.requireNonNull(entry.content());
        MessageCreateData pinging = MessageJson.read(content);
        MessageCreateData message =
                RoleMention.isNews(entry.announcement(), now) && taste.stillPings(entry.feed(), pinging)
                        ? pinging
                        : MessageJson.readSilent(content);
        byte[] picture = entry.form() == MessageForm.LIST
                ? outbox.pictures().of(entry.id()).orElse(new byte[0])
                : new byte[0];
        int size = (picture.length + 1023) / 1024;
        if (picture.length == 0 || !kilobytes.tryAcquire(size)) {
            return new Pictured(message, () -> {});
        }
        String description = picture(entry).map(ListPicture::description).orElse("");
        return new Pictured(MessageJson.withPicture(message, picture, description), () -> kilobytes.release(size));
    }

    private Optional<ListPicture> picture(OutboxEntry entry) {
        return kinds.of(entry).picture(entry.announcement());
    }
}
