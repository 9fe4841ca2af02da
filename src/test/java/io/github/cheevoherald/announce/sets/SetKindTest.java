package io.github.cheevoherald.announce.sets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.Apart;
import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.Examples;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.sets.SetAnnouncement;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.outbox.sets.SetNews.Added;
import io.github.cheevoherald.outbox.sets.SetNews.Fan;
import io.github.cheevoherald.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How news of sets look, and that they are read back in every form. */
@Apart
final class SetKindTest {
    private static final long DATE = 1_767_225_600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SetKind kind = new SetKind(Words.english());

    private static SetNews news(SetNews.Work work, long game, String title, @Nullable Added added, String... playing) {
        List<Fan> fans = new ArrayList<>();
        for (String name : playing) {
            fans.add(new Fan("01" + name, name));
        }
        return new SetNews(
                work,
                game,
                title,
                null,
                "SNES",
                "https://site.example/game/" + game,
                "https://media.example/Images/1.png",
                List.of("Dev", "Eve"),
                48,
                610,
                added,
                fans,
                List.of(),
                added == null ? List.of() : fans,
                DATE + game);
    }

    private static SetNews subset() {
        return new SetNews(
                SetNews.Work.NEW,
                24186,
                "Super [Mario] 64 & more",
                "*Bonus*",
                "",
                "https://site.example/game/24186",
                "no address",
                List.of("@everyone"),
                null,
                null,
                null,
                List.of(),
                List.of(new Fan("01A", "Ann")),
                List.of(),
                DATE);
    }

    private void assertLooksLike(String file, MessageCreateData message) throws IOException {
        DataObject json = DataObject.empty()
                .put("content", message.getContent())
                .put("embeds", DataArray.fromCollection(message.getEmbeds()));
        JsonNode actual = JSON.readTree(json.toString());
        try (InputStream expected = getClass().getResourceAsStream("/announce/sets/" + file)) {
            assertThat(actual)
                    .as(actual.toPrettyString())
                    .isEqualTo(JSON.readTree(Objects.requireNonNull(expected, file)));
        }
    }

    private MessageCreateData card(SetNews news) {
        List<RenderedMessage> messages = kind.cards(new SetAnnouncement(List.of(news)));
        assertThat(messages).hasSize(1);
        return messages.get(0).message();
    }

    @Test
    void aNewSetLooksLikeThis() throws IOException {
        assertLooksLike("new.json", card(news(SetNews.Work.NEW, 7, "Lantern Hollow", null, "Ann", "Ben")));
    }

    @Test
    void aRevisionLooksLikeThis() throws IOException {
        assertLooksLike(
                "revision.json", card(news(SetNews.Work.REVISED, 7, "Lantern Hollow", new Added(3, 25), "Ann")));
    }

    @Test
    void aSubsetWithHostileTextLooksLikeThis() throws IOException {
        assertLooksLike("subset.json", card(subset()));
    }

    @Test
    void aFewOfManyAreNamed() {
        String[] names = IntStream.range(0, 13).mapToObj(i -> "P" + i).toArray(String[]::new);

        String text = card(news(SetNews.Work.NEW, 7, "Moss", null, names))
                .getEmbeds()
                .get(0)
                .getDescription();

        assertThat(text).endsWith("Played here by **P0**, **P1**, **P2**, **P3** and 9 others");
    }

    @Test
    void growthIsTheLeastThatWasAdded() {
        assertThat(card(news(SetNews.Work.CHANGED, 7, "Moss", new Added(3, null), "Ann"))
                        .getEmbeds()
                        .get(0)
                        .getDescription())
                .contains("at least **3** added · now **48**");
    }

    private static Set<ItemKey> keys(SetAnnouncement announcement) {
        Set<ItemKey> keys = new HashSet<>();
        announcement.items().forEach(item -> keys.add(item.key()));
        return keys;
    }

    private void assertReadBack(SetAnnouncement announcement, List<RenderedMessage> messages) {
        Set<ItemKey> all = new HashSet<>();
        for (RenderedMessage one : messages) {
            Set<ItemKey> read =
                    kind.readBack(one.message().getContent(), one.message().getEmbeds());
            assertThat(read).isEqualTo(keys((SetAnnouncement) one.announcement()));
            all.addAll(read);
        }
        assertThat(all).isEqualTo(keys(announcement));
    }

    private static SetAnnouncement many(int count, String title) {
        String[] names =
                IntStream.range(0, 200).mapToObj(i -> "A_LongName_OfPlayer" + i).toArray(String[]::new);
        return new SetAnnouncement(IntStream.rangeClosed(1, count)
                .mapToObj(game -> news(SetNews.Work.REVISED, game, title, new Added(3, 25), names))
                .toList());
    }

    @Test
    void everyFormIsReadBackAndFitsDiscordsLimits() {
        for (int count : List.of(1, 2, 11, 60)) {
            SetAnnouncement announcement = many(count, "A *title* [with] brackets".repeat(9));

            assertReadBack(announcement, kind.cards(announcement));
            assertReadBack(announcement, kind.compact(announcement));
            assertReadBack(announcement, kind.list(announcement));
            assertReadBack(announcement, kind.plain(announcement));
            kind.plain(announcement)
                    .forEach(one ->
                            assertThat(one.message().getContent().length()).isBetween(1, Message.MAX_CONTENT_LENGTH));
        }
        assertThat(kind.list(many(60, "Moss"))).hasSizeLessThan(30);
    }

    @Property(tries = 200)
    void anyTextIsReadBack(@ForAll String title, @ForAll String name) {
        SetNews one = news(SetNews.Work.NEW, 7, title, null, name);
        SetNews other = news(SetNews.Work.CHANGED, 8, name, new Added(1, 5), title);
        SetAnnouncement both = new SetAnnouncement(List.of(one, other));

        assertReadBack(both, kind.cards(both));
        assertReadBack(both, kind.list(both));
        assertReadBack(both, kind.plain(both));
    }

    @Test
    void anExampleAndOtherKindsMessagesReadBackAsNone() {
        Example example = new Example("Ann", "https://site.example/user/Ann", "", "https://media.example/Badge/1.png");
        MessageCreateData shown = Examples.card(kind, example, Instant.ofEpochSecond(DATE));
        assertThat(shown.getEmbeds().get(0).getDescription()).contains("Played here by **Ann**");
        assertThat(kind.readBack(shown.getContent(), shown.getEmbeds())).isEmpty();

        MessageEmbed award = new EmbedBuilder()
                .setAuthor("Ann", "https://site.example/user/Ann")
                .setTitle("Moss", "https://site.example/game/7")
                .setTimestamp(Instant.ofEpochSecond(DATE))
                .build();
        assertThat(kind.readBack("", List.of(award))).isEmpty();
    }
}
