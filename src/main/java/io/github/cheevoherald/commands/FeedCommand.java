package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Objects;
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

/** {@code /feed}: the channels that receive the server's announcements, kind by kind. */
final class FeedCommand implements SlashCommand {
    private final Feeds feeds;
    private final FeedSet set;
    private final FeedStatusAnswer status;
    private final FeedOff off;
    private final FeedTest test;
    private final Responder responder;
    private final KindNames kindNames;
    private final Words words;

    FeedCommand(Feeds feeds, FeedStatusAnswer status, FeedOff off, FeedTest test, Responder responder, Words words) {
        this.feeds = feeds;
        this.set = new FeedSet(feeds, words);
        this.status = status;
        this.off = off;
        this.test = test;
        this.responder = responder;
        this.kindNames = new KindNames(words);
        this.words = words;
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash("feed", words.say("feed.description"))
                .setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER))
                .addSubcommands(
                        new SubcommandData("set", words.say("feed.set.description"))
                                .addOptions(
                                        new OptionData(
                                                        OptionType.CHANNEL,
                                                        "channel",
                                                        words.say("feed.set.channel"),
                                                        true)
                                                .setChannelTypes(
                                                        ChannelType.TEXT,
                                                        ChannelType.NEWS,
                                                        ChannelType.GUILD_PUBLIC_THREAD,
                                                        ChannelType.GUILD_PRIVATE_THREAD,
                                                        ChannelType.GUILD_NEWS_THREAD),
                                        kind("feed.set.kind")),
                        new SubcommandData("status", words.say("feed.status.description")),
                        new SubcommandData("test", words.say("feed.test.description"))
                                .addOptions(kind("feed.test.kind")),
                        new SubcommandData("off", words.say("feed.off.description")).addOptions(kind("feed.off.kind")));
    }

    private OptionData kind(String description) {
        OptionData option = new OptionData(OptionType.STRING, "kind", words.say(description));
        feeds.kinds().forEach(kind -> option.addChoice(kindNames.title(List.of(kind)), kind));
        return option;
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        if (!CallerRights.mayManage(event)) {
            responder.sayPrivately(event, words.say("refused.manage-server"));
            return;
        }
        long guildId = CallerRights.guildId(event);
        long callerId = CallerRights.callerId(event);
        String kind = event.getOption("kind", OptionMapping::getAsString);
        if (kind != null && !feeds.kinds().contains(kind)) {
            responder.sayPrivately(event, words.say("refused.unknown-command"));
            return;
        }
        switch (Objects.requireNonNullElse(event.getSubcommandName(), "")) {
            case "set" -> {
                long channelId = event.getOption("channel", 0L, OptionMapping::getAsLong);
                responder.inPrivate(event, () -> set.answer(guildId, kind, channelId));
            }
            case "off" -> responder.inPrivate(event, () -> off.ask(guildId, kind, callerId));
            case "test" -> responder.inPrivate(event, () -> test.answer(guildId, kind, callerId));
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
}
