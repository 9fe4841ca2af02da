package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.Apart;
import io.github.cheevoherald.announce.events.EventKind;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Event;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Holder;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How achievements of events look, and that they are found again in whatever was posted. */
@Apart
final class EventKindTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BEGUN = Instant.parse("2026-11-30T00:00:00Z").getEpochSecond();
    private static final long UNTIL = Instant.parse("2026-12-07T00:00:00Z").getEpochSecond();
    private static final Event WEEKLY = new Event(
            "Achievement of the Week 2026", "https://site.example/event/3", "https://media.example/e.png", "Week 49");

    private final EventKind kind = new EventKind(Words.english());

    private static Begun begun(long id, Event event, @Nullable Long until, Holder... holders) {
        return new Begun(
                id,
                "High *Jump* " + id,
                "Jump over the moon",
                "https://site.example/achievement/" + id,
                "https://media.example/Badge/" + id + ".png",
                10,
                "Lantern Hollow",
                "https://site.example/game/7",
                "SNES",
                event,
                BEGUN,
                until,
                List.of(holders),
                0);
    }

    private static EventAnnouncement many(int count) {
        return new EventAnnouncement(LongStream.rangeClosed(1, count)
                .mapToObj(id -> begun(id, WEEKLY, UNTIL))
                .toList());
    }

    private static EventAnnouncement one(Begun achievement) {
        return new EventAnnouncement(List.of(achievement));
    }

    private static MessageCreateData only(List<RenderedMessage> messages) {
        assertThat(messages).hasSize(1);
        return messages.get(0).message();
    }

    @Test
    void aCardShowsTheAchievementItsEventItsPeriodAndWhoHasIt() {
        Begun achievement = begun(44, WEEKLY, UNTIL, new Holder("U1", "Ann_"), new Holder("U2", "Ben"));

        MessageCreateData message = only(kind.cards(one(achievement.heldBy(achievement.holders(), 3))));

        assertThat(message.getContent()).isEqualTo("**High \\*Jump\\* 44** is new in Achievement of the Week 2026");
        MessageEmbed embed = message.getEmbeds().get(0);
        assertThat(embed.getAuthor()).satisfies(author -> {
            assertThat(author.getName()).isEqualTo("Achievement of the Week 2026 · Week 49");
            assertThat(author.getUrl()).isEqualTo("https://site.example/event/3");
            assertThat(author.getIconUrl()).isEqualTo("https://media.example/e.png");
        });
        assertThat(embed.getTitle()).isEqualTo("High \\*Jump\\* 44");
        assertThat(embed.getUrl()).isEqualTo("https://site.example/achievement/44");
        assertThat(embed.getThumbnail()).satisfies(picture -> {
            assertThat(picture.getUrl()).isEqualTo("https://media.example/Badge/44.png");
            assertThat(picture.getDescription()).isEqualTo("Badge of High *Jump* 44");
        });
        assertThat(embed.getDescription())
                .isEqualTo("Jump over the moon\n"
                        + "**10** points · [Lantern Hollow](https://site.example/game/7)\n"
                        + "<t:%d:d> · ends <t:%d:R>".formatted(BEGUN, UNTIL));
        assertThat(embed.getFooter().getText()).isEqualTo("⭐ Ann_, Ben and 3 more already got this");
        MessageEmbed compact = only(kind.compact(one(achievement))).getEmbeds().get(0);
        assertThat(compact.getDescription())
                .isEqualTo("<t:%d:d> · **10** points · [Lantern Hollow](https://site.example/game/7) · ends <t:%d:R>"
                        .formatted(BEGUN, UNTIL));
    }

    @Test
    void whatTheSiteDoesNotSayIsLeftOut() {
        Event weekly = new Event("", "", "", "");
        Begun bare = new Begun(44, "", "", "", "", 1, "", "", null, weekly, BEGUN, null, List.of(), 0);

        MessageCreateData message = only(kind.cards(one(bare)));

        assertThat(message.getContent()).isEqualTo("**Achievement 44** is new in Achievement of the Week");
        MessageEmbed embed = message.getEmbeds().get(0);
        assertThat(embed.getAuthor().getName()).isEqualTo("Achievement of the Week");
        assertThat(embed.getDescription()).isEqualTo("**1** point\n<t:" + BEGUN + ":d> · no end date");
        assertThat(embed.getThumbnail()).isNull();
    }

    @Test
    void upToFourHaveACardEachInOneMessageAndMoreBecomeAList() {
        assertThat(only(kind.cards(many(4))).getEmbeds()).hasSize(4);
        assertThat(only(kind.cards(many(4))).getContent())
                .isEqualTo("**4 achievements** are new in Achievement of the Week 2026");

        MessageCreateData list = only(kind.cards(many(5)));
        assertThat(list.getContent()).isEqualTo("**5 achievements** are new in Achievement of the Week 2026");
        assertThat(list.getEmbeds())
                .singleElement()
                .satisfies(embed -> assertThat(embed.getDescription().lines())
                        .hasSize(6)
                        .startsWith("**[Achievement of the Week 2026](https://site.example/event/3)** · Week 49"));
    }

    @Test
    void eachEventHeadsItsAchievementsInAList() {
        Event fair = new Event("Fair", "https://site.example/event/9", "", "");
        EventAnnouncement all = new EventAnnouncement(List.of(
                begun(1, WEEKLY, UNTIL), begun(2, WEEKLY, UNTIL), begun(3, fair, null), begun(4, WEEKLY, null)));

        MessageCreateData list = only(kind.list(all));

        assertThat(list.getContent()).isEqualTo("**4 achievements** are new in events");
        assertThat(list.getEmbeds().get(0).getDescription().lines().map(line -> line.startsWith("**[")))
                .containsExactly(true, false, false, true, false, true, false);
    }

    @Test
    void anExampleLooksLikeACardAndIsReadBackAsNothing() {
        Example example = new Example("Ann", "https://site.example/user/Ann", "", "https://media.example/b.png");

        MessageCreateData message = Examples.card(kind, example, Instant.ofEpochSecond(BEGUN));

        assertThat(message.getEmbeds()).singleElement().satisfies(embed -> {
            assertThat(embed.getAuthor().getName()).isEqualTo("Achievement of the Week · Week 1");
            assertThat(embed.getFooter().getText()).isEqualTo("Only an example: this event doesn't exist.");
        });
        assertThat(kind.readBack(message.getContent(), message.getEmbeds())).isEmpty();
    }

    @Test
    void neitherKindReadsTheOthersMessages() {
        UnlockKind unlocks = new UnlockKind(Words.english());
        List<RenderedMessage> ofUnlocks = new ArrayList<>(unlocks.cards(Announcements.of(1, 2)));
        ofUnlocks.addAll(unlocks.list(Announcements.of(1, 2)));
        ofUnlocks.addAll(unlocks.plain(Announcements.of(1, 2)));
        List<RenderedMessage> ofEvents = new ArrayList<>(kind.cards(many(2)));
        ofEvents.addAll(kind.list(many(2)));
        ofEvents.addAll(kind.plain(many(2)));

        assertThat(ofUnlocks).allSatisfy(one -> assertThat(readBack(kind, one)).isEmpty());
        assertThat(ofEvents)
                .allSatisfy(one -> assertThat(readBack(unlocks, one)).isEmpty());
    }

    private static Set<ItemKey> readBack(AnnouncementKind kind, RenderedMessage rendered) {
        return kind.readBack(rendered.message().getContent(), rendered.message().getEmbeds());
    }

    private static Set<ItemKey> keys(Announcement announcement) {
        return announcement.items().stream().map(Item::key).collect(Collectors.toSet());
    }

    @Property(tries = 60)
    void everyFormStaysInDiscordsLimitsAndIsReadBackWholeAndHalved(@ForAll("announcements") EventAnnouncement all)
            throws JsonProcessingException {
        List<Announcement> some = new ArrayList<>(all.halves());
        some.add(all);
        for (Announcement announcement : some) {
            for (List<RenderedMessage> form : List.of(
                    kind.cards(announcement),
                    kind.compact(announcement),
                    kind.list(announcement),
                    kind.plain(announcement))) {
                List<Item> announced = new ArrayList<>();
                for (RenderedMessage rendered : form) {
                    String json = MessageJson.write(rendered.message());
                    RenderingLimitsTest.assertTaken(JSON.readTree(json));
                    assertThat(readBack(kind, rendered)).isEqualTo(keys(rendered.announcement()));
                    announced.addAll(rendered.announcement().items());
                }
                assertThat(announced).isEqualTo(announcement.items());
            }
        }
    }

    @Provide
    Arbitrary<EventAnnouncement> announcements() {
        Arbitrary<List<Begun>> achievements = Arbitraries.oneOf(
                achievement().list().ofMinSize(1).ofMaxSize(4),
                achievement().list().ofMinSize(1).ofMaxSize(30));
        return achievements.map(EventKindTest::numbered);
    }

    private static Arbitrary<Begun> achievement() {
        Arbitrary<Event> event = Combinators.combine(
                        RenderingLimitsTest.texts(), RenderingLimitsTest.addresses(), RenderingLimitsTest.texts())
                .as((title, url, decorator) -> new Event(title, url, url, decorator));
        Arbitrary<List<Holder>> holders = RenderingLimitsTest.texts()
                .map(name -> new Holder(name, name))
                .list()
                .ofMaxSize(10);
        return Combinators.combine(
                        RenderingLimitsTest.texts().list().ofSize(3),
                        RenderingLimitsTest.addresses().list().ofSize(2),
                        Arbitraries.oneOf(Arbitraries.just(WEEKLY), event),
                        Arbitraries.longs(),
                        Arbitraries.longs().injectNull(0.3),
                        holders,
                        Arbitraries.integers())
                .as((texts, urls, of, begunAt, until, held, number) -> new Begun(
                        1,
                        texts.get(0),
                        texts.get(1),
                        "",
                        urls.get(0),
                        number,
                        texts.get(2),
                        urls.get(1),
                        "",
                        of,
                        begunAt,
                        until,
                        held,
                        Math.abs(number % 5)));
    }

    private static EventAnnouncement numbered(List<Begun> achievements) {
        List<Begun> result = new ArrayList<>();
        for (Begun one : achievements) {
            long id = result.size() + 1L;
            result.add(new Begun(
                    id,
                    one.title(),
                    one.description(),
                    "https://site.example/achievement/" + id,
                    one.badgeUrl(),
                    one.points(),
                    one.gameTitle(),
                    one.gameUrl(),
                    one.console(),
                    one.event(),
                    one.begunAt(),
                    one.until(),
                    one.holders(),
                    one.moreHolders()));
        }
        return new EventAnnouncement(result);
    }
}
