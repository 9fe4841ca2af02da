package io.github.cheevoherald.discord;

import java.util.concurrent.CompletableFuture;

/** Whether people are members of servers. */
@FunctionalInterface
public interface Members {
    /** Looks up a person, or returns an answer from within the last hour. The future never fails. */
    CompletableFuture<Membership> membership(long guildId, long userId);
}
