package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.util.Locale;

/** Says, in one sentence each, why there is no answer and what to do. */
final class OutcomeSentences {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REASON = 250;

    private final Words words;

    OutcomeSentences(Words words) {
        this.words = words;
    }

    /**
     * The refusal for an outcome that is not {@link Outcome.Found}.
     *
     * @param asked the name or id that was asked for
     */
    CommandAnswer.Refused of(Outcome<?> outcome, String asked) {
        return new CommandAnswer.Refused(sentence(outcome, asked));
    }

    private String sentence(Outcome<?> outcome, String asked) {
        if (outcome instanceof Outcome.Missing<?> missing) {
            return missing(missing.thing(), asked);
        }
        if (outcome instanceof Outcome.Throttled<?> throttled) {
            return throttled(throttled);
        }
        if (outcome instanceof Outcome.Forbidden<?> forbidden) {
            return words.say("refused.forbidden", "reason", Markdown.escapeAndCut(forbidden.reason(), LONGEST_REASON));
        }
        return words.say(outcome instanceof Outcome.RefusedKey<?> ? "refused.key" : "refused.unavailable");
    }

    String missing(Outcome.Thing thing, String asked) {
        return words.say("refused.missing." + name(thing), "asked", Markdown.escapeAndCut(asked, LONGEST_NAME));
    }

    String throttled(Outcome.Throttled<?> throttled) {
        return words.say("refused.throttled." + name(throttled.by()), "seconds", seconds(throttled.delay()));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long seconds(Duration delay) {
        return Math.max(1, (delay.toMillis() + 999) / 1000);
    }
}
