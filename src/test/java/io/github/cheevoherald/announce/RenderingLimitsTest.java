package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.Apart;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever the site sends, Discord accepts the announcement. */
@Apart
final class RenderingLimitsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnlockKind rendering = new UnlockKind(Words.english());

    @Property(tries = 75)
    void staysInDiscordsLimits(@ForAll("announcements") Unlocks announcement) throws JsonProcessingException {
        List<RenderedMessage> all = new ArrayList<>(rendering.cards(announcement));
        all.addAll(rendering.compact(announcement));
        all.addAll(rendering.plain(announcement));

        for (RenderedMessage rendered : all) {
            String json = MessageJson.write(rendered.message());
            assertTaken(JSON.readTree(json));
            assertThat(MessageJson.write(MessageJson.read(json))).isEqualTo(json);
        }
    }

    @Property(tries = 75)
    void announcesEveryUnlockInOrderAndLegibly(@ForAll("announcements") Unlocks announcement) {
        List<ReadBack> read = new ArrayList<>();
        List<Unlock> parts = new ArrayList<>();
        for (RenderedMessage rendered : rendering.cards(announcement)) {
            read.addAll(ReadBack.of(rendered.message()));
            parts.addAll(((UnlockAnnouncement) rendered.announcement())
                    .parts()
                    .get(0)
                    .unlocks());
        }

        assertThat(parts).isEqualTo(announcement.unlocks());
        assertThat(read).isEqualTo(ReadBack.expected(announcement));
    }

    /** The line above the embeds is words alone, whatever the texts in it. */
    @Property(tries = 75)
    void theSentenceLinksAndPingsNothing(@ForAll("announcements") Unlocks announcement) {
        for (RenderedMessage rendered : rendering.cards(announcement)) {
            String content = rendered.message().getContent();

            assertThat(content)
                    .doesNotContain("\n", "://")
                    .doesNotContainPattern("(?<!\\\\)[<@~`|]")
                    .doesNotContainPattern("[a-z0-9]\\.[a-z]{2}");
            assertThat(content.length()).isLessThan(600);
        }
    }

    static void assertTaken(JsonNode message) {
        JsonNode embeds = message.path("embeds");
        assertThat(embeds.size()).isLessThanOrEqualTo(10);
        assertThat(message.path("content").asText().length()).isLessThanOrEqualTo(2000);
        assertThat(message.path("content").asText().isBlank() && embeds.isEmpty())
                .isFalse();
        int total = 0;
        for (JsonNode embed : embeds) {
            total += length(embed.path("title"), 256);
            total += length(embed.path("description"), 4096);
            total += length(embed.path("author").path("name"), 256);
            total += length(embed.path("footer").path("text"), 2048);
            assertThat(embed.path("fields").size()).isLessThanOrEqualTo(25);
            for (JsonNode field : embed.path("fields")) {
                total += length(field.path("name"), 256);
                total += length(field.path("value"), 1024);
                assertThat(field.path("name").asText()).isNotBlank();
                assertThat(field.path("value").asText()).isNotBlank();
            }
            assertAddress(embed.path("url"));
            assertAddress(embed.path("thumbnail").path("url"));
            assertAddress(embed.path("author").path("url"));
            assertAddress(embed.path("author").path("icon_url"));
            if (embed.has("author")) {
                assertThat(embed.path("author").path("name").asText()).isNotBlank();
            }
            if (embed.has("timestamp")) {
                assertThat(embed.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            }
        }
        assertThat(total).isLessThanOrEqualTo(6000);
    }

    private static int length(JsonNode text, int max) {
        assertThat(text.asText().length()).isLessThanOrEqualTo(max);
        assertThat(text.asText().codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        return text.asText().length();
    }

    private static void assertAddress(JsonNode address) {
        if (!address.isMissingNode()) {
            assertThat(address.asText()).matches("(?i)https?://[!-~]{1,510}");
        }
    }

    @Provide
    Arbitrary<Unlocks> announcements() {
        Arbitrary<PlayerCard> players = Combinators.combine(texts(), texts(), addresses())
                .as((ulid, name, picture) ->
                        new PlayerCard(ulid, name, "https://retroachievements.org/user/someone", picture));
        Arbitrary<List<Unlock>> unlocks = Arbitraries.oneOf(
                unlocks().list().ofMinSize(1).ofMaxSize(3),
                unlocks().list().ofMinSize(1).ofMaxSize(30));
        return Combinators.combine(players, unlocks).as(Unlocks::new);
    }

    private static Arbitrary<Unlock> unlocks() {
        Arbitrary<List<String>> strings = texts().list().ofSize(5);
        Arbitrary<List<String>> urls = addresses().list().ofSize(2);
        Arbitrary<Long> ids = Arbitraries.longs();
        Arbitrary<Long> dates = Arbitraries.oneOf(
                Arbitraries.longs(), Arbitraries.longs().between(-100_000_000_000L, 300_000_000_000L));
        Arbitrary<List<Boolean>> flags = Arbitraries.of(true, false).list().ofSize(3);
        return Combinators.combine(strings, urls, ids, dates, Arbitraries.integers(), flags)
                .as((texts, url, id, date, points, flag) -> new Unlock(
                        id,
                        texts.get(0),
                        texts.get(1),
                        "https://retroachievements.org/achievement/" + id,
                        url.get(0),
                        points,
                        points / 3,
                        texts.get(2),
                        texts.get(3),
                        url.get(1),
                        texts.get(4),
                        date,
                        flag.get(0),
                        flag.get(1),
                        flag.get(2),
                        flag.get(1) ? texts.get(3) : null,
                        flag.get(0) ? new Context(points, points / 2, points / 7.0, flag.get(2), points) : null));
    }

    static Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.strings().ofMaxLength(80)),
                Tuple.of(
                        4,
                        Arbitraries.strings()
                                .withChars("\\*_~`|>#-[]()<@:.1 \n\u202E\u0000\uD83D\uDE00\u200B")
                                .ofMaxLength(600)),
                Tuple.of(
                        2, Arbitraries.of("", " ", "\n", "missable", "@everyone", "](https://evil.example)", "\u3164")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "x".repeat(65_000), "😀".repeat(32_000), "\\".repeat(65_000), "\n".repeat(9_000))));
    }

    static Arbitrary<String> addresses() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.of(
                        "",
                        "https://",
                        "https://media.example/a b.png",
                        "https://media.example/é.png",
                        "http://127.0.0.1:8077/Badge/1.png",
                        "https://media.example/((()))" + "(".repeat(300),
                        "https://media.example/" + "a".repeat(5_000),
                        "javascript:alert(1)",
                        "https://media.example/%zz"));
    }
}
