package io.github.cheevoherald.commands;

import io.github.cheevoherald.lookups.UnlockLookup;
import io.github.cheevoherald.lookups.UnlockersPage;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/** {@code /unlocks achievement}: the players who unlocked an achievement. */
final class UnlocksOfAchievement {
    private static final String LIST = "unlocks.achievement";

    private final UnlockLookup lookup;
    private final Players players;
    private final Responder responder;
    private final Formatting formatting;
    private final Words words;
    private final PageAddress addresses;

    UnlocksOfAchievement(UnlockLookup lookup, Players players, Responder responder, Formatting formatting) {
        this.lookup = lookup;
        this.players = players;
        this.responder = responder;
        this.formatting = formatting;
        this.words = formatting.words();
        this.addresses = new PageAddress(formatting.links());
    }

    SubcommandData definition() {
        return new SubcommandData("achievement", words.say("unlocks.achievement.description"))
                .addOption(OptionType.STRING, "achievement", words.say("option.achievement"), true);
    }

    void onCommand(SlashCommandInteractionEvent event) {
        String given = event.getOption("achievement", "", OptionMapping::getAsString);
        OptionalLong id = addresses.id(PageAddress.Kind.ACHIEVEMENT, given);
        if (id.isEmpty()) {
            responder.sayPrivately(event, words.say("refused.not-an-achievement"));
            return;
        }
        long guildId = CallerRights.guildId(event);
        long callerId = CallerRights.callerId(event);
        PageButton first = new PageButton(LIST, 0, callerId, List.of(Long.toString(id.getAsLong())));
        responder.inPublic(event, () -> answer(Requester.command(callerId), guildId, id.getAsLong(), first));
    }

    /** The work for a pressed button; empty if it isn't one of this list. */
    Optional<Supplier<CommandAnswer>> turned(long guildId, PageButton button) {
        if (!button.list().equals(LIST) || button.arguments().size() != 1) {
            return Optional.empty();
        }
        OptionalLong id =
                addresses.id(PageAddress.Kind.ACHIEVEMENT, button.arguments().get(0));
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(() -> answer(Requester.pageTurn(button.callerId()), guildId, id.getAsLong(), button));
    }

    private CommandAnswer answer(Requester requester, long guildId, long achievementId, PageButton button) {
        Outcome<UnlockersPage> outcome = lookup.ofAchievement(requester, achievementId, button.page());
        return new OutcomeSentences(words)
                .answer(
                        outcome,
                        Long.toString(achievementId),
                        page -> new UnlockersView(formatting, players.inGuild(guildId)).page(page, button));
    }
}
