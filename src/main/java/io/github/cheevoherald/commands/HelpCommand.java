package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.words.Words;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** {@code /help}: what the bot does, and every command. */
final class HelpCommand implements SlashCommand {
    private final Replies replies;
    private final Words words;

    HelpCommand(Replies replies, Words words) {
        this.replies = replies;
        this.words = words;
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash("help", words.say("help.description"));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        EmbedBuilder embed = Look.embed(Look.GOLD, words.say("help.title"), null)
                .setDescription(words.say("help.what"))
                .addField(words.say("help.everyone.title"), words.say("help.everyone"), false)
                .addField(words.say("help.unlocks.title"), words.say("help.unlocks"), false)
                .addField(words.say("help.tickets.title"), words.say("help.tickets"), false)
                .addField(words.say("help.admins.title"), words.say("help.admins"), false);
        replies.showPrivately(event, Answer.shown(embed.build()).message());
    }
}
