package io.github.cheevoherald.commands;

import io.github.cheevoherald.lookups.PlayerUnlocks;
import io.github.cheevoherald.lookups.UnlockLookup;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.players.Registration;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/** {@code /unlocks player}: a player's recent unlocks. */
final class UnlocksOfPlayer {
    static final String NAME = "player";

    private static final String LIST = "unlocks.player";
    private static final int MAX_INPUT = 100;
    private static final int ULID_LENGTH = 26;
    private static final int MAX_MINUTES = 20_160;
    private static final int DEFAULT_MINUTES = 1440;
    private static final Pattern MINUTES = Pattern.compile("[0-9]{1,5}");

    private final UnlockLookup lookup;
    private final Players players;
    private final Responder responder;
    private final Formatting formatting;
    private final PageAddress addresses;
    private final Words words;
    private final OutcomeSentences outcomeSentences;

    UnlocksOfPlayer(UnlockLookup lookup, Players players, Responder responder, Formatting formatting) {
        this.lookup = lookup;
        this.players = players;
        this.responder = responder;
        this.formatting = formatting;
        this.addresses = new PageAddress(formatting.links());
        this.words = formatting.words();
        this.outcomeSentences = new OutcomeSentences(words);
    }

    SubcommandData definition() {
        return new SubcommandData(NAME, words.say("unlocks.player.description"))
                .addOptions(
                        new OptionData(OptionType.STRING, "player", words.say("unlocks.player.player"))
                                .setMaxLength(MAX_INPUT)
                                .setAutoComplete(true),
                        new OptionData(OptionType.INTEGER, "minutes", words.say("unlocks.player.minutes"))
                                .setRequiredRange(1, MAX_MINUTES));
    }

    void onCommand(SlashCommandInteractionEvent event) {
        long guildId = CallerRights.guildId(event);
        long callerId = CallerRights.callerId(event);
        String given = addresses.playerName(event.getOption("player", "", OptionMapping::getAsString));
        long minutes = event.getOption("minutes", (long) DEFAULT_MINUTES, OptionMapping::getAsLong);
        Optional<Registered> registered =
                given.isEmpty() ? players.ofMember(guildId, callerId) : players.named(guildId, given);
        if (given.isEmpty() && registered.isEmpty()) {
            responder.sayPrivately(event, words.say("unlocks.player.not-registered"));
        } else if (registered.isEmpty() && !Registration.isPossibleName(given)) {
            responder.sayPrivately(event, words.say("refused.impossible-name"));
        } else if (minutes < 1 || minutes > MAX_MINUTES) {
            responder.sayPrivately(event, words.say("unlocks.player.bad-minutes", "max", MAX_MINUTES));
        } else {
            String who = registered.map(link -> link.player().ulid()).orElse(given);
            PageButton first = new PageButton(LIST, 0, callerId, List.of(who, Long.toString(minutes)));
            responder.inPublic(event, () -> answer(Requester.command(callerId), guildId, first));
        }
    }

    /** The work for a pressed button; empty if it isn't one of this list. */
    Optional<Supplier<CommandAnswer>> turned(long guildId, PageButton button) {
        List<String> arguments = button.arguments();
        if (!button.list().equals(LIST)
                || arguments.size() != 2
                || !Registration.isPossibleName(arguments.get(0))
                || !MINUTES.matcher(arguments.get(1)).matches()) {
            return Optional.empty();
        }
        int minutes = Integer.parseInt(arguments.get(1));
        return minutes < 1 || minutes > MAX_MINUTES
                ? Optional.empty()
                : Optional.of(() -> answer(Requester.pageTurn(button.callerId()), guildId, button));
    }

    private CommandAnswer answer(Requester requester, long guildId, PageButton button) {
        String who = button.arguments().get(0);
        int minutes = Integer.parseInt(button.arguments().get(1));
        Optional<Registered> registered = players.named(guildId, who);
        Outcome<PlayerUnlocks> outcome = lookup.ofPlayer(requester, who, minutes);
        String shownName = registered.map(link -> link.player().name()).orElse(who);
        return outcomeSentences.answer(outcome, shownName, unlocks -> {
            boolean isKnown =
                    registered.isPresent() && registered.get().player().goneSince() == null;
            if (isKnown || (!unlocks.unlocks().isEmpty() && who.length() != ULID_LENGTH)) {
                return new UnlocksOfPlayerPage(formatting).page(shownName, registered.orElse(null), unlocks, button);
            }
            // Only the profile distinguishes a quiet player from one who doesn't exist, and turns a ULID into a name.
            return outcomeSentences.answer(
                    lookup.profile(requester, who),
                    shownName,
                    profile -> new UnlocksOfPlayerPage(formatting)
                            .page(profile.name(), registered.orElse(null), unlocks, button));
        });
    }
}
