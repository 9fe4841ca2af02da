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
    private final Replies replies;
    private final Look look;
    private final Clock clock;
    private final UnaryOperator<Instant> shown;
    private final Paging paging;

    /** @param shown a time of ours as readers are to see it */
    PlayersCommand(Players players, Replies replies, Look look, Clock clock, UnaryOperator<Instant> shown) {
        this.players = players;
        this.replies = replies;
        this.look = look;
        this.clock = clock;
        this.shown = shown;
        this.paging = new Paging(replies, look.words());
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash(NAME, look.words().say("players.description"));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        PageButton first = new PageButton(NAME, 0, Rights.callerId(event), List.of());
        long guildId = Rights.guildId(event);
        replies.inPublic(event, () -> page(guildId, first));
    }

    @Override
    public void onButton(ButtonInteractionEvent event) {
        long guildId = Rights.guildId(event);
        paging.turn(event, button -> isOurs(button) ? Optional.of(() -> page(guildId, button)) : Optional.empty());
    }

    private static boolean isOurs(PageButton button) {
        return button.list().equals(NAME) && button.arguments().isEmpty();
    }

    private Answer.Shown page(long guildId, PageButton button) {
        PlayersPage.Time time = new PlayersPage.Time(clock.instant(), shown);
        return PlayersPage.of(look, players.inGuild(guildId), players.pendingInGuild(guildId), time, button);
    }
}
