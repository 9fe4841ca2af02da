package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import org.junit.jupiter.api.Test;

final class PlayerNameChoicesTest {
    @Test
    void offersNoMoreThanDiscordAccepts() {
        assertThat(PlayerNameChoices.choices(IntStream.range(0, 100).mapToObj(i -> "Player" + i), ""))
                .hasSize(25);
        assertThat(PlayerNameChoices.choices(Stream.of("", " ", "x".repeat(300), "Ann"), ""))
                .extracting(Choice::getName)
                .containsExactly("Ann");
    }

    @Test
    void offersNamesThatStartWithTheTextFirst() {
        assertThat(PlayerNameChoices.choices(Stream.of("JoAnn", "Ben", "Anna", "ann", "ann"), " AN "))
                .extracting(Choice::getName)
                .containsExactly("Anna", "ann", "JoAnn");
    }
}
