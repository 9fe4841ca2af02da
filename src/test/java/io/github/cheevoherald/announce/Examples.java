package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.MessageForm;
import java.time.Instant;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Examples as they are posted. */
public final class Examples {
    private Examples() {}

    /** One drawn as a card. */
    public static MessageCreateData card(AnnouncementKind kind, Example example, Instant now) {
        return in(MessageForm.CARDS, kind, example, now);
    }

    /** One in the given form. */
    public static MessageCreateData in(MessageForm form, AnnouncementKind kind, Example example, Instant now) {
        return ExampleMessage.of(kind, example, now, form);
    }
}
