package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.commands.PageAddress.Kind;
import io.github.cheevoherald.retroachievements.SiteLinks;
import java.net.URI;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Apart
final class PageAddressTest {
    private final PageAddress addresses = new PageAddress(CommandBench.LINKS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9",
                " #9 ",
                "009",
                "https://retroachievements.org/achievement/9",
                "http://www.retroachievements.org/achievement/9/",
                "retroachievements.org/achievement/9",
                "<https://retroachievements.org/achievement/9-some-slug?tab=comments#x>",
                "https://retroachievements.org/achievement/9/tickets",
                "https://RetroAchievements.org/achievementInfo.php?ID=9",
                "https://retroachievements.org/achievementinfo.php?x=1&id=9&y=2"
            })
    void understandsEveryFormOfAnAchievement(String text) {
        assertThat(addresses.id(Kind.ACHIEVEMENT, text)).hasValue(9);
    }

    @Example
    void distinguishesASetsAddressFromAGames() {
        assertThat(addresses.isOfASet(Kind.GAME, "<https://retroachievements.org/game/6049?set=9352>"))
                .isTrue();
        assertThat(addresses.isOfASet(Kind.GAME, "retroachievements.org/game/6049-x?tab=a&Set=9352#top"))
                .isTrue();
        assertThat(addresses.isOfASet(Kind.GAME, "https://retroachievements.org/game/6049?offset=9"))
                .isFalse();
        assertThat(addresses.isOfASet(Kind.GAME, "https://retroachievements.org/game/6049"))
                .isFalse();
        assertThat(addresses.isOfASet(Kind.GAME, "6049")).isFalse();
        assertThat(addresses.isOfASet(Kind.GAME, "https://example.org/game/6049?set=9352"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "9.5",
                "4294967296",
                "99999999999999999999",
                "nine",
                "https://retroachievements.org/game/9",
                "https://retroachievements.org/achievement/",
                "https://retroachievements.org/achievement/nine",
                "https://retroachievements.org/achievement/9x",
                "https://example.org/achievement/9",
                "https://retroachievements.org.example.org/achievement/9",
                "ftp://retroachievements.org/achievement/9",
                "javascript:achievement/9",
                "https://retroachievements.org/achievementInfo.php",
                "https:// retroachievements.org/achievement/9"
            })
    void refusesAnythingButAchievements(String text) {
        assertThat(addresses.id(Kind.ACHIEVEMENT, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AnnPlays",
                " AnnPlays ",
                "https://retroachievements.org/user/AnnPlays",
                "https://www.retroachievements.org/user/AnnPlays/",
                "http://retroachievements.org/user/AnnPlays?tab=awards",
                "<https://RetroAchievements.org/User/AnnPlays#x>",
                "retroachievements.org/user/AnnPlays/progress"
            })
    void understandsEveryFormOfAPlayer(String text) {
        assertThat(addresses.playerName(text)).isEqualTo("AnnPlays");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/user/AnnPlays",
                "https://retroachievements.org.example.org/user/AnnPlays",
                "https://retroachievements.org/game/7",
                "https://retroachievements.org/user/",
                "ftp://retroachievements.org/user/AnnPlays",
                "user/AnnPlays",
                "n*me",
                "<>"
            })
    void leavesOtherAddressesAsTheyAre(String text) {
        assertThat(addresses.playerName(text)).isEqualTo(text);
    }

    @Example
    void understandsGamesAndTicketsToo() {
        assertThat(addresses.id(Kind.GAME, "https://retroachievements.org/game/7"))
                .hasValue(7);
        assertThat(addresses.id(Kind.GAME, "retroachievements.org/gameInfo.php?ID=7"))
                .hasValue(7);
        assertThat(addresses.id(Kind.TICKET, "https://retroachievements.org/ticket/64866"))
                .hasValue(64866);
        assertThat(addresses.id(Kind.TICKET, "https://retroachievements.org/ticketmanager.php?i=5"))
                .hasValue(5);
    }

    @Example
    void acceptsAddressesOfTheConfiguredSite() {
        PageAddress local = new PageAddress(
                new SiteLinks(URI.create("http://127.0.0.1:8077/ra/"), URI.create("http://127.0.0.1:8077/media/")));

        assertThat(local.id(Kind.ACHIEVEMENT, "http://127.0.0.1:8077/ra/achievement/9"))
                .hasValue(9);
    }

    @Property
    void acceptsAnyString(@ForAll String text) {
        for (Kind kind : Kind.values()) {
            assertThatCode(() -> addresses.id(kind, text)).doesNotThrowAnyException();
            assertThatCode(() -> addresses.id(kind, "https://retroachievements.org/" + text))
                    .doesNotThrowAnyException();
        }
    }
}
