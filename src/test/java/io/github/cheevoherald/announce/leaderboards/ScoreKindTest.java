package io.github.cheevoherald.announce.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.Examples;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.PlayersScore;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Reached;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Score;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoreKindTest {
    private static final long NOW = Instant.parse("2026-11-29T12:00:00Z").getEpochSecond();

    private final ScoreKind kind = new ScoreKind(Words.english());

    private static PlayerCard player(String name) {
        return new PlayerCard(
                "01" + name,
                name,
                "https://site/user/" + name.replace(" ", "%20"),
                "https://media/UserPic/" + name + ".png");
    }

    private static Score score(
            long id, String title, Reached reached, @Nullable String before, PlayerCard... overtaken) {
        return new Score(
                id,
                title,
                title,
                "https://site/leaderboardinfo.php?i=" + id,
                title.equals("Any %") ? "Lantern Hollow" : title,
                "https://site/game/7",
                "SNES",
                "https://media/Images/7.png",
                "2:03.45",
                3,
                reached,
                before,
                List.of(overtaken),
                NOW + id);
    }

    private static PlayersScore by(String name, Score score) {
        return new PlayersScore(player(name), score);
    }

    private String content(PlayersScore... scores) {
        return kind.cards(new ScoreAnnouncement(List.of(scores)))
                .get(0)
                .message()
                .getContent();
    }

    private static Set<ItemKey> keys(ScoreAnnouncement announcement) {
        return announcement.items().stream().map(Item::key).collect(Collectors.toSet());
    }

    private Set<ItemKey> readBack(MessageCreateData message) {
        return kind.readBack(message.getContent(), message.getEmbeds());
    }

    @Test
    void oneLineSaysWhoDidWhatAndWhere() {
        PlayerCard ben = player("Ben");

        assertThat(List.of(
                        content(by("Ann", score(1, "Any %", Reached.FIRST_PLACE, "2:10.00", ben))),
                        content(by("Ann", score(1, "Any %", Reached.FIRST_TEN, null))),
                        content(by("Ann", score(1, "Any %", Reached.NOTHING, "2:10.00", ben))),
                        content(by("Ann", score(1, "Any %", Reached.NOTHING, null, ben, player("Cid"))))))
                .containsExactly(
                        "**Ann** took first place on **Any %** in Lantern Hollow with 2\\:03.45",
                        "**Ann** reached the top ten on **Any %** in Lantern Hollow with 2\\:03.45",
                        "**Ann** set a personal best on **Any %** in Lantern Hollow with 2\\:03.45",
                        "**Ann** overtook **Ben**, **Cid** on **Any %** in Lantern Hollow with 2\\:03.45");
        assertThat(content(
                        by("Ann", score(1, "Any %", Reached.FIRST_PLACE, null)),
                        by("Ann", score(2, "Moss", Reached.FIRST_TEN, null))))
                .isEqualTo("**Ann** set 2 new leaderboard scores in 2 games");
    }

    @Test
    void aCardShowsScoreRankTheScoreBeforeAndWhoWasOvertaken() {
        MessageEmbed embed = kind.cards(new ScoreAnnouncement(
                        List.of(by("Ann", score(1, "Any %", Reached.FIRST_TEN, "2:10.00", player("Ben_"))))))
                .get(0)
                .message()
                .getEmbeds()
                .get(0);

        assertThat(embed.getDescription())
                .isEqualTo("Any %\nReached the **top ten** with **2\\:03.45**\n"
                        + "Rank #3 · was 2\\:10.00 · [Lantern Hollow](https://site/game/7)");
        assertThat(embed.getFooter().getText()).isEqualTo("Overtook Ben_");
        assertThat(embed.getUrl()).isEqualTo("https://site/leaderboardinfo.php?i=1");
        assertThat(embed.getTimestamp().toEpochSecond()).isEqualTo(NOW + 1);
    }

    @Test
    void manyOvertakenAreNotAllNamed() {
        PlayerCard[] all = Stream.of("A", "B", "C", "D", "E", "F", "G")
                .map(ScoreKindTest::player)
                .toArray(PlayerCard[]::new);

        assertThat(content(by("Ann", score(1, "Any %", Reached.NOTHING, null, all))))
                .contains("overtook **A**, **B**, **C**, **D**, **E** and 2 more on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Any %",
                "",
                "[a](http://evil.example) ](x) <t:1:f> @everyone <@1> `",
                "🎮 (1) [2] \\",
                "\u202Eright to left",
                "https://site/leaderboardinfo.php?i=999 https://site/user/Eve"
            })
    void everyFormReadsBackAndPingsNobody(String text) {
        List<PlayersScore> scores = new ArrayList<>();
        for (long id = 1; id <= 12; id++) {
            scores.add(by(id % 3 == 0 ? "Ann" : "Ben (2)", score(id, text, Reached.NOTHING, text, player("Cid"))));
        }
        ScoreAnnouncement alone = new ScoreAnnouncement(scores.subList(0, 1));
        ScoreAnnouncement several = new ScoreAnnouncement(scores);

        for (ScoreAnnouncement announcement : List.of(alone, several)) {
            for (List<RenderedMessage> form : List.of(
                    kind.cards(announcement),
                    kind.compact(announcement),
                    kind.list(announcement),
                    kind.plain(announcement))) {
                Set<ItemKey> all = form.stream()
                        .flatMap(one -> readBack(one.message()).stream())
                        .collect(Collectors.toSet());
                assertThat(all).isEqualTo(keys(announcement));
                assertThat(form).allSatisfy(one -> {
                    assertThat(readBack(one.message())).isEqualTo(keys((ScoreAnnouncement) one.announcement()));
                    assertThat(one.message().getContent()).doesNotContain("<@1>", "[a](", "\n[");
                });
            }
        }
    }

    @Test
    void moreThanTenAreAListAndLongTextsFitDiscordsLimits() {
        String longText = "_W".repeat(2000);
        PlayerCard longName = player("x".repeat(60));
        List<PlayersScore> scores = LongStream.rangeClosed(1, 60)
                .mapToObj(id -> new PlayersScore(
                        longName, score(id, longText, Reached.NOTHING, longText, longName, longName, longName)))
                .toList();

        assertThat(kind.cards(new ScoreAnnouncement(scores.subList(0, 11))))
                .allSatisfy(one -> assertThat(one.form()).isEqualTo(MessageForm.LIST));
        ScoreAnnouncement ten = new ScoreAnnouncement(scores.subList(0, 10));
        ScoreAnnouncement all = new ScoreAnnouncement(scores);
        List<RenderedMessage> messages = Stream.of(kind.cards(ten), kind.list(all), kind.plain(all))
                .flatMap(List::stream)
                .toList();
        assertThat(messages).allSatisfy(one -> {
            assertThat(one.message().getContent().length()).isLessThanOrEqualTo(2000);
            assertThat(one.message().getEmbeds().stream()
                            .mapToInt(MessageEmbed::getLength)
                            .sum())
                    .isLessThanOrEqualTo(MessageEmbed.EMBED_MAX_LENGTH_BOT);
        });
        assertThat(kind.list(all).stream()
                        .mapToInt(one -> one.announcement().count())
                        .sum())
                .isEqualTo(60);
    }

    @Test
    void noOtherMessageIsTakenForOneOfThisKindNorTheOtherWayRound() {
        Words words = Words.english();
        MessageCreateData example =
                Examples.card(kind, new Example("Ann", "https://site/user/Ann", "", ""), Instant.ofEpochSecond(NOW));
        Unlock unlock = new Unlock(
                5,
                "T",
                "D",
                "https://site/achievement/5",
                "",
                1,
                1,
                null,
                "G",
                "https://site/game/7",
                "SNES",
                NOW,
                true,
                false,
                false);
        UnlockKind unlocks = new UnlockKind(words);
        ScoreAnnouncement scores =
                new ScoreAnnouncement(List.of(by("Ann", score(5, "Any %", Reached.FIRST_PLACE, null))));

        assertThat(readBack(example)).isEmpty();
        assertThat(readBack(unlocks.cards(new Unlocks(player("Ann"), List.of(unlock)))
                        .get(0)
                        .message()))
                .isEmpty();
        for (List<RenderedMessage> form : List.of(kind.cards(scores), kind.list(scores), kind.plain(scores))) {
            MessageCreateData message = form.get(0).message();
            assertThat(unlocks.readBack(message.getContent(), message.getEmbeds()))
                    .isEmpty();
        }
    }
}
