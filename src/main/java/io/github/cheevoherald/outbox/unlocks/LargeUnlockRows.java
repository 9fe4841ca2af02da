package io.github.cheevoherald.outbox.unlocks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the unlocks of a row piece by piece, however many unlocks an earlier version stored in it. */
final class LargeUnlockRows {
    private final int max;
    private final Consumer<Announcement> pieces;
    private final List<Unlock> unlocks = new ArrayList<>();
    private @Nullable PlayerCard player;

    private LargeUnlockRows(int max, Consumer<Announcement> pieces) {
        this.max = max;
        this.pieces = pieces;
    }

    static void read(JsonParser payload, int max, Consumer<Announcement> pieces) throws IOException {
        new LargeUnlockRows(max, pieces).read(payload);
    }

    private void read(JsonParser payload) throws IOException {
        for (JsonToken token = payload.nextToken(); token != null; token = payload.nextToken()) {
            if (token == JsonToken.FIELD_NAME && "player".equals(payload.currentName())) {
                handOver();
                JsonToken unused = payload.nextToken();
                player = payload.readValueAs(PlayerCard.class);
            } else if (token == JsonToken.FIELD_NAME && "unlocks".equals(payload.currentName())) {
                JsonToken unused = payload.nextToken();
                while (payload.nextToken() == JsonToken.START_OBJECT) {
                    add(payload.readValueAs(Unlock.class));
                }
            }
        }
        handOver();
    }

    private void add(Unlock unlock) {
        unlocks.add(unlock);
        if (unlocks.size() == max) {
            handOver();
        }
    }

    private void handOver() {
        if (!unlocks.isEmpty()) {
            pieces.accept(new Unlocks(Objects.requireNonNull(player), unlocks));
            unlocks.clear();
        }
    }
}
