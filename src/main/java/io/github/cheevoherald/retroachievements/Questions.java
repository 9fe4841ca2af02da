package io.github.cheevoherald.retroachievements;

import java.util.function.Function;

/**
 * People's way to RetroAchievements: good answers are kept a minute, equal questions are asked once, and each member
 * has an allowance of questions a minute.
 */
public interface Questions {

    /**
     * Asks, or answers from what is known. Blocks as {@link RetroAchievements} does.
     *
     * @param key names the question: equal keys are equal questions
     */
    <T> Outcome<T> ask(Asker asker, String key, Function<RetroAchievements, Outcome<T>> question);
}
