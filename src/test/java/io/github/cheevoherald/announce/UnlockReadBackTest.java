package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Summary;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which unlocks are announced can be read back from the channel. */
final class UnlockReadBackTest {
    private final UnlockKind rendering = new UnlockKind(Words.english());

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 37, 600})
    void unlocksOfOnePlayer(int count) {
        assertReadBack(Announcements.many(count), rendering.cards(Announcements.many(count)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 40, 300})
    void aSummaryOfManyPlayers(int count) {
        List<Unlocks> parts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            parts.add(new Unlocks(
                    Announcements.player("Player" + i % 7), Announcements.of(i).unlocks()));
        }

        assertReadBack(new Summary(parts), rendering.cards(new Summary(parts)));
    }

    @Test
    void plainText() {
        assertReadBack(Announcements.many(30), rendering.plain(Announcements.many(30)));
    }

    @Property(tries = 300)
    void whateverTheTextsAre(
            @ForAll("texts") String title, @ForAll("texts") String game, @ForAll("texts") String name) {
        List<Unlock> unlocks = new ArrayList<>();
        for (int id = 1; id <= 13; id++) {
            unlocks.add(unlock(id, title, game));
        }
        PlayerCard player = new PlayerCard("ULID", name, "https://site.example/user/Ann", "");
        Unlocks all = new Unlocks(player, unlocks);
        Summary summary = new Summary(List.of(all, Announcements.of(20, 21)));

        assertReadBack(all, rendering.cards(all));
        assertReadBack(all, rendering.plain(all));
        assertReadBack(
                new Unlocks(player, unlocks.subList(0, 1)), rendering.cards(new Unlocks(player, unlocks.subList(0, 1))));
        assertReadBack(summary, rendering.cards(summary));
        assertReadBack(summary, rendering.plain(summary));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                                "🎉",
                                "🏆️",
                                "1️⃣",
                                "👩‍🚀",
                                "[",
                                "]",
                                "(",
                                ")",
                                "](https://site.example/achievement/99)",
                                "https://site.example/user/Eve",
                                "www.site.example",
                                "<t:1:f>",
                                "<br>",
                                "\n",
                                " ",
                                "\\",
                                "·",
                                "\u200B",
                                "\u202E",
                                "Ann",
                                "**",
                                "［")
                        .list()
                        .ofMaxSize(8)
                        .map(parts -> String.join("", parts)),
                Arbitraries.strings().ofMaxLength(40));
    }

    private static Unlock unlock(long id, String title, String game) {
        return new Unlock(
                id,
                title,
                title,
                "https://site.example/achievement/" + id,
                "",
                1,
                1,
                title,
                game,
                "https://site.example/game/1",
                game,
                1_700_000_000 + id,
                id % 2 == 0,
                id % 3 == 0,
                id % 5 == 0);
    }

    @Test
    void whatOthersSayAnnouncesNothing() {
        assertThat(UnlockKeys.in(Announcements.chatter())).isEmpty();
        assertThat(UnlockKeys.in(MessageCreateData.fromContent("look: https://site/achievement/5")))
                .isEmpty();
    }

    @Test
    void anExampleAnnouncesNothing() {
        List<Example> examples = List.of(
                new Example("", "", "", "https://media/Badge/00000.png"),
                new Example("Ann", "https://site/user/Ann", "https://media/Ann.png", "https://media/Badge/00000.png"));

        for (Example example : examples) {
            MessageCreateData message = rendering.example(example, Instant.parse("2026-01-02T03:04:05Z"));
            assertThat(UnlockKeys.in(message)).isEmpty();
            assertThat(UnlockKeys.in(MessageJson.read(MessageJson.write(message))))
                    .isEmpty();
        }
    }

    private static void assertReadBack(Announcement announcement, List<RenderedMessage> messages) {
        Set<ItemKey> read = new HashSet<>();
        for (RenderedMessage message : messages) {
            Set<ItemKey> here = UnlockKeys.in(MessageJson.read(MessageJson.write(message.message())));
            assertThat(here).isEqualTo(UnlockKeys.in(message.announcement()));
            read.addAll(here);
        }
        assertThat(read).isEqualTo(UnlockKeys.in(announcement)).hasSize(announcement.count());
    }
}
