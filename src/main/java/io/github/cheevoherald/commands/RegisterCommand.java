package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.players.Registration;
import io.github.cheevoherald.players.RegistrationResult;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.words.Words;
import java.util.OptionalLong;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.jspecify.annotations.Nullable;

/** {@code /register}: links the caller or another member to a player. */
final class RegisterCommand implements SlashCommand {
    private static final int MAX_INPUT = 100;

    private final Registration registration;
    private final Feeds feeds;
    private final PageAddress addresses;
    private final Responder responder;
    private final Words words;
    private final RegistrationSentences sentences;

    RegisterCommand(Registration registration, Feeds feeds, PageAddress addresses, Responder responder, Words words) {
        this.addresses = addresses;
        this.registration = registration;
        this.feeds = feeds;
        this.responder = responder;
        this.words = words;
        this.sentences = new RegistrationSentences(words);
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash("register", words.say("register.description"))
                .addOptions(
                        new OptionData(OptionType.STRING, "username", words.say("register.username"), true)
                                .setMaxLength(MAX_INPUT),
                        new OptionData(OptionType.USER, "member", words.say("register.member")));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        OptionMapping member = event.getOption("member");
        User subject = member == null ? event.getUser() : member.getAsUser();
        String username = addresses.playerName(event.getOption("username", "", OptionMapping::getAsString));
        String refusal = refusal(event, member, subject, username);
        if (refusal != null) {
            responder.sayPrivately(event, refusal);
            return;
        }
        boolean own = subject.equals(event.getUser());
        responder.inPrivate(event, () -> {
            Requester requester = Requester.command(CallerRights.callerId(event));
            long guildId = CallerRights.guildId(event);
            RegistrationResult result = registration.register(requester, guildId, subject.getIdLong(), username);
            OptionalLong feed = feeds.channelOfUnlocks(guildId);
            String sentence = sentences.of(result, own ? null : subject.getIdLong(), feed);
            return CommandAnswer.text(
                    feeds.on(guildId).isEmpty() && result.isRegistered()
                            ? sentence + "\n" + words.say("register.no-feed")
                            : sentence);
        });
    }

    private @Nullable String refusal(
            SlashCommandInteractionEvent event, @Nullable OptionMapping member, User subject, String username) {
        if (!subject.equals(event.getUser()) && !CallerRights.mayManage(event)) {
            return words.say("refused.manage-server");
        }
        if (member != null && member.getAsMember() == null) {
            return words.say("register.no-member");
        }
        if (subject.isBot()) {
            return words.say("register.bot");
        }
        return Registration.isPossibleName(username) ? null : words.say("register.impossible-name");
    }
}
