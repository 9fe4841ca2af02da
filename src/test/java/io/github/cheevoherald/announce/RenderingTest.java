package io.github.cheevoherald.announce;

import static io.github.cheevoherald.announce.Announcements.ALICE;
import static io.github.cheevoherald.announce.Announcements.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Summary;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.junit.jupiter.api.Test;

final class RenderingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnlockKind rendering = new UnlockKind(Words.english());

    @Test
    void looksLikeThisInHardcore() throws IOException {
        assertLooksLike("hardcore.json", Announcements.one(unlock(9, "win_condition", true, false, false)));
    }

    @Test
    void looksLikeThisWhenUpgradedLate() throws IOException {
        assertLooksLike("upgrade-late.json", Announcements.one(unlock(9, null, true, true, true)));
    }

    /** Author, title, description, and a line each of facts and of the game. */
    @Test
    void looksLikeThisWithEverythingThatIsKnown() throws IOException {
        Unlock unlock = unlock(9, "missable", true, false, false)
                .withContext(new Context(12, 48, 3.4, true, 1))
                .countingFor("Achievement of the Week");

        assertLooksLike("context.json", Announcements.one(unlock));
        assertLooksLike("compact.json", rendering.compact(Announcements.one(unlock)));
    }

    @Test
    void severalCardsOfOneGameNameItOnce() throws IOException {
        Unlock first = unlock(1).withContext(new Context(47, 48, 12.0, false, 3));
        Unlock last = unlock(2, null, false, false, false).withContext(new Context(48, 48, 0.001, false, 0));

        Unlocks both = new Unlocks(ALICE, List.of(first, unlock(3), last));

        assertLooksLike("several.json", both);
        assertLooksLike("several-compact.json", rendering.compact(both));
    }

    @Test
    void looksLikeThisInSoftcoreWithHostileText() throws IOException {
        PlayerCard mallory = new PlayerCard("01ARZ3NDEKTSV4RRFFQ69G5FAV", "M*llory", "no address", "ftp://x/y.png");
        Unlock unlock = new Unlock(
                9,
                "@everyone [click](https://evil.example)",
                "# Big\n||spoiler||<br>\u202Eend",
                "https://retroachievements.org/achievement/9",
                "https://media.retroachievements.org/Badge/ bad.png",
                -1,
                0,
                "brand_new",
                "~Hack~ Game | Test",
                "https://retroachievements.org/game/1",
                "",
                1_700_000_000L,
                false,
                false,
                false);

        assertLooksLike("hostile.json", new Unlocks(mallory, List.of(unlock)));
    }

    @Test
    void everyFormNamesTheEvent() {
        Unlock counting = unlock(9).countingFor("Achievement of the *Week*");
        Unlocks one = Announcements.one(counting);
        Unlocks other = new Unlocks(
                new PlayerCard("ULID", "Bob", "https://retroachievements.org/user/Bob", ""), List.of(counting));

        MessageEmbed card = embed(rendering.cards(one));
        MessageEmbed compact = embed(rendering.compact(one));
        String list = embed(rendering.list(one)).getDescription();
        String several = embed(rendering.list(new Summary(List.of(one, other)))).getDescription();
        String plain = rendering.plain(one).get(0).message().getContent();

        assertThat(List.of(card, compact))
                .extracting(MessageEmbed::getFooter)
                .extracting(footer -> Objects.requireNonNull(footer).getText())
                .containsOnly("Hardcore · Counts for Achievement of the *Week*");
        assertThat(List.of(String.valueOf(list), String.valueOf(several), plain))
                .allMatch(text -> text.contains(" · counts for Achievement of the \\*Week\\*"));
    }

    private static MessageEmbed embed(List<RenderedMessage> rendered) {
        return rendered.get(0).message().getEmbeds().get(0);
    }

    @Test
    void looksLikeThisAsAList() throws IOException {
        List<Unlock> unlocks = new ArrayList<>();
        for (long id = 1; id <= 11; id++) {
            unlocks.add(unlock(id, id == 2 ? "missable" : null, id != 3, id == 4, id == 5));
        }

        assertLooksLike("list.json", new Unlocks(ALICE, unlocks));
    }

    @Test
    void looksLikeThisAsAListOfSeveralGamesAndDaysThatCompletesASet() throws IOException {
        List<Unlock> unlocks = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            unlocks.add(unlock(i, Instant.parse("2026-05-01T23:58:00Z").plusSeconds(60L * i))
                    .withContext(new Context(8, 8, 40.0, i == 2, 1)));
        }
        unlocks.add(ofAnotherGame(5, Instant.parse("2026-05-02T00:30:00Z")));

        assertLooksLike("list-of-games.json", rendering.list(new Unlocks(ALICE, unlocks)));
    }

    private static Unlock ofAnotherGame(long id, Instant date) {
        return new Unlock(
                id,
                "Title " + id,
                "",
                "https://retroachievements.org/achievement/" + id,
                "",
                0,
                0,
                null,
                "~Hack~ Tetris [Subset - Bonus]",
                "https://retroachievements.org/game/2",
                "Game Boy",
                date.getEpochSecond(),
                true,
                false,
                false);
    }

    @Test
    void looksLikeThisAsAListOfSeveralPlayers() throws IOException {
        Unlocks other = new Unlocks(Announcements.player("Ben"), List.of(unlock(2), unlock(4)));

        assertLooksLike("list-of-players.json", rendering.list(new Summary(List.of(Announcements.of(1, 3), other))));
    }

    /** Alice, who completes a set, plays another game around midnight; Ben stays with one. */
    @Test
    void looksLikeThisAsAListOfSeveralPlayersAndGames() throws IOException {
        Instant evening = Instant.parse("2026-05-01T23:50:00Z");
        List<Unlock> alices = List.of(
                unlock(1, evening),
                ofAnotherGame(2, evening.plusSeconds(120)),
                ofAnotherGame(3, evening.plusSeconds(900)),
                unlock(4, evening.plusSeconds(1200)).withContext(new Context(8, 8, 40.0, true, 1)));
        List<Unlock> bens = List.of(
                unlock(5, evening.plusSeconds(180)),
                unlock(6, evening.plusSeconds(300)),
                unlock(7, evening.plusSeconds(1300)));

        assertLooksLike(
                "list-of-players-and-games.json",
                rendering.list(new Summary(
                        List.of(new Unlocks(ALICE, alices), new Unlocks(Announcements.player("Ben"), bens)))));
    }

    @Test
    void looksLikeThisWithoutEmbeds() throws IOException {
        List<RenderedMessage> rendered = rendering.plain(Announcements.of(1, 2));

        assertThat(rendered).hasSize(1);
        assertThat(json(rendered.get(0))).isEqualTo(golden("plain.json"));
    }

    @Test
    void putsUpToTenUnlocksInOneMessageWithAnEmbedEach() {
        List<RenderedMessage> rendered = rendering.cards(Announcements.many(10));

        assertThat(rendered).hasSize(1);
        assertThat(rendered.get(0).message().getEmbeds())
                .extracting(MessageEmbed::getTitle)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10)
                        .mapToObj(id -> "Title " + id)
                        .toList());
    }

    @Test
    void fillsMessagesUpToDiscordsTotal() {
        Unlock wordy = new Unlock(
                1,
                "T".repeat(64),
                "d".repeat(900),
                "https://retroachievements.org/achievement/1",
                "",
                1,
                1,
                null,
                "Game",
                "https://retroachievements.org/game/1",
                "NES",
                1_700_000_000L,
                true,
                false,
                false);

        List<RenderedMessage> rendered =
                rendering.cards(new Unlocks(ALICE, List.of(wordy, wordy, wordy, wordy, wordy, wordy)));

        assertThat(rendered)
                .extracting(part -> ((Unlocks) part.announcement()).unlocks().size())
                .containsExactly(5, 1);
    }

    @Test
    void spreadsAListOverFewNumberedMessages() {
        List<RenderedMessage> rendered = rendering.cards(Announcements.many(600));

        assertThat(rendered).hasSizeLessThanOrEqualTo(11);
        assertThat(rendered.stream().flatMap(part -> ((Unlocks) part.announcement()).unlocks().stream()))
                .extracting(Unlock::achievementId)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 600).boxed().toList());
        assertThat(rendered.get(1).message().getEmbeds().get(0).getTitle())
                .startsWith("Unlocks ")
                .endsWith(" of 600 · 6,000 points · Hardcore");
        assertThat(rendered)
                .allSatisfy(part -> assertThat(ReadBack.of(part.message()))
                        .isEqualTo(ReadBack.expected(((Unlocks) part.announcement()))));
    }

    @Test
    void drawsAnExampleThatSaysItIsOne() throws IOException {
        Example example = new Example(
                "Ann_Plays",
                "https://site.example/user/Ann_Plays",
                "https://media.example/UserPic/Ann.png",
                "https://media.example/Badge/00000.png");

        String json = MessageJson.write(Examples.card(rendering, example, Instant.parse("2026-01-02T03:04:05Z")));

        assertThat(MessageJson.write(MessageJson.read(json))).isEqualTo(json);
        assertThat(pretty(JSON.readTree(json))).isEqualTo(golden("example.json"));
    }

    private void assertLooksLike(String file, Unlocks announcement) throws IOException {
        assertLooksLike(file, rendering.cards(announcement));
    }

    private static void assertLooksLike(String file, List<RenderedMessage> rendered) throws IOException {
        assertThat(rendered).hasSize(1);
        assertThat(json(rendered.get(0))).isEqualTo(golden(file));
    }

    private static String json(RenderedMessage rendered) throws IOException {
        return pretty(JSON.readTree(MessageJson.write(rendered.message())));
    }

    private static String golden(String file) throws IOException {
        try (InputStream stream = RenderingTest.class.getResourceAsStream("/announce/" + file)) {
            return pretty(JSON.readTree(Objects.requireNonNull(stream, file)));
        }
    }

    /** Sorts the keys, so that differences are easy to see. */
    private static String pretty(JsonNode json) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(JSON.treeToValue(json, Object.class));
    }
}
