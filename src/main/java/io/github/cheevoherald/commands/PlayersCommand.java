package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.players.Players;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** {@code /players}: who is registered in the server. */
final class PlayersCommand implements SlashCommand {
    private static final String NAME = "players";

    private final Players players;
    private final Responder responder;
    private final Formatting formatting;
    private final Clock clock;
    private final UnaryOperator<Instant> shown;
    private final SilentPlayers silent;
    private final Paging paging;

    /** @param shown converts our own time to the one that readers' apps compare with their own */
    PlayersCommand(
            Players players,
            Responder responder,
            Formatting formatting,
            Clock clock,
            UnaryOperator<Instant> shown,
            SilentPlayers silent) {
        this.players = players;
        this.responder = responder;
        this.formatting = formatting;
        this.clock = clock;
        this.shown = shown;
        this.silent = silent;
        this.paging = new Paging(responder, formatting.words());
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash(NAME, formatting.words().say("players.description"));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        PageButton first = new PageButton(NAME, 0, CallerRights.callerId(event), List.of());
        long guildId = CallerRights.guildId(event);
        responder.inPublic(event, () -> page(guildId, first));
    }

    @Override
    public void onButton(ButtonInteractionEvent event) {
        long guildId = CallerRights.guildId(event);
        paging.turn(
                event,
                Paging.STRANGER,
                button -> isOurs(button) ? Optional.of(() -> page(guildId, button)) : Optional.empty());
    }

    private static boolean isOurs(PageButton button) {
        return button.list().equals(NAME) && button.arguments().isEmpty();
    }

    private CommandAnswer page(long guildId, PageButton button) {
        PlayersPage.Time time = new PlayersPage.Time(clock.instant(), shown);
        PlayersPage.Everybody everybody = new PlayersPage.Everybody(
                players.inGuild(guildId), players.pendingInGuild(guildId), silent.sinceAnswered());
        return new PlayersPage(formatting, time, everybody).page(button);
    }
}
