package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.events.EventHolders;
import io.github.cheevoherald.lookups.EventLookup;
import io.github.cheevoherald.lookups.RunningEvents;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** {@code /aotw}: the achievement of the week and the other running events, and who of the server has them. */
final class AotwCommand implements SlashCommand {
    private static final String NAME = "aotw";

    private final EventLookup lookup;
    private final EventHolders holders;
    private final Responder responder;
    private final Formatting formatting;
    private final Words words;
    private final Paging paging;

    AotwCommand(EventLookup lookup, EventHolders holders, Responder responder, Formatting formatting) {
        this.lookup = lookup;
        this.holders = holders;
        this.responder = responder;
        this.formatting = formatting;
        this.words = formatting.words();
        this.paging = new Paging(responder, words);
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash(NAME, words.say("aotw.description"));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        long callerId = CallerRights.callerId(event);
        long guildId = CallerRights.guildId(event);
        PageButton first = new PageButton(NAME, 0, callerId, List.of());
        responder.inPrivate(event, () -> answer(Requester.command(callerId), guildId, first));
    }

    @Override
    public void onButton(ButtonInteractionEvent event) {
        long guildId = CallerRights.guildId(event);
        paging.turn(event, Paging.STRANGER, button -> turned(guildId, button));
    }

    private Optional<Supplier<CommandAnswer>> turned(long guildId, PageButton button) {
        return button.list().equals(NAME) && button.arguments().isEmpty()
                ? Optional.of(() -> answer(Requester.pageTurn(button.callerId()), guildId, button))
                : Optional.empty();
    }

    private CommandAnswer answer(Requester requester, long guildId, PageButton button) {
        return new OutcomeSentences(words)
                .answer(lookup.running(requester), "", running -> page(requester, guildId, running, button));
    }

    private CommandAnswer page(Requester requester, long guildId, RunningEvents running, PageButton button) {
        Slice<RunningEvents.Entry> slice = Slice.of(running.entries(), button.page(), RunningEventsPage.PER_PAGE);
        List<RunningEvents.Entry> entries = lookup.withGames(requester, slice.rows());
        RunningEventsPage page =
                new RunningEventsPage(formatting, running.entries().size());
        for (RunningEvents.Entry entry : entries) {
            page.add(
                    entry,
                    holders.of(
                            guildId,
                            new EventHolders.Wanted(
                                    entry.achievementId(), entry.copyId(), entry.from(), entry.until())));
        }
        return formatting.page(page.embed(), slice, button);
    }
}
