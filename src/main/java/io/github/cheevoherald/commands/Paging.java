package io.github.cheevoherald.commands;

import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;

/** Makes the two buttons below a list and handles clicks on them. */
final class Paging {
    /** Tells somebody else that the list is the caller's. */
    static final String STRANGER = "page.stranger";

    private final Responder responder;
    private final Words words;

    Paging(Responder responder, Words words) {
        this.responder = responder;
        this.words = words;
    }

    /** Both buttons, or none if there is only one page. */
    static List<Button> buttons(Words words, PageButton here, boolean hasNext) {
        boolean isFirst = here.page() == 0;
        if (isFirst && !hasNext) {
            return List.of();
        }
        return List.of(
                Button.secondary(here.to(here.page() - 1).id(), words.say("page.previous"))
                        .withDisabled(isFirst),
                Button.secondary(here.to(here.page() + 1).id(), words.say("page.next"))
                        .withDisabled(!hasNext));
    }

    /**
     * Turns the page for the caller of the list, and tells everyone else, in the words {@code stranger}, that it isn't
     * theirs. {@code pages} finds the work for a button; empty if there is no such button.
     */
    void turn(
            ButtonInteractionEvent event,
            String stranger,
            Function<PageButton, Optional<Supplier<CommandAnswer>>> pages) {
        Optional<PageButton> button = PageButton.parse(event.getComponentId());
        if (button.isEmpty()) {
            responder.sayPrivately(event, words.say("page.unknown"));
            return;
        }
        if (button.get().callerId() != event.getUser().getIdLong()) {
            String caller = Long.toString(button.get().callerId());
            responder.sayPrivately(event, words.say(stranger, "caller", caller));
            return;
        }
        pages.apply(button.get())
                .ifPresentOrElse(
                        work -> responder.turnPage(event, work),
                        () -> responder.sayPrivately(event, words.say("page.unknown")));
    }
}
