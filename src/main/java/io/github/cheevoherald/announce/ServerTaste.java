package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.ServerExtras;
import io.github.cheevoherald.discord.ServerExtras.RoleAccess;
import io.github.cheevoherald.guilds.FeedChoices;
import io.github.cheevoherald.guilds.FeedOptions;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.MessageForm;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Gives announcements the form that their server chose, and the ping of its role. */
final class ServerTaste {
    private final FeedOptions options;
    private final ServerExtras extras;

    ServerTaste(FeedOptions options, ServerExtras extras) {
        this.options = options;
        this.extras = extras;
    }

    /** How a feed's messages are drawn now; {@code list} if there are too many items for one embed each. */
    MessageForm form(FeedKey feed, boolean list) {
        return switch (options.of(feed.guildId(), feed.kind()).style()) {
            case CARD -> list ? MessageForm.LIST : MessageForm.CARDS;
            case COMPACT -> list ? MessageForm.LIST : MessageForm.COMPACT;
            case PLAIN -> MessageForm.PLAIN;
        };
    }

    /** Whether a feed still pings every role that a message mentions. */
    boolean stillPings(FeedKey feed, MessageCreateData message) {
        Set<String> roles = message.getMentionedRoles();
        Long role =
                roles.isEmpty() ? null : options.of(feed.guildId(), feed.kind()).mentionRole();
        return roles.isEmpty() || (role != null && roles.equals(Set.of(Long.toUnsignedString(role))));
    }

    /** An announcement's messages, the first of which pings the feed's role if it has one and the news is fresh. */
    List<RenderedMessage> pinging(FeedKey feed, List<RenderedMessage> messages, Instant now) {
        FeedChoices choices = options.of(feed.guildId(), feed.kind());
        Long role = choices.mentionRole();
        if (role == null
                || !RoleMention.isNews(messages.get(0).announcement(), now)
                || extras.role(feed.guildId(), 0, role) == RoleAccess.GONE) {
            return messages;
        }
        return RoleMention.inTheFirst(messages, Long.toUnsignedString(role));
    }
}
