package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.words.Words;
import java.util.Objects;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/** {@code /feed}: the channel that receives the server's announcements. */
final class FeedCommand implements SlashCommand {
    private final Feeds feeds;
    private final FeedStatusAnswer status;
    private final FeedOff off;
    private final FeedTest test;
    private final Responder responder;
    private final Words words;

    FeedCommand(Feeds feeds, FeedStatusAnswer status, FeedOff off, FeedTest test, Responder responder, Words words) {
        this.feeds = feeds;
        this.status = status;
        this.off = off;
        this.test = test;
        this.responder = responder;
        this.words = words;
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash("feed", words.say("feed.description"))
                .setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER))
                .addSubcommands(
                        new SubcommandData("set", words.say("feed.set.description"))
                                .addOptions(new OptionData(
                                                OptionType.CHANNEL, "channel", words.say("feed.set.channel"), true)
                                        .setChannelTypes(ChannelType.TEXT, ChannelType.NEWS)),
                        new SubcommandData("status", words.say("feed.status.description")),
                        new SubcommandData("test", words.say("feed.test.description")),
                        new SubcommandData("off", words.say("feed.off.description")));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        if (!CallerRights.mayManage(event)) {
            responder.sayPrivately(event, words.say("refused.manage-server"));
            return;
        }
        long guildId = CallerRights.guildId(event);
        switch (Objects.requireNonNullElse(event.getSubcommandName(), "")) {
            case "set" -> set(event, guildId);
            case "off" -> responder.inPrivate(event, () -> off.ask(guildId, CallerRights.callerId(event)));
            case "test" -> responder.inPrivate(event, () -> test.answer(guildId, CallerRights.callerId(event)));
            default -> responder.inPrivate(event, () -> status.of(guildId));
        }
    }

    @Override
    public void onButton(ButtonInteractionEvent event) {
        if (CallerRights.mayManage(event)) {
            off.pressed(event);
        } else {
            responder.sayPrivately(event, words.say("refused.manage-server"));
        }
    }

    private void set(SlashCommandInteractionEvent event, long guildId) {
        long channelId = event.getOption("channel", 0L, OptionMapping::getAsLong);
        Optional<String> refusal = refusal(feeds.access(guildId, channelId), channelId);
        if (refusal.isPresent()) {
            responder.sayPrivately(event, refusal.get());
            return;
        }
        responder.inPrivate(event, () -> {
            boolean before = feeds.channel(guildId).orElse(0) == channelId;
            feeds.set(guildId, channelId);
            return CommandAnswer.text(
                    words.say(before ? "feed.set.again" : "feed.set.done", "channel", Long.toString(channelId)));
        });
    }

    private Optional<String> refusal(ChannelAccess access, long channelId) {
        return switch (access.kind()) {
            case USABLE -> Optional.empty();
            case MISSING ->
                Optional.of(words.say(
                        "feed.set.missing",
                        "channel",
                        Long.toString(channelId),
                        "permissions",
                        FeedStatusAnswer.permissions(words, access)));
            case WRONG_KIND -> Optional.of(words.say("feed.set.not-text"));
            case GONE -> Optional.of(words.say("feed.set.unknown-channel"));
            case NO_SERVER, NOT_KNOWN -> Optional.of(words.say("feed.set.unknown-server"));
        };
    }
}
