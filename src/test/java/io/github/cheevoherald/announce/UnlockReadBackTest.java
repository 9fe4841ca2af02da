package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.Apart;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Summary;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which unlocks are announced can be read back from the channel. */
@Apart
final class UnlockReadBackTest {
    private static final SiteLinks LINKS =
            new SiteLinks(URI.create("https://site.example/"), URI.create("https://media.example/"));

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

    @Test
    void aTitleCannotPassForALine() {
        Unlocks forged = new Unlocks(
                Announcements.player("Ann"), List.of(unlock(1, "<t:1:f> [", "](https://site.example/achievement/99)")));

        assertReadBack(forged, rendering.cards(forged));
        assertReadBack(forged, rendering.compact(forged));
        assertReadBack(forged, rendering.plain(forged));
    }

    @Property(tries = 300)
    void readsBackAnyText(@ForAll("texts") String title, @ForAll("texts") String game, @ForAll("texts") String name) {
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
                new Unlocks(player, unlocks.subList(0, 1)),
                rendering.cards(new Unlocks(player, unlocks.subList(0, 1))));
        assertReadBack(summary, rendering.cards(summary));
        assertReadBack(summary, rendering.plain(summary));
    }

    /** Several players, upgrades, late ones, events' copies and odd dates; in every form, whole and halved. */
    @Property(tries = 150)
    void readsBackEveryFormOfAnnouncement(@ForAll("parts") List<Unlocks> parts) {
        Announcement announcement = parts.size() == 1 ? parts.get(0) : new Summary(parts);
        List<Announcement> halves = new ArrayList<>(announcement.halves());
        halves.add(announcement);

        for (Announcement one : halves) {
            assertReadBack(one, rendering.cards(one));
            assertReadBack(one, rendering.compact(one));
            assertReadBack(one, rendering.list(one));
            assertReadBack(one, rendering.plain(one));
            if (one instanceof Summary summary) {
                summary.parts().forEach(part -> assertReadBack(part, rendering.cards(part)));
            }
        }
    }

    @Provide
    Arbitrary<List<Unlocks>> parts() {
        Arbitrary<Unlock> unlocks = Combinators.combine(
                        texts(), texts(), dates(), Arbitraries.integers().between(0, 15))
                .as((title, game, date, flags) -> new Unlock(
                        1,
                        title,
                        game,
                        "",
                        "",
                        flags,
                        flags,
                        flags % 2 == 0 ? null : "missable",
                        game,
                        "https://site.example/game/1",
                        flags % 3 == 0 ? "Events" : title,
                        date,
                        (flags & 1) == 0,
                        (flags & 2) == 0,
                        (flags & 4) == 0,
                        (flags & 8) == 0 ? null : title,
                        flags < 4 ? null : new Context(flags, 12, 0.5 * flags, flags % 2 == 0, flags)));
        Arbitrary<Unlocks> part = Combinators.combine(
                        texts(), unlocks.list().ofMinSize(1).ofMaxSize(14))
                .as((name, list) -> new Unlocks(new PlayerCard("ULID", name, "", "https://media.example/x.png"), list));
        return part.list().ofMinSize(1).ofMaxSize(4).map(UnlockReadBackTest::numbered);
    }

    /** With realistic addresses, and no unlock twice. */
    private static List<Unlocks> numbered(List<Unlocks> parts) {
        List<Unlocks> result = new ArrayList<>();
        long id = 0;
        for (Unlocks part : parts) {
            List<Unlock> unlocks = new ArrayList<>();
            for (Unlock one : part.unlocks()) {
                id++;
                unlocks.add(new Unlock(
                        id,
                        one.title(),
                        one.description(),
                        LINKS.achievement(id),
                        one.badgeUrl(),
                        one.points(),
                        one.retroPoints(),
                        one.type(),
                        one.gameTitle(),
                        one.gameUrl(),
                        one.console(),
                        one.unlockedAt(),
                        one.hardcore(),
                        one.upgrade(),
                        one.late(),
                        one.event(),
                        one.context()));
            }
            String name = part.player().name();
            // Addresses are encoded; nobody has a name too long for one.
            String page = LINKS.player(name.substring(
                            0, name.offsetByCodePoints(0, Math.min(8, name.codePointCount(0, name.length()))))
                    + "(" + result.size() + ")");
            result.add(new Unlocks(new PlayerCard("ULID-" + result.size(), name, page, ""), unlocks));
        }
        return result;
    }

    private static Arbitrary<Long> dates() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1_600_000_000L, 1_800_000_000L),
                Arbitraries.longs().between(-100_000_000_000L, 400_000_000_000L));
    }

    /** Channels contain messages from earlier versions. The file is never changed, only added to. */
    @Test
    void readsMessagesOfEarlierVersions() throws IOException {
        try (InputStream file = UnlockReadBackTest.class.getResourceAsStream("/announce/posted.json")) {
            JsonNode all = new ObjectMapper().readTree(Objects.requireNonNull(file));
            assertThat(all).hasSizeGreaterThanOrEqualTo(20);
            for (JsonNode one : all) {
                Set<ItemKey> expected = new HashSet<>();
                for (JsonNode item : one.path("announces")) {
                    String[] parts = item.asText().split(" ", -1);
                    expected.add(UnlockKeys.of(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
                }
                MessageCreateData message = MessageJson.read(one.path("message").toString());

                assertThat(UnlockKeys.in(message)).as(one.path("form").asText()).isEqualTo(expected);
            }
        }
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
    void othersMessagesAnnounceNothing() {
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
            for (MessageForm form : MessageForm.values()) {
                MessageCreateData message =
                        Examples.in(form, rendering, example, Instant.parse("2026-01-02T03:04:05Z"));
                assertThat(UnlockKeys.in(message)).isEmpty();
                assertThat(UnlockKeys.in(MessageJson.read(MessageJson.write(message))))
                        .isEmpty();
            }
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
