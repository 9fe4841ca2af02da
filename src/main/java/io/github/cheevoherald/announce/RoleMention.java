package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Pings a server's role in an announcement's first message, and nobody else: anything that the site sent stays inert. */
public final class RoleMention {
    /** The longest text that a mention can precede. */
    public static final int MAX_TEXT = Message.MAX_CONTENT_LENGTH - "<@&18446744073709551615> ".length();

    /** Nobody is pinged for news older than this. */
    private static final Duration NEWS = Duration.ofHours(1);

    private RoleMention() {}

    /** Whether anything of the announcement is new enough to ping somebody. */
    static boolean isNews(Announcement announcement, Instant now) {
        long since = now.minus(NEWS).getEpochSecond();
        return announcement.items().stream().mapToLong(Item::date).anyMatch(date -> date >= since);
    }

    /** The messages of an announcement, the first of which mentions the role if there is room. */
    static List<RenderedMessage> inTheFirst(List<RenderedMessage> messages, String roleId) {
        RenderedMessage first = messages.get(0);
        String text = first.message().getContent();
        if (text.length() > MAX_TEXT) {
            return messages;
        }
        MessageCreateData mentioning = MessageCreateBuilder.from(first.message())
                .setContent(("<@&" + roleId + "> " + text).strip())
                .mentionRoles(roleId)
                .build();
        List<RenderedMessage> all = new ArrayList<>(messages);
        all.set(0, new RenderedMessage(first.announcement(), mentioning, first.form()));
        return all;
    }
}
