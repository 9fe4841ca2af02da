package io.github.cheevoherald.announce;

import static io.github.cheevoherald.announce.Announcements.ALICE;
import static io.github.cheevoherald.announce.Announcements.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.PlayerCard;
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

        MessageEmbed card = rendering.cards(one).get(0).message().getEmbeds().get(0);
        String list = embed(rendering.list(one)).getDescription();
        String several = embed(rendering.list(new Summary(List.of(one, other)))).getDescription();
        String plain = rendering.plain(one).get(0).message().getContent();

        assertThat(card.getFields())
                .filteredOn(field -> "Event".equals(field.getName()))
                .extracting(MessageEmbed.Field::getValue)
                .containsExactly("Achievement of the \\*Week\\*");
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
                .endsWith(" of 600 · Hardcore");
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

        String json = MessageJson.write(rendering.example(example, Instant.parse("2026-01-02T03:04:05Z")));

        assertThat(MessageJson.write(MessageJson.read(json))).isEqualTo(json);
        assertThat(pretty(JSON.readTree(json))).isEqualTo(golden("example.json"));
    }

    private void assertLooksLike(String file, Unlocks announcement) throws IOException {
        List<RenderedMessage> rendered = rendering.cards(announcement);

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
