package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.announce.awards.AwardMessages;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AnnouncedAward.Kind;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What announcements of awards look like, and that every form can be read back. */
final class AwardMessagesTest {
    private static final long DATE = 1_772_366_400;
    private static final List<Kind> GAME_KINDS =
            List.of(Kind.BEATEN_CASUAL, Kind.BEATEN_HARDCORE, Kind.COMPLETED, Kind.MASTERED);

    private final AwardMessages kind = new AwardMessages(Words.english());

    private static PlayersAward award(String player, Kind kind, long game, String title) {
        String subject =
                "game/" + game + "#" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new PlayersAward(
                new PlayerCard(player, player, "https://site.example/user/" + player, "https://m.example/a.png"),
                new AnnouncedAward(
                        kind,
                        subject,
                        title,
                        "https://site.example/" + subject,
                        "https://m.example/b.png",
                        "https://m.example/scene.png",
                        "SNES",
                        400,
                        null,
                        DATE + game,
                        false,
                        false,
                        42,
                        900,
                        1_036_800L,
                        12,
                        true));
    }

    private static AnnouncedAward bare(Kind kind, String subject, @Nullable Integer tier) {
        return new AnnouncedAward(
                kind,
                subject,
                "Winter Fair",
                "https://site.example/" + subject,
                "",
                null,
                "",
                null,
                tier,
                DATE,
                true,
                true,
                null,
                null,
                null,
                null,
                false);
    }

    private static AwardAnnouncement several(int count, int players) {
        List<PlayersAward> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(award(
                    "Player" + i % players,
                    GAME_KINDS.get(i % GAME_KINDS.size()),
                    i,
                    "Game [" + i + "](x) *of* `old`"));
        }
        return new AwardAnnouncement(all);
    }

    private void assertReadBack(List<RenderedMessage> messages, AwardAnnouncement announcement) {
        Set<ItemKey> read = new HashSet<>();
        for (RenderedMessage one : messages) {
            MessageCreateData message = MessageJson.read(MessageJson.write(one.message()));
            Set<ItemKey> here = kind.readBack(message.getContent(), message.getEmbeds());
            assertThat(here)
                    .isEqualTo(
                            one.announcement().items().stream().map(Item::key).collect(Collectors.toSet()));
            read.addAll(here);
        }
        assertThat(read).isEqualTo(announcement.items().stream().map(Item::key).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 11, 200})
    void readsBackEveryForm(int count) {
        AwardAnnouncement ofOne = several(count, 1);
        AwardAnnouncement ofThree = several(count, 3);

        assertReadBack(kind.cards(ofOne), ofOne);
        assertReadBack(kind.cards(ofThree), ofThree);
        assertReadBack(kind.compact(ofOne), ofOne);
        assertReadBack(kind.list(ofThree), ofThree);
        assertReadBack(kind.plain(ofThree), ofThree);
    }

    @Test
    void readsBackEventsAndNoUnlocks() {
        PlayerCard fern = award("Fern", Kind.MASTERED, 1, "").player();
        AwardAnnouncement tiers = new AwardAnnouncement(List.of(
                new PlayersAward(fern, bare(Kind.EVENT, "event/3#tier-2", 2)),
                new PlayersAward(fern, bare(Kind.EVENT, "event/4#award", null))));
        UnlockKind unlocks = new UnlockKind(Words.english());

        assertReadBack(kind.cards(tiers), tiers);
        for (RenderedMessage one : kind.cards(several(3, 1))) {
            assertThat(unlocks.readBack(
                            one.message().getContent(), one.message().getEmbeds()))
                    .isEmpty();
        }
        for (RenderedMessage one : unlocks.cards(Announcements.many(12))) {
            assertThat(kind.readBack(one.message().getContent(), one.message().getEmbeds()))
                    .isEmpty();
        }
    }

    @Test
    void aCardShowsWhatIsKnown() {
        MessageCreateData message = kind.cards(
                        new AwardAnnouncement(List.of(award("Fern_Quill", Kind.MASTERED, 1, "Lantern Hollow"))))
                .get(0)
                .message();
        MessageEmbed card = message.getEmbeds().get(0);

        assertThat(message.getContent()).isEqualTo("**Fern\\_Quill** mastered **Lantern Hollow**");
        assertThat(card.getTitle()).isEqualTo("Lantern Hollow");
        assertThat(card.getDescription())
                .isEqualTo(Symbol.MASTERED + " **Mastered** · " + Symbol.SNES
                        + " SNES · **400** points\nTook 12 days · 42 of 900 players (4.7 %)");
        assertThat(card.getFields()).isEmpty();
        assertThat(card.getFooter().getText()).isEqualTo("First in this server · Their 12th mastered game");
        assertThat(card.getThumbnail()).isNull();
        assertThat(card.getImage().getUrl()).isEqualTo("https://m.example/scene.png");
        assertThat(card.getImage().getDescription()).isEqualTo("Picture of Lantern Hollow");
        assertThat(card.getColorRaw())
                .isNotEqualTo(kind.cards(new AwardAnnouncement(List.of(award("Ann", Kind.BEATEN_HARDCORE, 1, "x"))))
                        .get(0)
                        .message()
                        .getEmbeds()
                        .get(0)
                        .getColorRaw());
    }

    @Test
    void aCardLeavesOutWhatIsNot() {
        PlayerCard fern = award("Fern", Kind.MASTERED, 1, "").player();
        MessageEmbed card = kind.cards(
                        new AwardAnnouncement(List.of(new PlayersAward(fern, bare(Kind.EVENT, "event/3#tier-2", 2)))))
                .get(0)
                .message()
                .getEmbeds()
                .get(0);

        assertThat(card.getDescription()).isEqualTo("**Event award · tier 3**");
        assertThat(card.getFields()).isEmpty();
        assertThat(card.getFooter().getText()).isEqualTo("Upgraded from casual · Showed up late");
    }

    @Test
    void theExampleReadsBackAsNothing() {
        MessageCreateData example = Examples.card(
                kind, new Example("Ann", "https://site.example/user/Ann", "", ""), Instant.ofEpochSecond(DATE));

        assertThat(kind.readBack(example.getContent(), example.getEmbeds())).isEmpty();
        assertThat(example.getEmbeds().get(0).getFooter().getText()).contains("Only an example");
    }
}
