package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Announcement.Summary;
import io.github.cheevoherald.outbox.Announcement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which unlocks are announced can be read back from the channel. */
final class AnnouncedTest {
    private final Rendering rendering = new Rendering(Words.english());

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 37, 600})
    void unlocksOfOnePlayer(int count) {
        assertReadBack(Announcements.many(count), rendering.of(Announcements.many(count)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 40, 300})
    void aSummaryOfManyPlayers(int count) {
        List<Unlocks> parts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            parts.add(new Unlocks(
                    Announcements.player("Player" + i % 7), Announcements.of(i).unlocks()));
        }

        assertReadBack(new Summary(parts), rendering.of(new Summary(parts)));
    }

    @Test
    void plainText() {
        assertReadBack(Announcements.many(30), rendering.plain(Announcements.many(30)));
    }

    @Test
    void whatOthersSayAnnouncesNothing() {
        assertThat(Announced.in(Announcements.chatter())).isEmpty();
        assertThat(Announced.in(MessageCreateData.fromContent("look: https://site/achievement/5")))
                .isEmpty();
    }

    @Test
    void anExampleAnnouncesNothing() {
        List<Example> examples = List.of(
                new Example("", "", "", "https://media/Badge/00000.png"),
                new Example("Ann", "https://site/user/Ann", "https://media/Ann.png", "https://media/Badge/00000.png"));

        for (Example example : examples) {
            MessageCreateData message = rendering.example(example, Instant.parse("2026-01-02T03:04:05Z"));
            assertThat(Announced.in(message)).isEmpty();
            assertThat(Announced.in(MessageJson.read(MessageJson.write(message))))
                    .isEmpty();
        }
    }

    private static void assertReadBack(Announcement announcement, List<Rendered> messages) {
        Set<Announced> read = new HashSet<>();
        for (Rendered message : messages) {
            Set<Announced> here = Announced.in(MessageJson.read(MessageJson.write(message.message())));
            assertThat(here).isEqualTo(Announced.in(message.announcement()));
            read.addAll(here);
        }
        assertThat(read).isEqualTo(Announced.in(announcement)).hasSize(announcement.count());
    }
}
