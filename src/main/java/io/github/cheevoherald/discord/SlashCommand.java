package io.github.cheevoherald.discord;

import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** One slash command with all of its subcommands. It is called in servers only, and may block for a moment. */
public interface SlashCommand {

    /** How Discord is to offer the command; its name is also how its buttons find it. */
    SlashCommandData definition();

    /** Somebody uses the command. */
    void onCommand(SlashCommandInteractionEvent event);

    /** Somebody types an option of the command. */
    default void onAutoComplete(CommandAutoCompleteInteractionEvent event) {
        event.replyChoices().queue();
    }

    /** Somebody presses a button whose id starts with the command's name and a dot or a colon. The rest is anything. */
    default void onButton(ButtonInteractionEvent event) {
        event.deferEdit().queue();
    }
}
