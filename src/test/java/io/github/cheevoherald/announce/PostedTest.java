package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.Announcement.PlayerCard;
import io.github.cheevoherald.outbox.Announcement.Unlock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PostedTest {
    private static final PlayerCard ANA = Announcements.player("Ana");
    private static final PlayerCard BEN = Announcements.player("Ben");
    private static final Unlock UNLOCK = Announcements.unlock(1);
    private static final Map<String, String> PAGES = Map.of(ANA.ulid(), ANA.url(), BEN.ulid(), BEN.url());

    private static Posted posted(PlayerCard... players) {
        return new Posted(
                Stream.of(players).map(player -> Announced.of(player, UNLOCK)).collect(Collectors.toSet()));
    }

    @Test
    void knowsAPlayerByName() {
        assertThat(posted(ANA).says(ANA, UNLOCK, PAGES)).isTrue();
        assertThat(posted(ANA).says(ANA, Announcements.unlock(2), PAGES)).isFalse();
        assertThat(new Posted(Set.of()).says(ANA, UNLOCK, PAGES)).isFalse();
    }

    @Test
    void takesANameThatIsNobodysForTheOneThatThePlayerHad() {
        assertThat(posted(Announcements.player("Anya")).says(ANA, UNLOCK, PAGES))
                .isTrue();
        assertThat(posted(Announcements.player("Anya"), BEN).says(ANA, UNLOCK, PAGES))
                .isTrue();
    }

    @Test
    void doesNotTakeAnotherPlayersUnlockOfTheSameSecondForTheirs() {
        assertThat(posted(BEN).says(ANA, UNLOCK, PAGES)).isFalse();
    }

    @Test
    void knowsTheNameThatThePlayerHasByNow() {
        PlayerCard before = new PlayerCard(ANA.ulid(), "Anya", "https://retroachievements.org/user/Anya", "");

        assertThat(posted(ANA).says(before, UNLOCK, PAGES)).isTrue();
    }
}
