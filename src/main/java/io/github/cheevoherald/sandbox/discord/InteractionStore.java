package io.github.cheevoherald.sandbox.discord;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The interactions whose tokens may still be valid. Guarded by the state's lock. */
final class InteractionStore {
    private static final int KEPT = 2_000;

    private final Map<String, InteractionState> byToken = new LinkedHashMap<>();

    void add(InteractionState interaction) {
        byToken.put(interaction.token(), interaction);
        if (byToken.size() > KEPT) {
            var oldest = byToken.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Nullable InteractionState byToken(@Nullable String token) {
        return token == null ? null : byToken.get(token);
    }
}
