package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.sandbox.discord.Choice;
import io.github.cheevoherald.sandbox.discord.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UnlocksCommandTest extends OnTheBench {
    @Test
    void showsTheCallersOwnUnlocksNewestFirstWithTotals() {
        bench.registered(bench.ann, "AnnPlays");
        for (int i = 1; i <= 12; i++) {
            bench.site.unlock("AnnPlays", i, Duration.ofMinutes(i), i > 3);
        }
        bench.site.unlock("AnnPlays", 99, Duration.ofMinutes(2000), true);

        Message answer = bench.ask(bench.ann, "unlocks player", Map.of());

        assertThat(answer.ephemeral()).isFalse();
        assertThat(embed(answer).path("title").asText()).isEqualTo("Unlocks by AnnPlays");
        assertThat(embed(answer).path("url").asText()).isEqualTo("https://retroachievements.org/user/AnnPlays");
        assertThat(description(answer))
                .contains("**12 unlocks** in the last 24 hours · 60 points · 9 in hardcore (75%)")
                .contains("[Title 1](https://retroachievements.org/achievement/1)")
                .contains("[Game \\*7\\*](https://retroachievements.org/game/7)")
                .doesNotContain("Title 11]", "Title 99]");
        assertThat(button(answer, "Previous").path("disabled").asBoolean()).isTrue();
        Message second = bench.click(answer, bench.ann, "Next");
        assertThat(description(second)).contains("Title 11]", "Title 12]").doesNotContain("Title 1]");
        assertThat(button(second, "Next").path("disabled").asBoolean()).isTrue();
        assertThat(description(bench.click(second, bench.ann, "Previous"))).contains("Title 1]");
        assertThat(bench.site.asked).containsExactly("recent " + KnownSite.ulid("AnnPlays"));
    }

    @Test
    void acceptsAProfilePagesAddress() {
        bench.registered(bench.ann, "AnnPlays");
        bench.site.unlock("AnnPlays", 1, Duration.ofMinutes(1), true);

        Message answer =
                bench.ask(bench.ben, "unlocks player", Map.of("player", "https://retroachievements.org/user/AnnPlays"));

        assertThat(embed(answer).path("title").asText()).isEqualTo("Unlocks by AnnPlays");
        assertThat(description(answer)).contains("Title 1]");
    }

    @Test
    void continuesWhereAFullAnswerEnds() {
        bench.registered(bench.ann, "AnnPlays");
        for (int i = 1; i <= 620; i++) {
            bench.site.unlock("AnnPlays", i, Duration.ofMinutes(i), true);
        }

        Message answer = bench.ask(bench.ann, "unlocks player", Map.of("minutes", 20160));

        assertThat(description(answer)).contains("**620 unlocks** in the last 14 days", "Title 1]");
        assertThat(bench.site.asked).hasSize(2);
    }

    @Test
    void checksThatAPlayerExistsOnlyIfThereIsNothingToShow() {
        bench.site.player("Quiet");
        bench.site.player("Busy");
        bench.site.unlock("Busy", 1, Duration.ofMinutes(5), true);

        assertThat(bench.refusal(bench.ann, "unlocks player", Map.of("player", "nobody")))
                .contains("no player called nobody");
        assertThat(bench.site.asked).containsExactly("recent nobody", "profile nobody");
        Message quiet = bench.ask(bench.ann, "unlocks player", Map.of("player", "quiet", "minutes", 90));
        assertThat(embed(quiet).path("title").asText()).isEqualTo("Unlocks by Quiet");
        assertThat(description(quiet)).contains("No unlocks in the last 90 minutes.");
        assertThat(quiet.components()).isEmpty();
        bench.site.asked.clear();
        bench.ask(bench.ann, "unlocks player", Map.of("player", "busy"));
        assertThat(bench.site.asked).containsExactly("recent busy");
    }

    @Test
    void checksARegisteredPlayerWhoWasMissingLately() {
        bench.registered(bench.ann, "AnnPlays");
        Player player =
                bench.players.ofMember(bench.guild, bench.ann).orElseThrow().player();
        bench.ask(bench.ann, "unlocks player", Map.of());
        assertThat(bench.site.asked).hasSize(1);
        bench.players.missing(player, bench.clock.instant());
        bench.site.profiles.clear();
        bench.clock.advance(Duration.ofMinutes(2));

        assertThat(bench.refusal(bench.ann, "unlocks player", Map.of())).contains("no player called AnnPlays");
    }

    @Test
    void namesAPlayerGivenByUlid() {
        bench.site.player("Busy");
        bench.site.unlock("Busy", 1, Duration.ofMinutes(5), true);

        Message answer = bench.ask(bench.ann, "unlocks player", Map.of("player", KnownSite.ulid("Busy")));

        assertThat(embed(answer).path("title").asText()).isEqualTo("Unlocks by Busy");
    }

    @Test
    void refusesWrongInputWithoutAskingTheSite() {
        assertThat(bench.refusal(bench.ann, "unlocks player", Map.of())).contains("You're not registered here");
        assertThat(bench.refusal(bench.ann, "unlocks player", Map.of("player", "n o !")))
                .contains("can't be a RetroAchievements username");
        assertThat(bench.refusal(bench.ann, "unlocks achievement", Map.of("achievement", "the best one")))
                .contains("I can't tell which achievement you mean");
        assertThat(bench.site.asked).isEmpty();
    }

    @Test
    void suggestsTheServersPlayers() {
        bench.registered(bench.ann, "AnnPlays");
        bench.registered(bench.ben, "JoAnn");

        assertThat(bench.discord
                        .interactions()
                        .autocomplete(bench.channel, bench.ben, "unlocks player", "player", "an", Map.of())
                        .awaitChoices(CommandBench.SOON))
                .extracting(Choice::name)
                .containsExactly("AnnPlays", "JoAnn");
    }

    @Test
    void showsWhoUnlockedAnAchievementAndMarksMembers() {
        bench.registered(bench.ann, "AnnPlays");
        bench.registered(bench.ben, "BenPlays");
        List<AchievementUnlocks.Unlock> rows = new ArrayList<>();
        rows.add(unlock("RenamedAnn", KnownSite.ulid("AnnPlays")));
        rows.add(unlock("benplays", null));
        for (int i = 0; i < 23; i++) {
            rows.add(unlock("Player" + i, KnownSite.ulid("Player" + i)));
        }
        bench.site.achievement(9, 25, 5, rows);

        Message first = bench.ask(
                bench.ann, "unlocks achievement", Map.of("achievement", "https://retroachievements.org/achievement/9"));

        assertThat(first.pings()).isFalse();
        assertThat(embed(first).path("title").asText()).isEqualTo("Won \\@everyone");
        assertThat(embed(first).path("url").asText()).isEqualTo("https://retroachievements.org/achievement/9");
        assertThat(description(first))
                .contains("Unlocked by **25** of 100 players (25%). **5** in hardcore (20%).")
                .contains("⭐ **[RenamedAnn](https://retroachievements.org/user/RenamedAnn)** · <@" + bench.ann + ">")
                .contains("⭐ **[benplays](https://retroachievements.org/user/benplays)** · <@" + bench.ben + ">")
                .contains("Player7]")
                .doesNotContain("Player8]");
        assertThat(embed(first).path("footer").path("text").asText()).isEqualTo("Page 1 of 3");
        Message third = bench.click(bench.click(first, bench.ann, "Next"), bench.ann, "Next");
        assertThat(description(third)).contains("Player22]").doesNotContain("Player17]");
        assertThat(button(third, "Next").path("disabled").asBoolean()).isTrue();
        assertThat(bench.site.asked).containsExactly("achievement 9 0");
    }

    @Test
    void reachesPagesFarBeyondTheFirstHundred() {
        List<AchievementUnlocks.Unlock> rows = new ArrayList<>();
        for (int i = 0; i < 215; i++) {
            rows.add(unlock("Player" + i, null));
        }
        bench.site.achievement(9, 7, null, rows);
        Message shown = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));

        for (int page = 1; page <= 21; page++) {
            shown = bench.click(shown, bench.ann, "Next");
        }

        assertThat(description(shown)).contains("Player210]", "Player214]");
        assertThat(button(shown, "Next").path("disabled").asBoolean()).isTrue();
        assertThat(bench.site.asked).containsExactly("achievement 9 0", "achievement 9 100", "achievement 9 200");
    }

    @Test
    void showsTheLastPageIfTheListBecameShorter() {
        List<AchievementUnlocks.Unlock> rows = new ArrayList<>();
        for (int i = 0; i < 35; i++) {
            rows.add(unlock("Player" + i, null));
        }
        bench.site.achievement(9, 35, 3, rows);
        Message shown = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));
        shown = bench.click(bench.click(shown, bench.ann, "Next"), bench.ann, "Next");
        bench.site.achievement(9, 5, 3, rows.subList(0, 5));
        bench.clock.advance(Duration.ofMinutes(2));

        Message last = bench.click(shown, bench.ann, "Next");

        assertThat(description(last)).contains("Player0]", "Player4]");
        assertThat(last.components()).isEmpty();
    }

    @Test
    void saysPrivatelyThatAnAchievementOrAnAnswerIsMissing() {
        assertThat(bench.refusal(bench.ann, "unlocks achievement", Map.of("achievement", "12")))
                .contains("no achievement 12");
        bench.site.failure = new Outcome.Malformed<>("HTML");
        assertThat(bench.refusal(bench.ann, "unlocks achievement", Map.of("achievement", "13")))
                .contains("isn't available right now");
        bench.site.failure = new Outcome.Forbidden<>("HTTP 403: *Private*");
        assertThat(bench.refusal(bench.ann, "unlocks achievement", Map.of("achievement", "15")))
                .contains("won't let me look that up (HTTP 403\\: \\*Private\\*)");
        bench.site.failure = new Outcome.RefusedKey<>();
        assertThat(bench.refusal(bench.ann, "unlocks achievement", Map.of("achievement", "14")))
                .contains("rejecting my key");
        bench.site.failure = new Outcome.Throttled<>(Outcome.By.SITE, Duration.ofMillis(4100));
        assertThat(bench.refusal(bench.ann, "unlocks player", Map.of("player", "somebody")))
                .contains("too many requests", "in 5 seconds");
        bench.site.failure = new Outcome.Throttled<>(Outcome.By.PEOPLES_SHARE, Duration.ofSeconds(1));
        assertThat(bench.refusal(bench.ann, "tickets show", Map.of("ticket", "1")))
                .contains("Too many people", "in 1 second.");
    }

    private AchievementUnlocks.Unlock unlock(String user, @Nullable String ulid) {
        return new AchievementUnlocks.Unlock(user, ulid, bench.clock.instant(), true);
    }

    private static JsonNode embed(Message message) {
        return message.embeds().get(0);
    }

    private static String description(Message message) {
        return embed(message).path("description").asText();
    }

    private static JsonNode button(Message message, String label) {
        return message.components().stream()
                .filter(button -> button.path("label").asText().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
