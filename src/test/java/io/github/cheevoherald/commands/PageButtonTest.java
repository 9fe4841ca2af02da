package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.words.Words;
import java.util.List;
import net.dv8tion.jda.api.components.buttons.Button;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Apart
final class PageButtonTest {
    private static final Words WORDS = Words.english();

    @Property
    void parsesWhatItWrites(@ForAll @IntRange(max = 999_999) int page, @ForAll @LongRange(min = 0) long caller) {
        PageButton button = new PageButton("unlocks.player", page, caller, List.of(KnownSite.ulid("Ann"), "20160"));

        assertThat(PageButton.parse(button.id())).contains(button);
        assertThat(button.id().length()).isLessThanOrEqualTo(Button.ID_MAX_LENGTH);
    }

    @Property
    void acceptsAnyString(@ForAll String id) {
        assertThatCode(() -> PageButton.parse(id)).doesNotThrowAnyException();
        assertThatCode(() -> PageButton.parse("players:0:" + id)).doesNotThrowAnyException();
    }

    @Example
    void disablesTheButtonsAtBothEnds() {
        PageButton here = new PageButton("players", 0, 5, List.of());

        assertThat(Paging.buttons(WORDS, here, false)).isEmpty();
        assertThat(Paging.buttons(WORDS, here, true))
                .extracting(Button::getLabel, Button::isDisabled, Button::getCustomId)
                .containsExactly(tuple("Previous", true, "players:-1:5"), tuple("Next", false, "players:1:5"));
        assertThat(Paging.buttons(WORDS, here.to(3), false))
                .extracting(Button::isDisabled)
                .containsExactly(false, true);
    }
}
