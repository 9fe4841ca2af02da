package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message about to be posted.
 *
 * @param addresseeId the only person to see it, or 0 for everybody
 * @param interaction what it answers, as {@code interaction_metadata}, or null
 */
record Draft(
        ChannelState channel,
        User author,
        JsonNode body,
        List<Upload> uploads,
        long addresseeId,
        int extraFlags,
        @Nullable ObjectNode interaction) {

    static Draft by(ChannelState channel, User author, JsonNode body) {
        return new Draft(channel, author, body, List.of(), 0, 0, null);
    }

    static Draft by(ChannelState channel, User author, JsonNode body, List<Upload> uploads) {
        return new Draft(channel, author, body, uploads, 0, 0, null);
    }
}
