package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.sandbox.discord.Interaction;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.discord.WireEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AnswersTest extends OnTheBench {
    @BeforeEach
    void fifteenUnlockIt() {
        List<AchievementUnlocks.Unlock> rows = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            rows.add(new AchievementUnlocks.Unlock("Player" + i, null, bench.clock.instant(), true));
        }
        bench.site.achievement(9, 15, 15, rows);
    }

    @Test
    void deletesThePublicThinkingMessageBeforeThePrivateError() {
        Interaction interaction = bench.slash(bench.ann, "unlocks achievement", Map.of("achievement", "404"));

        assertThat(interaction.awaitFollowUp(CommandBench.SOON).content()).contains("no achievement 404");
        // A request is logged a moment after its effect is visible.
        Awaitility.await()
                .atMost(CommandBench.SOON)
                .untilAsserted(() -> assertThat(requestsOf(interaction))
                        .containsExactly("POST callback 5", "DELETE @original", "POST follow-up 64"));
    }

    private List<String> requestsOf(Interaction interaction) {
        return bench.discord.wire().entries().stream()
                .filter(entry -> entry.path().contains(interaction.token()))
                .map(AnswersTest::shape)
                .toList();
    }

    private static String shape(WireEntry entry) {
        if (entry.path().endsWith("/callback")) {
            return entry.method() + " callback "
                    + Objects.requireNonNull(entry.body()).path("type").asText();
        }
        return entry.path().endsWith("@original")
                ? entry.method() + " @original"
                : entry.method() + " follow-up "
                        + Objects.requireNonNull(entry.body()).path("flags").asText();
    }

    @Test
    void startsToAnswerWhileTheSiteIsStillSilent() {
        CountDownLatch held = new CountDownLatch(1);
        bench.site.held = held;
        List<Interaction> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 18; i++) {
                long member = bench.discord.world().createMember(bench.guild, "Member" + i);
                waiting.add(bench.slash(member, "unlocks achievement", Map.of("achievement", String.valueOf(100 + i))));
            }
            waiting.forEach(interaction -> interaction.awaitAcknowledged(Duration.ofSeconds(3)));
            assertThat(waiting).allMatch(interaction -> interaction.progress() == Interaction.Progress.DEFERRED);
        } finally {
            bench.site.held = null;
            held.countDown();
        }
        assertThat(waiting)
                .allSatisfy(interaction -> assertThat(
                                interaction.awaitAnswer(CommandBench.SOON).content())
                        .contains("no achievement"));
    }

    @Test
    void tellsOthersThatTheListIsNotTheirs() {
        Message list = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));

        Interaction click = bench.discord.interactions().click(list.id(), bench.ben, "Next");
        Message answer = click.awaitAnswer(CommandBench.SOON);

        assertThat(answer.id()).isNotEqualTo(list.id());
        assertThat(answer.addresseeId()).isEqualTo(bench.ben);
        assertThat(answer.content()).contains("belongs to <@" + bench.ann + ">");
        assertThat(answer.pings()).isFalse();
        assertThat(bench.discord.channels().messages(bench.channel))
                .filteredOn(message -> message.id() == list.id())
                .allMatch(message -> message.json().equals(list.json()));
    }

    @Test
    void turnsPagesAfterARestart() {
        Message list = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));
        bench.restart();

        Message turned = bench.click(list, bench.ann, "Next");

        assertThat(turned.id()).isEqualTo(list.id());
        assertThat(turned.embeds().get(0).path("description").asText()).contains("Player14]");
    }

    @Test
    void leavesTheListAloneIfAPageIsUnavailable() {
        Message list = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));
        bench.clock.advance(Duration.ofMinutes(2));
        bench.site.failure = new Outcome.Unavailable<>("down");

        Message answer = bench.click(list, bench.ann, "Next");

        assertThat(answer.ephemeral()).isTrue();
        assertThat(answer.content()).contains("isn't available right now");
        assertThat(bench.discord.channels().messages(bench.channel))
                .filteredOn(message -> message.id() == list.id())
                .allMatch(message -> message.embeds().equals(list.embeds()));
    }

    @Test
    void doesNotCountPageTurns() {
        List<AchievementUnlocks.Unlock> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            rows.add(new AchievementUnlocks.Unlock("Player" + i, null, bench.clock.instant(), true));
        }
        bench.site.achievement(9, 120, 15, rows);
        Message list = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));
        for (int i = 0; i < 9; i++) {
            bench.refusal(bench.ann, "unlocks achievement", Map.of("achievement", String.valueOf(200 + i)));
        }

        for (int page = 1; page <= 10; page++) {
            list = bench.click(list, bench.ann, "Next");
        }

        assertThat(list.embeds().get(0).path("description").asText()).contains("Player109]");
        assertThat(bench.site.asked).contains("achievement 9 100");
        assertThat(bench.refusal(bench.ann, "tickets recent", Map.of())).contains("your limit for this minute");
        assertThat(bench.ask(bench.ben, "tickets recent", Map.of()).ephemeral()).isFalse();
    }

    @Test
    void survivesForgedButtons() {
        Message list = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));
        String ann = Long.toString(bench.ann);
        List<String> forged = List.of(
                "x",
                ":",
                ".",
                "unlocks",
                "unlocks.achievement",
                "unlocks.achievement:1:" + ann,
                "unlocks.achievement:-1:" + ann + ":9",
                "unlocks.achievement:1:" + ann + ":nine",
                "unlocks.achievement:99999999999:" + ann + ":9",
                "unlocks.achievement:1:99999999999999999999:9",
                "unlocks.player:0:" + ann + ":@everyone:60",
                "unlocks.player:0:" + ann + ":Player:99999",
                "unlocks.player:0:" + ann + ":Player:0",
                "tickets.game:0:" + ann + ":0",
                "tickets.recent:0:" + ann + ":more",
                "tickets.other:0:" + ann,
                "players.x:0:" + ann,
                "register:0:" + ann,
                "feed.off:0:" + ann);

        for (String id : forged) {
            Interaction click = bench.discord.interactions().clickUnchecked(list.id(), bench.ann, id);
            click.awaitAcknowledged(Duration.ofSeconds(3));
        }

        assertThat(bench.discord.channels().messages(bench.channel))
                .filteredOn(message -> message.id() == list.id())
                .allMatch(message -> message.embeds().equals(list.embeds()));
        assertThat(bench.click(list, bench.ann, "Next").id()).isEqualTo(list.id());
    }

    @Test
    void showsTheLastPageInPlaceOfOneBeyondTheEnd() {
        Message list = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));

        Message turned = bench.discord
                .interactions()
                .clickUnchecked(list.id(), bench.ann, "unlocks.achievement:999999:" + bench.ann + ":9")
                .awaitAnswer(CommandBench.SOON);

        assertThat(turned.embeds().get(0).path("description").asText()).contains("Player14]");
    }

    @Test
    void helpNamesAdminCommandsOnlyToAdmins() {
        String help = bench.ask(bench.ann, "help", Map.of()).embeds().get(0).toString();

        assertThat(help).contains("</register:", "</tickets games:").doesNotContain("/feed", "Manage Server");
    }

    @Test
    void survivesAnAnswerThatComesTooLateForDiscord() {
        bench.discord
                .faults()
                .at(RestFilter.callbacks())
                .times(1)
                .answer(404, "application/json", "{\"code\":10062,\"message\":\"Unknown interaction\"}");
        bench.slash(bench.ann, "unlocks achievement", Map.of("achievement", "9"));
        Awaitility.await()
                .atMost(CommandBench.SOON)
                .until(() -> bench.discord.faults().strikes() > 0);

        assertThat(bench.ask(bench.ben, "help", Map.of()).ephemeral()).isTrue();
    }

    @Test
    void helpsPrivatelyAndMakesEveryCommandClickable() {
        Message help = bench.ask(bench.admin, "help", Map.of());

        assertThat(help.ephemeral()).isTrue();
        String text = help.embeds().get(0).toString();
        for (var command : bench.discord.interactions().offered(bench.channel, bench.admin)) {
            assertThat(command.path("contexts").toString()).isIn("[0]", "[\"0\"]");
            if (!command.path("name").asText().equals("help")) {
                assertThat(text).contains("</" + command.path("name").asText());
            }
            command.path("options").forEach(option -> {
                if (option.path("type").asInt() == 1) {
                    assertThat(text)
                            .contains("/" + command.path("name").asText() + " "
                                    + option.path("name").asText() + ":"
                                    + command.path("id").asText() + ">");
                }
            });
        }
    }
}
