package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import io.github.cheevoherald.sandbox.discord.DiscordFaultOrder;
import io.github.cheevoherald.sandbox.discord.Interaction;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bot does when Discord refuses an answer. */
final class RefusedAnswersTest extends OnTheBench {
    private static final int AUTOMOD = 200_000;
    private static final int HARMFUL_LINK = 240_000;

    @SuppressWarnings("NullAway.Init")
    private Lines lines;

    @BeforeEach
    void fifteenUnlockIt() {
        lines = new Lines();
        List<AchievementUnlocks.Unlock> rows = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            rows.add(new AchievementUnlocks.Unlock("Player" + i, null, bench.clock.instant(), true));
        }
        bench.site.achievement(9, 15, 15, rows);
    }

    @AfterEach
    void clear() {
        bench.discord.faults().clear();
        lines.close();
    }

    private DiscordFaultOrder edits() {
        return bench.discord.faults().at(RestFilter.request("PATCH", "/webhooks/.+"));
    }

    private DiscordFaultOrder followUps() {
        return bench.discord.faults().at(RestFilter.request("POST", "/webhooks/.+"));
    }

    private Interaction unlocks() {
        return bench.slash(bench.ann, "unlocks achievement", Map.of("achievement", "9"));
    }

    /** The methods of the later answers, in order. */
    private List<String> requestsOf(Interaction interaction) {
        return bench.discord.wire().entries().stream()
                .filter(entry ->
                        entry.path().startsWith("/webhooks/") && entry.path().contains(interaction.token()))
                .map(entry -> entry.method() + " " + entry.status())
                .toList();
    }

    private void awaitRequestsOf(Interaction interaction, String... requests) {
        // A request is logged a moment after its effect is visible.
        await().atMost(CommandBench.SOON)
                .untilAsserted(() -> assertThat(requestsOf(interaction)).containsExactly(requests));
    }

    @Test
    void aPublicAnswerRefusedByAutoModIsWithdrawnAndExplainedPrivately() {
        edits().refusal(400, AUTOMOD);

        Interaction interaction = unlocks();

        Message said = interaction.awaitFollowUp(CommandBench.SOON);
        assertThat(said.ephemeral()).isTrue();
        assertThat(said.content()).contains("AutoMod");
        assertThat(interaction.originalDeleted()).isTrue();
        awaitRequestsOf(interaction, "PATCH 400", "DELETE 204", "POST 200");
        assertThat(lines.worseThanInfo())
                .singleElement()
                .asString()
                .startsWith("WARN /unlocks achievement couldn't be answered:")
                .contains("200000");
    }

    @Test
    void aPublicAnswerRefusedByDiscordItselfIsWithdrawnAndExplainedPrivately() {
        edits().refusal(400, HARMFUL_LINK);

        Message said = unlocks().awaitFollowUp(CommandBench.SOON);

        assertThat(said.ephemeral()).isTrue();
        assertThat(said.content()).contains("Discord rejected my answer").doesNotContain("AutoMod");
    }

    @Test
    void anImmediateAnswersRefusalIsExplainedToo() {
        bench.registered(bench.ann, "AnnPlays");
        edits().refusal(400, AUTOMOD);
        bench.discord.faults().at(RestFilter.callbacks().holding("AnnPlays")).refusal(400, AUTOMOD);

        Message said = bench.slash(bench.ann, "players", Map.of()).awaitFollowUp(CommandBench.SOON);

        assertThat(said.ephemeral()).isTrue();
        assertThat(said.content()).contains("AutoMod");
    }

    @Test
    void aRefusedPrivateAnswerIsReplacedByAPlainSentence() {
        bench.site.player("AnnPlays");
        edits().times(1).refusal(400, AUTOMOD);

        Message answer = bench.ask(bench.ann, "register", Map.of("username", "AnnPlays"));

        assertThat(answer.ephemeral()).isTrue();
        assertThat(answer.content()).contains("AutoMod");
        assertThat(lines.worseThanInfo()).hasSize(1);
    }

    @Test
    void aPrivateAnswerRefusedEvenInPlainWordsIsWithdrawn() {
        bench.site.player("AnnPlays");
        edits().refusal(400, AUTOMOD);

        Interaction interaction = bench.slash(bench.ann, "register", Map.of("username", "AnnPlays"));

        interaction.await(CommandBench.SOON, "a deletion", Interaction::originalDeleted);
        awaitRequestsOf(interaction, "PATCH 400", "PATCH 400", "DELETE 204");
    }

    @Test
    void aRefusedSentenceIsReplacedByPlainWordsOrGivenUpInOneLine() {
        followUps().times(1).refusal(400, AUTOMOD);
        Interaction once = bench.slash(bench.ann, "unlocks achievement", Map.of("achievement", "404"));
        assertThat(once.awaitFollowUp(CommandBench.SOON).content()).contains("AutoMod");
        awaitRequestsOf(once, "DELETE 204", "POST 400", "POST 200");

        followUps().refusal(400, AUTOMOD);
        Interaction never = bench.slash(bench.ann, "unlocks achievement", Map.of("achievement", "405"));
        awaitRequestsOf(never, "DELETE 204", "POST 400", "POST 400");
        assertThat(never.originalDeleted()).isTrue();
        await().atMost(CommandBench.SOON)
                .untilAsserted(() -> assertThat(refusals()).hasSize(3));
        assertThat(refusals()).allMatch(line -> line.startsWith("WARN /unlocks achievement"));
    }

    /** Without late log lines from another test's answer. */
    private List<String> refusals() {
        return lines.worseThanInfo().stream()
                .filter(line -> line.contains(Integer.toString(AUTOMOD)))
                .toList();
    }

    @Test
    void anExplanationThatIsRefusedTooIsNotRepeated() {
        edits().refusal(400, AUTOMOD);
        followUps().refusal(400, AUTOMOD);

        Interaction interaction = unlocks();

        awaitRequestsOf(interaction, "PATCH 400", "DELETE 204", "POST 400");
        await().atMost(CommandBench.SOON)
                .untilAsserted(() -> assertThat(refusals()).hasSize(2));
    }

    @Test
    void answersAreRetriedUntilDiscordAcceptsThem() {
        edits().times(3).status(500);

        Interaction interaction = unlocks();

        assertThat(interaction.awaitAnswer(CommandBench.SOON).embeds()).hasSize(1);
        awaitRequestsOf(interaction, "PATCH 500", "PATCH 500", "PATCH 500", "PATCH 200");
        assertThat(lines.worseThanInfo()).isEmpty();
    }

    @Test
    void theDeletionAndTheSentenceAfterItAreRetriedToo() {
        bench.discord
                .faults()
                .at(RestFilter.request("DELETE", "/webhooks/.+"))
                .times(1)
                .status(500);
        followUps().times(1).status(500);

        Interaction interaction = bench.slash(bench.ann, "unlocks achievement", Map.of("achievement", "404"));

        assertThat(interaction.awaitFollowUp(CommandBench.SOON).content()).contains("no achievement 404");
        awaitRequestsOf(interaction, "DELETE 500", "DELETE 204", "POST 500", "POST 200");
    }

    @Test
    void aDoubtfulFirstAnswerIsFollowedUpAllTheSame() {
        bench.discord.faults().at(RestFilter.callbacks()).times(1).statusAfterTheWork(500);

        Message answer = unlocks().awaitAnswer(CommandBench.SOON);

        assertThat(answer.embeds()).hasSize(1);
    }

    @Test
    void aRefusedPageLeavesTheListAndIsExplainedPrivately() {
        Message list = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));
        edits().refusal(400, AUTOMOD);

        Message said =
                bench.discord.interactions().click(list.id(), bench.ann, "Next").awaitFollowUp(CommandBench.SOON);

        assertThat(said.ephemeral()).isTrue();
        assertThat(said.content()).contains("AutoMod");
        assertThat(bench.discord.channels().messages(bench.channel))
                .filteredOn(message -> message.id() == list.id())
                .allMatch(message -> message.embeds().equals(list.embeds()));
    }

    @Test
    void refusedSuggestionsAreOneLine() {
        bench.discord.faults().at(RestFilter.callbacks()).refusal(400, AUTOMOD);

        bench.discord.interactions().autocomplete(bench.channel, bench.ann, "unlocks player", "player", "A", Map.of());

        await().atMost(CommandBench.SOON)
                .untilAsserted(() -> assertThat(lines.worseThanInfo())
                        .singleElement()
                        .asString()
                        .startsWith("WARN completing /unlocks player couldn't be answered:"));
    }
}
