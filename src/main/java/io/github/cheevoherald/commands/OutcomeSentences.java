package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** Turns the outcome of a lookup into an answer, or into a sentence that says why there is none and what to do. */
final class OutcomeSentences {
    private static final int MAX_NAME = 60;
    private static final int MAX_REASON = 250;

    private final Words words;

    OutcomeSentences(Words words) {
        this.words = words;
    }

    /** Shows what was found, or says why there is nothing to show for the requested name or id. */
    <T> CommandAnswer answer(Outcome<T> outcome, String asked, Function<T, ? extends CommandAnswer> show) {
        return outcome.fold(new Outcome.Cases<T, CommandAnswer>(
                found -> show.apply(found.value()),
                missing -> CommandAnswer.refused(missing(missing.thing(), asked)),
                refusedKey -> CommandAnswer.refused(words.say("refused.key")),
                throttled -> CommandAnswer.refused(throttled(throttled)),
                unavailable -> CommandAnswer.refused(words.say("refused.unavailable")),
                forbidden -> CommandAnswer.refused(forbidden(forbidden.reason())),
                malformed -> CommandAnswer.refused(words.say("refused.unavailable"))));
    }

    private String forbidden(String reason) {
        return words.say("refused.forbidden", "reason", Markdown.escapeAndCut(reason, MAX_REASON));
    }

    String missing(Outcome.Thing thing, String asked) {
        return words.say("refused.missing." + name(thing), "asked", Markdown.escapeAndCut(asked, MAX_NAME));
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
