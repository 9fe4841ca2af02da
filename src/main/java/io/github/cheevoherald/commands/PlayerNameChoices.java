package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;

/** Suggests a server's players while a name is typed. */
final class PlayerNameChoices {
    private static final int MAX_CHOICES = 25;

    private PlayerNameChoices() {}

    /** Names that contain the typed text; those that start with it come first. */
    static List<Choice> choices(Stream<String> names, String typed) {
        String start = typed.strip().toLowerCase(Locale.ROOT);
        List<String> fitting = names.distinct()
                .filter(name -> !name.isBlank() && name.length() <= Choice.MAX_STRING_VALUE_LENGTH)
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(start))
                .toList();
        return Stream.concat(
                        fitting.stream().filter(name -> startsWith(name, start)),
                        fitting.stream().filter(name -> !startsWith(name, start)))
                .limit(MAX_CHOICES)
                .map(name -> new Choice(Markdown.plain(name, Choice.MAX_NAME_LENGTH), name))
                .toList();
    }

    private static boolean startsWith(String name, String start) {
        return name.toLowerCase(Locale.ROOT).startsWith(start);
    }
}
