package io.github.cheevoherald.sandbox.discord;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A person's use of the bot, and how the bot answers it. */
public final class Interaction {
    /** How far the bot's answer has got. */
    public enum Progress {
        /** No answer yet; Discord gives up after three seconds. */
        WAITING,
        /** "The application did not respond". */
        FAILED,
        /** The bot is thinking, or is about to change the button's message. */
        DEFERRED,
        /** There is an answer. */
        ANSWERED
    }

    private final State world;
    private final InteractionState state;

    Interaction(State world, InteractionState state) {
        this.world = world;
        this.state = state;
    }

    /** The interaction's id. */
    public long id() {
        return state.id();
    }

    /** The token by which the bot answers. */
    public String token() {
        return state.token();
    }

    /** The progress of the answer. */
    public Progress progress() {
        return world.locked(() -> {
            if (state.answered()) {
                return Progress.ANSWERED;
            }
            if (state.callback() != 0) {
                return Progress.DEFERRED;
            }
            return state.tooLate(world.clock().instant()) ? Progress.FAILED : Progress.WAITING;
        });
    }

    /** Discord's number for the type of the first answer, or 0 if there is none. */
    public int callback() {
        return world.locked(() -> state.callback());
    }

    /** The first answer, thinking or not; for a button that changes its message, that message. */
    public Optional<Message> original() {
        return world.locked(() -> Optional.ofNullable(state.original()).map(Message::of));
    }

    /** Whether the bot deleted its first answer. */
    public boolean originalDeleted() {
        return world.locked(() -> state.originalDeleted());
    }

    /** The messages after the first answer, oldest first. */
    public List<Message> followUps() {
        return world.locked(() -> state.followUps().stream().map(Message::of).toList());
    }

    /** The suggestions, for autocompletion. */
    public List<Choice> choices() {
        return world.locked(() -> List.copyOf(state.choices()));
    }

    /** The message that answered last, if any. */
    public Optional<Message> answer() {
        return world.locked(() -> Optional.ofNullable(state.latest()).map(Message::of));
    }

    /** Waits for a real answer, not just "thinking". */
    public Message awaitAnswer(Duration limit) {
        await(limit, "an answer", interaction -> interaction.answer().isPresent());
        return answer().orElseThrow();
    }

    /** Waits for a message after the first answer. */
    public Message awaitFollowUp(Duration limit) {
        await(limit, "a follow-up", interaction -> !interaction.followUps().isEmpty());
        return followUps().get(0);
    }

    /** Waits for autocompletion's suggestions. */
    public List<Choice> awaitChoices(Duration limit) {
        await(limit, "suggestions", interaction -> interaction.progress() == Progress.ANSWERED);
        return choices();
    }

    /** Waits for any first answer, even a deferred one. */
    public void awaitAcknowledged(Duration limit) {
        await(limit, "an acknowledgement", interaction -> interaction.callback() != 0);
    }

    /** Whether there was any first answer in time; waits no longer than Discord would. */
    public boolean isAcknowledgedWithin(Duration limit) {
        return world.await(limit, () -> state.callback() != 0);
    }

    /** Waits until the condition holds; fails with a description of it. */
    public void await(Duration limit, String what, Predicate<Interaction> condition) {
        if (!world.await(limit, () -> condition.test(this))) {
            throw new IllegalStateException("no " + what + " within " + limit + ", only: " + progress() + ", callback "
                    + callback() + ", original " + original() + ", follow-ups " + followUps());
        }
    }
}
