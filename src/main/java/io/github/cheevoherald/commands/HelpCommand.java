package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.CommandMentions;
import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.words.Words;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** {@code /help}: what the bot does, and every command the caller may use. */
final class HelpCommand implements SlashCommand {
    private final CommandMentions mentions;
    private final Responder responder;
    private final Words words;

    HelpCommand(CommandMentions mentions, Responder responder, Words words) {
        this.mentions = mentions;
        this.responder = responder;
        this.words = words;
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash("help", words.say("help.description"));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        EmbedBuilder embed =
                Formatting.embed(Formatting.GOLD, words.say("help.title"), null).setDescription(words.say("help.what"));
        add(embed, "help.everyone.title", "help.everyone");
        add(embed, "help.privacy.title", "help.privacy");
        add(embed, "help.unlocks.title", "help.unlocks");
        add(embed, "help.tickets.title", "help.tickets");
        if (CallerRights.mayManage(event)) {
            add(embed, "help.admins.title", "help.admins");
        }
        responder.showPrivately(event, CommandAnswer.embeds(embed.build()).message());
    }

    private void add(EmbedBuilder embed, String title, String commands) {
        embed.addField(words.say(title), mentions.in(words.say(commands)), false);
    }
}
