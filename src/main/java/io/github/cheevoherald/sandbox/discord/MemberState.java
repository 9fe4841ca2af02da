package io.github.cheevoherald.sandbox.discord;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A user in a server. */
final class MemberState {
    private final User user;
    private final Instant joinedAt;
    private final Set<Long> roles = new TreeSet<>();
    private @Nullable String nickname;
    private @Nullable String avatar;

    MemberState(User user, Instant joinedAt) {
        this.user = user;
        this.joinedAt = joinedAt;
    }

    User user() {
        return user;
    }

    Instant joinedAt() {
        return joinedAt;
    }

    Set<Long> roles() {
        return roles;
    }

    @Nullable String nickname() {
        return nickname;
    }

    void nickname(@Nullable String name) {
        nickname = name;
    }

    /** What identifies their picture in this server; null if they have none of their own there. */
    @Nullable String avatar() {
        return avatar;
    }

    void avatar(@Nullable String hash) {
        avatar = hash;
    }
}
