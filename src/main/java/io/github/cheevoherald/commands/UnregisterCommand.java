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

/** {@code /unregister}: ends the caller's link, or another member's. */
final class UnregisterCommand implements SlashCommand {
    private static final int LONGEST_INPUT = 100;
    private static final int LONGEST_NAME = 60;

    private final Players players;
    private final PageAddress addresses;
    private final Replies replies;
    private final Words words;

    UnregisterCommand(Players players, PageAddress addresses, Replies replies, Words words) {
        this.addresses = addresses;
        this.players = players;
        this.replies = replies;
        this.words = words;
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash("unregister", words.say("unregister.description"))
                .addOptions(
                        new OptionData(OptionType.USER, "member", words.say("unregister.member")),
                        new OptionData(OptionType.STRING, "player", words.say("unregister.player"))
                                .setMaxLength(LONGEST_INPUT)
                                .setAutoComplete(true));
    }

    @Override
    public void onAutoComplete(CommandAutoCompleteInteractionEvent event) {
        long guildId = Rights.guildId(event);
        Stream<String> names = Stream.concat(
                players.inGuild(guildId).stream().map(link -> link.player().name()),
                players.pendingInGuild(guildId).stream().map(PendingRegistration::username));
        event.replyChoices(RosterNames.choices(names, event.getFocusedOption().getValue()))
                .queue(done -> {}, Replies.logged(event));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        OptionMapping member = event.getOption("member");
        OptionMapping player = event.getOption("player");
        if (member != null && player != null) {
            replies.sayPrivately(event, words.say("unregister.one-of-both"));
            return;
        }
        boolean mayManage = Rights.mayManage(event);
        if (!mayManage && isAboutAnother(event, member, player)) {
            replies.sayPrivately(event, words.say("refused.manage-server"));
            return;
        }
        replies.inPrivate(
                event,
                () -> player == null
                        ? unregisterMember(event, member == null ? Rights.callerId(event) : member.getAsLong())
                        : unregisterPlayer(event, addresses.playerName(player.getAsString())));
    }

    private boolean isAboutAnother(
            SlashCommandInteractionEvent event, @Nullable OptionMapping member, @Nullable OptionMapping player) {
        long callerId = Rights.callerId(event);
        if (player != null) {
            OptionalLong owner = owner(Rights.guildId(event), addresses.playerName(player.getAsString()));
            return owner.isEmpty() || owner.getAsLong() != callerId;
        }
        return member != null && member.getAsLong() != callerId;
    }

    private Answer unregisterMember(SlashCommandInteractionEvent event, long memberId) {
        long guildId = Rights.guildId(event);
        String name = players.ofMember(guildId, memberId)
                .map(link -> link.player().name())
                .or(() -> notedName(guildId, memberId))
                .orElse("");
        boolean own = memberId == Rights.callerId(event);
        String member = Long.toString(memberId);
        if (!players.unregister(guildId, memberId)) {
            return new Answer.Refused(
                    own ? words.say("unregister.nothing") : words.say("unregister.nothing-other", "member", member));
        }
        return Answer.said(done(name, own, member));
    }

    private Answer unregisterPlayer(SlashCommandInteractionEvent event, String name) {
        OptionalLong owner = owner(Rights.guildId(event), name);
        return owner.isEmpty()
                ? new Answer.Refused(words.say("unregister.no-player", "player", shown(name)))
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
                .filter(noted -> noted.username().equalsIgnoreCase(name.strip()))
                .mapToLong(PendingRegistration::memberId)
                .findFirst();
    }

    private Optional<String> notedName(long guildId, long memberId) {
        return players.pendingInGuild(guildId).stream()
                .filter(noted -> noted.memberId() == memberId)
                .map(PendingRegistration::username)
                .findFirst();
    }

    private static String shown(String name) {
        return Markdown.escapeAndCut(name, LONGEST_NAME);
    }
}
