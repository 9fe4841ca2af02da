package io.github.cheevoherald.config;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All settings of the bot, checked and complete. */
public record Config(
        Discord discord,
        RetroAchievements retroachievements,
        Database database,
        Polling polling,
        Limits limits,
        Http http) {

    /** Keys under {@code discord}; {@code apiUrl} ends with a slash, and no {@code servers} means every server. */
    public record Discord(Secret token, URI apiUrl, Set<Long> servers) {

        public Discord {
            servers = Collections.unmodifiableSet(new LinkedHashSet<>(servers));
        }

        /** Whether the bot serves a server. */
        public boolean serves(long guildId) {
            return servers.isEmpty() || servers.contains(guildId);
        }
    }

    /** Keys under {@code retroachievements}; addresses end with a slash, and no {@code v2Url} means no second API. */
    public record RetroAchievements(
            Secret apiKey,
            URI url,
            URI mediaUrl,
            int requestsPerMinute,
            @Nullable URI v2Url,
            int v2RequestsPerMinute) {}

    /** Keys under {@code database}; a file needs no user, and not every server asks for a password. */
    public record Database(
            String url, @Nullable String user, @Nullable Secret password) {}

    /** Keys under {@code polling}. */
    public record Polling(
            Duration minInterval,
            Duration maxInterval,
            Duration overlap,
            Duration lateHorizon,
            Duration sweepInterval) {}

    /** Keys under {@code limits}. */
    public record Limits(int playersPerServer, int players) {}

    /** Keys under {@code http}; port 0 turns the server off. */
    public record Http(String host, int port) {}
}
