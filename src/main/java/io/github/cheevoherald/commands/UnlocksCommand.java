package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.words.Words;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** {@code /unlocks}: a player's recent unlocks, or the players who unlocked an achievement. */
final class UnlocksCommand implements SlashCommand {
    private final Players players;
    private final Words words;
    private final UnlocksOfPlayer ofPlayer;
    private final UnlocksOfAchievement ofAchievement;
    private final Paging paging;

    UnlocksCommand(
            Players players,
            UnlocksOfPlayer ofPlayer,
            UnlocksOfAchievement ofAchievement,
            Responder responder,
            Words words) {
        this.players = players;
        this.words = words;
        this.ofPlayer = ofPlayer;
        this.ofAchievement = ofAchievement;
        this.paging = new Paging(responder, words);
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash("unlocks", words.say("unlocks.description"))
                .addSubcommands(ofPlayer.definition(), ofAchievement.definition());
    }

    @Override
    public void onAutoComplete(CommandAutoCompleteInteractionEvent event) {
        var names = players.inGuild(CallerRights.guildId(event)).stream()
                .map(link -> link.player().name());
        event.replyChoices(PlayerNameChoices.choices(
                        names, event.getFocusedOption().getValue()))
                .queue(done -> {}, Responder.logging(event));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        if (UnlocksOfPlayer.NAME.equals(event.getSubcommandName())) {
            ofPlayer.onCommand(event);
        } else {
            ofAchievement.onCommand(event);
        }
    }

    @Override
    public void onButton(ButtonInteractionEvent event) {
        long guildId = CallerRights.guildId(event);
        paging.turn(
                event,
                Paging.STRANGER,
                button -> ofPlayer.turned(guildId, button).or(() -> ofAchievement.turned(guildId, button)));
    }
}
