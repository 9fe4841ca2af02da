package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cheevoherald.announce.awards.AwardMessages;
import io.github.cheevoherald.announce.events.EventKind;
import io.github.cheevoherald.announce.leaderboards.ScoreKind;
import io.github.cheevoherald.announce.sets.SetKind;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.sets.SetAnnouncement;
import io.github.cheevoherald.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What awards, events, sets and scores look like in every form, and that messages of every version are read back. */
final class NewsRenderingTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, Function<AnnouncementKind, Function<Announcement, List<RenderedMessage>>>> FORMS =
            Map.of(
                    "cards", kind -> kind::cards,
                    "compact", kind -> kind::compact,
                    "list", kind -> kind::list,
                    "plain", kind -> kind::plain);

    private static final Map<String, AnnouncementKind> KINDS = Stream.of(
                    new AwardMessages(Words.english()),
                    new EventKind(Words.english()),
                    new SetKind(Words.english()),
                    new ScoreKind(Words.english()))
            .collect(Collectors.toMap(AnnouncementKind::name, kind -> kind));

    static {
        JSON.registerSubtypes(
                AwardAnnouncement.class, EventAnnouncement.class, SetAnnouncement.class, ScoreAnnouncement.class);
    }

    static Stream<String> kinds() {
        return KINDS.keySet().stream().sorted();
    }

    private static JsonNode file(String name) throws IOException {
        try (InputStream file = NewsRenderingTest.class.getResourceAsStream("/announce/" + name)) {
            return JSON.readTree(Objects.requireNonNull(file, name));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyFormLooksLikeThis(String name) throws IOException {
        JsonNode golden = file("news.json").path(name);
        Announcement announcement = JSON.treeToValue(golden.path("payload"), Announcement.class);

        for (String form : FORMS.keySet()) {
            List<RenderedMessage> messages = Objects.requireNonNull(FORMS.get(form))
                    .apply(Objects.requireNonNull(KINDS.get(name)))
                    .apply(announcement);
            List<JsonNode> expected = new ArrayList<>();
            golden.path(form).forEach(one -> expected.add(one.path("message")));
            List<JsonNode> actual = new ArrayList<>();
            for (RenderedMessage one : messages) {
                actual.add(JSON.readTree(MessageJson.write(one.message())));
            }
            assertThat(actual).as(name + " as " + form).isEqualTo(expected);
        }
    }

    /** Channels contain messages from earlier versions. The file is never changed, only added to. */
    @Test
    void readsMessagesOfEarlierVersions() throws IOException {
        JsonNode all = file("posted-news.json");
        assertThat(all).hasSizeGreaterThanOrEqualTo(30);
        for (JsonNode one : all) {
            Set<ItemKey> expected = new HashSet<>();
            for (JsonNode item : one.path("announces")) {
                String[] parts = item.asText().split(" ", -1);
                expected.add(ItemKey.of(parts[0], parts[1], Long.parseLong(parts[2])));
            }
            MessageCreateData message = MessageJson.read(one.path("message").toString());

            for (AnnouncementKind kind : KINDS.values()) {
                boolean own = kind.name().equals(one.path("kind").asText());
                assertThat(kind.readBack(message.getContent(), message.getEmbeds()))
                        .as(kind.name() + " reading " + one.path("form").asText() + " of " + one.path("kind"))
                        .isEqualTo(own ? expected : Set.of());
            }
        }
    }

    /** A card has author, title and three lines at most, a compact one author, title and one line. */
    @ParameterizedTest
    @MethodSource("kinds")
    void noEmbedHasMoreLinesThanItsForm(String name) throws IOException {
        Announcement announcement =
                JSON.treeToValue(file("news.json").path(name).path("payload"), Announcement.class);
        AnnouncementKind kind = Objects.requireNonNull(KINDS.get(name));

        assertThat(kind.cards(announcement)).allMatch(hasLines(3));
        assertThat(kind.compact(announcement)).allMatch(hasLines(1));
    }

    private static Predicate<RenderedMessage> hasLines(int max) {
        return rendered -> rendered.message().getEmbeds().stream()
                .allMatch(embed -> embed.getFields().isEmpty()
                        && Objects.requireNonNull(embed.getDescription())
                                        .lines()
                                        .count()
                                <= max);
    }
}
