package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.players.PendingRegistration;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.words.Words;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.jspecify.annotations.Nullable;

/** {@code /unregister}: ends the caller's registration, or another member's. */
final class UnregisterCommand implements SlashCommand {
    private static final int MAX_INPUT = 100;
    private static final int MAX_NAME = 60;

    private final Players players;
    private final PageAddress addresses;
    private final Responder responder;
    private final Words words;

    UnregisterCommand(Players players, PageAddress addresses, Responder responder, Words words) {
        this.addresses = addresses;
        this.players = players;
        this.responder = responder;
        this.words = words;
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash("unregister", words.say("unregister.description"))
                .addOptions(
                        new OptionData(OptionType.USER, "member", words.say("unregister.member")),
                        new OptionData(OptionType.STRING, "player", words.say("unregister.player"))
                                .setMaxLength(MAX_INPUT)
                                .setAutoComplete(true));
    }

    @Override
    public void onAutoComplete(CommandAutoCompleteInteractionEvent event) {
        long guildId = CallerRights.guildId(event);
        Stream<String> names = Stream.concat(
                players.inGuild(guildId).stream().map(link -> link.player().name()),
                players.pendingInGuild(guildId).stream().map(PendingRegistration::username));
        event.replyChoices(PlayerNameChoices.choices(
                        names, event.getFocusedOption().getValue()))
                .queue(done -> {}, Responder.logging(event));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        OptionMapping member = event.getOption("member");
        OptionMapping player = event.getOption("player");
        if (member != null && player != null) {
            responder.sayPrivately(event, words.say("unregister.one-of-both"));
            return;
        }
        boolean mayManage = CallerRights.mayManage(event);
        if (!mayManage && isAboutAnother(event, member, player)) {
            responder.sayPrivately(event, words.say("refused.manage-server"));
            return;
        }
        responder.inPrivate(
                event,
                () -> player == null
                        ? unregisterMember(event, member == null ? CallerRights.callerId(event) : member.getAsLong())
                        : unregisterPlayer(event, addresses.playerName(player.getAsString())));
    }

    private boolean isAboutAnother(
            SlashCommandInteractionEvent event, @Nullable OptionMapping member, @Nullable OptionMapping player) {
        long callerId = CallerRights.callerId(event);
        if (player != null) {
            OptionalLong owner = owner(CallerRights.guildId(event), addresses.playerName(player.getAsString()));
            return owner.isEmpty() || owner.getAsLong() != callerId;
        }
        return member != null && member.getAsLong() != callerId;
    }

    private CommandAnswer unregisterMember(SlashCommandInteractionEvent event, long memberId) {
        long guildId = CallerRights.guildId(event);
        String name = players.ofMember(guildId, memberId)
                .map(link -> link.player().name())
                .or(() -> pendingName(guildId, memberId))
                .orElse("");
        boolean own = memberId == CallerRights.callerId(event);
        String member = Long.toString(memberId);
        if (!players.unregister(guildId, memberId)) {
            return CommandAnswer.refused(
                    own ? words.say("unregister.nothing") : words.say("unregister.nothing-other", "member", member));
        }
        return CommandAnswer.text(done(name, own, member));
    }

    private CommandAnswer unregisterPlayer(SlashCommandInteractionEvent event, String name) {
        OptionalLong owner = owner(CallerRights.guildId(event), name);
        return owner.isEmpty()
                ? CommandAnswer.refused(words.say("unregister.no-player", "player", shown(name)))
                : unregisterMember(event, owner.getAsLong());
    }

    private String done(String name, boolean own, String member) {
        return own
                ? words.say("unregister.done", "player", shown(name))
                : words.say("unregister.done-other", "player", shown(name), "member", member);
    }

    private OptionalLong owner(long guildId, String name) {
        Optional<Registered> linked = players.named(guildId, name);
        if (linked.isPresent()) {
            return OptionalLong.of(linked.get().memberId());
        }
        return players.pendingInGuild(guildId).stream()
                .filter(pending -> pending.username().equalsIgnoreCase(name.strip()))
                .mapToLong(PendingRegistration::memberId)
                .findFirst();
    }

    private Optional<String> pendingName(long guildId, long memberId) {
        return players.pendingInGuild(guildId).stream()
                .filter(pending -> pending.memberId() == memberId)
                .map(PendingRegistration::username)
                .findFirst();
    }

    private static String shown(String name) {
        return Markdown.escapeAndCut(name, MAX_NAME);
    }
}
