package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.WeeklyAchievement;
import io.github.cheevoherald.sandbox.discord.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /aotw} where only the first API can be had; with both of them, see {@code EventsEndToEndTest}. */
final class AotwCommandTest extends OnTheBench {
    @BeforeEach
    void ofTheWeek() {
        bench.site.ofTheWeek = new WeeklyAchievement(
                44,
                "High *Jump*",
                "Jump @everyone",
                10,
                "00044",
                7,
                "Game *7*",
                "SNES",
                Instant.parse("2026-11-16T00:00:00Z"));
    }

    private static JsonNode embed(Message message) {
        return message.embeds().get(0);
    }

    private static String description(Message message) {
        return embed(message).path("description").asText();
    }

    private void unlocked(long member, String player, Instant date, boolean hardcore) {
        bench.registered(member, player);
        long id = bench.players
                .ofMember(bench.guild, member)
                .orElseThrow()
                .player()
                .id();
        bench.database.useTransaction(handle -> handle.execute(
                "INSERT INTO ledger (player_id, achievement_id, unlocked_at, hardcore, event) VALUES (?, 44, ?, ?, 0)",
                id,
                date.getEpochSecond(),
                hardcore ? 1 : 0));
    }

    @Test
    void showsTheAchievementAndWhoseUnlockCounts() {
        unlocked(bench.ann, "AnnPlays", Instant.parse("2026-11-17T00:00:00Z"), true);
        unlocked(bench.ben, "BenPlays", Instant.parse("2026-11-15T23:59:59Z"), true);

        Message answer = bench.ask(bench.ann, "aotw", Map.of());

        assertThat(answer.ephemeral()).isTrue();
        assertThat(embed(answer).path("title").asText()).isEqualTo("1 current event achievement");
        assertThat(embed(answer).path("thumbnail").path("url").asText())
                .isEqualTo("https://media.example/Badge/00044.png");
        assertThat(description(answer)).isEqualTo("""
                        **Achievement of the Week**
                        [High \\*Jump\\*](https://retroachievements.org/achievement/44) · 10 points · [Game \\*7\\*](https://retroachievements.org/game/7)
                        Jump \\@everyone
                        ✅ AnnPlays
                        ⭐ BenPlays (doesn't count for the event)""");
        assertThat(answer.components()).isEmpty();
    }

    @Test
    void goodAnswersAreKeptAMinuteAndFailuresAreNot() {
        bench.site.failure = new Outcome.Unavailable<>("no");
        assertThat(bench.refusal(bench.ann, "aotw", Map.of())).contains("isn't available right now");
        bench.site.failure = null;
        bench.ask(bench.ann, "aotw", Map.of());
        bench.ask(bench.ben, "aotw", Map.of());
        assertThat(bench.site.asked).containsExactly("of the week", "of the week");

        bench.clock.advance(Duration.ofSeconds(61));
        bench.ask(bench.ann, "aotw", Map.of());

        assertThat(bench.site.asked).hasSize(3);
    }

    @Test
    void saysWhenNothingRuns() {
        bench.site.ofTheWeek = null;

        Message answer = bench.ask(bench.ann, "aotw", Map.of());

        assertThat(embed(answer).path("title").asText()).isEqualTo("No current events");
        assertThat(description(answer)).isEqualTo("RetroAchievements has no events running at the moment.");
    }
}
