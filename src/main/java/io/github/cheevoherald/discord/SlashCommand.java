package io.github.cheevoherald.discord;

import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** A slash command with its subcommands. It is called in servers only and may block for a moment. */
public interface SlashCommand {

    /** The definition to register. Button ids start with its name. */
    SlashCommandData definition();

    /** Called when somebody uses the command. */
    void onCommand(SlashCommandInteractionEvent event);

    /** Called while somebody types an option of the command. */
    default void onAutoComplete(CommandAutoCompleteInteractionEvent event) {
        event.replyChoices().queue();
    }

    /** Called for a button whose id starts with the command's name and a dot or a colon; the rest is unchecked. */
    default void onButton(ButtonInteractionEvent event) {
        event.deferEdit().queue();
    }
}
