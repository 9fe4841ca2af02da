package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/** Announcements for tests. */
final class Announcements {
    static final PlayerCard ALICE = new PlayerCard(
            "01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "Alice",
            "https://retroachievements.org/user/Alice",
            "https://media.retroachievements.org/UserPic/Alice.png");

    private Announcements() {}

    static Unlocks of(long... ids) {
        return new Unlocks(
                ALICE, LongStream.of(ids).mapToObj(Announcements::unlock).toList());
    }

    static Unlocks many(int count) {
        return of(LongStream.rangeClosed(1, count).toArray());
    }

    static Unlocks one(Unlock unlock) {
        return new Unlocks(ALICE, List.of(unlock));
    }

    static Unlock unlock(long id) {
        return unlock(id, "progression", true, false, false);
    }

    static Unlock unlock(long id, Instant date) {
        return unlock(id, "progression", true, false, false, date.getEpochSecond());
    }

    static Unlock unlock(long id, @Nullable String type, boolean hardcore, boolean upgrade, boolean late) {
        return unlock(id, type, hardcore, upgrade, late, 1_700_000_000L + id);
    }

    private static Unlock unlock(
            long id, @Nullable String type, boolean hardcore, boolean upgrade, boolean late, long date) {
        return new Unlock(
                id,
                "Title " + id,
                "Do the thing number " + id,
                "https://retroachievements.org/achievement/" + id,
                "https://media.retroachievements.org/Badge/" + (10_000 + id) + ".png",
                10,
                24,
                type,
                "Sonic the Hedgehog",
                "https://retroachievements.org/game/1",
                "Mega Drive",
                date,
                hardcore,
                upgrade,
                late);
    }

    /** An unlock with the given text everywhere. */
    static Unlocks named(String text) {
        Unlock unlock = unlock(1);
        return one(new Unlock(
                1,
                text,
                text,
                unlock.url(),
                unlock.badgeUrl(),
                1,
                1,
                text,
                text,
                unlock.gameUrl(),
                text,
                unlock.unlockedAt(),
                true,
                false,
                false));
    }

    static PlayerCard player(String name) {
        String profile = "https://retroachievements.org/user/" + name;
        return new PlayerCard("ULID-" + name, name, profile, ALICE.pictureUrl());
    }

    /** A message that announces nothing. */
    static MessageCreateData chatter() {
        return MessageCreateData.fromContent("Well played!");
    }
}
