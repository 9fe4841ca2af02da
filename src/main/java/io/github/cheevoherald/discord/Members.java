package io.github.cheevoherald.discord;

import java.util.concurrent.CompletableFuture;

/** Whether people are members of servers. */
@FunctionalInterface
public interface Members {
    /** Asks about a person, or says what Discord answered within the last hour. The future never fails. */
    CompletableFuture<Membership> membership(long guildId, long userId);
}
