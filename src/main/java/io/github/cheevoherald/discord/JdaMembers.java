package io.github.cheevoherald.discord;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.jspecify.annotations.Nullable;

/**
 * Looks up members through JDA, each at most once an hour. That needs no privileged intent, but Discord therefore does
 * not tell us who leaves.
 */
final class JdaMembers implements Members {
    static final Duration KEPT = Duration.ofHours(1);

    /** Limits how often a failing Discord can hold up a server's announcements. */
    private static final Duration NO_ANSWER_KEPT = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int AT_A_TIME = 8;
    private static final int MAX_KEPT = 20_000;

    private final LongFunction<@Nullable JDA> shards;
    private final BoundedRequests requests = new BoundedRequests(AT_A_TIME);
    private final AsyncCache<Person, Membership> answers;

    private record Person(long guildId, long userId) {}

    /** Sends through the shards that exist: {@code shards} finds a server's, or null while there is none. */
    JdaMembers(LongFunction<@Nullable JDA> shards, Clock clock) {
        this.shards = shards;
        this.answers = Caffeine.newBuilder()
                .expireAfter(Expiry.<Person, Membership>creating((person, answer) -> kept(answer)))
                .maximumSize(MAX_KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .buildAsync();
    }

    /** A departure is acted on at once and not cached, since the member may come back at any time. */
    private static Duration kept(Membership answer) {
        return switch (answer) {
            case PRESENT -> KEPT;
            case UNKNOWN -> NO_ANSWER_KEPT;
            case LEFT, DELETED -> Duration.ZERO;
        };
    }

    @Override
    public CompletableFuture<Membership> membership(long guildId, long userId) {
        JDA shard = shards.apply(guildId);
        Guild guild = shard == null ? null : shard.getGuildById(guildId);
        return guild == null
                ? CompletableFuture.completedFuture(Membership.UNKNOWN)
                : answers.get(new Person(guildId, userId), (person, executor) -> askInTurn(guild, userId));
    }

    private CompletableFuture<Membership> askInTurn(Guild guild, long userId) {
        return requests.request(() -> ask(guild, userId))
                .completeOnTimeout(Membership.UNKNOWN, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(JdaMembers::resultOf);
    }

    private static CompletableFuture<Membership> ask(Guild guild, long userId) {
        return guild.retrieveMemberById(userId)
                .useCache(false)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .submit()
                .thenApply(member -> Membership.PRESENT);
    }

    private static Membership resultOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof ErrorResponseException refused)) {
            return Membership.UNKNOWN;
        }
        ErrorResponse response = refused.getErrorResponse();
        if (response == ErrorResponse.UNKNOWN_MEMBER) {
            return Membership.LEFT;
        }
        return response == ErrorResponse.UNKNOWN_USER ? Membership.DELETED : Membership.UNKNOWN;
    }
}
