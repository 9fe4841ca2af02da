package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.UnlockItem;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PostedItemsTest {
    private static final PlayerCard ANA = Announcements.player("Ana");
    private static final PlayerCard BEN = Announcements.player("Ben");
    private static final Unlock UNLOCK = Announcements.unlock(1);
    private static final Map<String, String> PAGES = Map.of(ANA.ulid(), ANA.url(), BEN.ulid(), BEN.url());

    private static PostedItems posted(PlayerCard... players) {
        return new PostedItems(
                Stream.of(players).map(player -> UnlockKeys.of(player, UNLOCK)).collect(Collectors.toSet()));
    }

    @Test
    void knowsAPlayerByName() {
        assertThat(posted(ANA).contain(new UnlockItem(ANA, UNLOCK), PAGES)).isTrue();
        assertThat(posted(ANA).contain(new UnlockItem(ANA, Announcements.unlock(2)), PAGES))
                .isFalse();
        assertThat(new PostedItems(Set.of()).contain(new UnlockItem(ANA, UNLOCK), PAGES))
                .isFalse();
    }

    @Test
    void anUnusedNameIsTreatedAsThePlayersFormerOne() {
        assertThat(posted(Announcements.player("Anya")).contain(new UnlockItem(ANA, UNLOCK), PAGES))
                .isTrue();
        assertThat(posted(Announcements.player("Anya"), BEN).contain(new UnlockItem(ANA, UNLOCK), PAGES))
                .isTrue();
    }

    @Test
    void doesNotConfuseAnotherPlayersUnlockOfTheSameSecond() {
        assertThat(posted(BEN).contain(new UnlockItem(ANA, UNLOCK), PAGES)).isFalse();
    }

    @Test
    void knowsThePlayersCurrentName() {
        PlayerCard before = new PlayerCard(ANA.ulid(), "Anya", "https://retroachievements.org/user/Anya", "");

        assertThat(posted(ANA).contain(new UnlockItem(before, UNLOCK), PAGES)).isTrue();
    }
}
