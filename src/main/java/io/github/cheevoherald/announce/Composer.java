package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns entries of the outbox into messages, each with a nonce of its own, before they are tried. */
final class Composer {
    private static final Logger LOG = LoggerFactory.getLogger(Composer.class);

    private final Outbox outbox;
    private final Rendering rendering;
    private final Nonces nonces;

    Composer(Outbox outbox, Rendering rendering, Nonces nonces) {
        this.outbox = outbox;
        this.rendering = rendering;
        this.nonces = nonces;
    }

    /** The entry as a message; empty when it was given up meanwhile. */
    Optional<OutboxEntry> composed(OutboxEntry entry) {
        return entry.content() == null ? outbox.rendered(entry, messages(render(entry))) : Optional.of(entry);
    }

    /** Puts plain text in the place of a message whose embeds Discord refuses; false when it is plain already. */
    boolean madePlain(OutboxEntry entry) {
        String content = entry.content();
        if (content == null || MessageJson.read(content).getEmbeds().isEmpty()) {
            return false;
        }
        outbox.rendered(entry, messages(rendering.plain(entry.announcement())));
        return true;
    }

    /** Makes a message that may be posted where nobody can see it any more a new one, with another nonce. */
    void renew(OutboxEntry entry) {
        String content = entry.content();
        if (content != null) {
            outbox.rendered(entry, List.of(new Outbox.Message(entry.announcement(), content, nonces.next())));
        }
    }

    private List<Rendered> render(OutboxEntry entry) {
        try {
            return rendering.of(entry.announcement());
        } catch (RuntimeException e) {
            LOG.error("An announcement could not be drawn and goes out as plain text", e);
            return rendering.plain(entry.announcement());
        }
    }

    private List<Outbox.Message> messages(List<Rendered> rendered) {
        List<Outbox.Message> messages = new ArrayList<>();
        for (Rendered part : rendered) {
            messages.add(new Outbox.Message(part.announcement(), MessageJson.write(part.message()), nonces.next()));
        }
        return messages;
    }
}
