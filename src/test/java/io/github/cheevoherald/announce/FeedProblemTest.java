package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.SendResult.Rule;
import io.github.cheevoherald.words.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FeedProblemTest {
    private final Words words = Words.english();

    @ParameterizedTest
    @EnumSource(Reason.class)
    void hasWordsForEachReason(Reason reason) {
        assertThat(FeedProblem.inWords(words, reason.name())).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void hasWordsForEachRule(Rule rule) {
        assertThat(FeedRefusals.problem(words, rule.name())).isNotBlank();
    }

    @Test
    void hasWordsForARuleOfAnotherVersion() {
        assertThat(FeedRefusals.problem(words, "SOMETHING_NEW")).contains("a reason I don't recognize");
        assertThat(FeedRefusals.problem(words, RefusedMessages.FORM)).contains("plain text");
    }

    @Test
    void hasWordsForAReasonOfAnotherVersion() {
        assertThat(FeedProblem.inWords(words, "SOMETHING_NEW")).contains("Discord won't let me post");
    }
}
