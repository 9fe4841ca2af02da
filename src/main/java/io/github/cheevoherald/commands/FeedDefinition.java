package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.FeedTastes;
import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.words.Words;
import java.util.List;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/** {@code /feed} as it is registered, with all its subcommands. */
final class FeedDefinition {
    static final int MAX_POINTS = 1_000_000;
    static final int MAX_NAME = 200;

    private final List<String> kinds;
    private final KindNames kindNames;
    private final Words words;

    FeedDefinition(List<String> kinds, Words words) {
        this.kinds = kinds;
        this.kindNames = new KindNames(words);
        this.words = words;
    }

    SlashCommandData command() {
        return Commands.slash("feed", words.say("feed.description"))
                .setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER))
                .addSubcommands(
                        sub("set").addOptions(channel(), kind("feed.set.kind")),
                        sub("status"),
                        sub("test").addOptions(kind("feed.test.kind")),
                        sub("preview").addOptions(kind("feed.test.kind")),
                        filter(),
                        sub("style").addOptions(style()),
                        sub("mention").addOptions(option(OptionType.ROLE, "mention", "role"), kind("feed.only.kind")),
                        sub("publish")
                                .addOptions(
                                        option(OptionType.BOOLEAN, "publish", "on")
                                                .setRequired(true),
                                        kind("feed.only.kind")),
                        face(),
                        sub("off").addOptions(kind("feed.off.kind")));
    }

    private SubcommandData sub(String name) {
        return new SubcommandData(name, words.say("feed." + name + ".description"));
    }

    private OptionData option(OptionType type, String subcommand, String name) {
        return new OptionData(type, name, words.say("feed." + subcommand + "." + name));
    }

    private OptionData channel() {
        return option(OptionType.CHANNEL, "set", "channel")
                .setRequired(true)
                .setChannelTypes(
                        ChannelType.TEXT,
                        ChannelType.NEWS,
                        ChannelType.GUILD_PUBLIC_THREAD,
                        ChannelType.GUILD_PRIVATE_THREAD,
                        ChannelType.GUILD_NEWS_THREAD);
    }

    private SubcommandData filter() {
        return sub("filter")
                .addOptions(
                        option(OptionType.INTEGER, "filter", "minimum-points").setRequiredRange(0, MAX_POINTS),
                        option(OptionType.NUMBER, "filter", "maximum-rarity").setRequiredRange(0, 100),
                        option(OptionType.BOOLEAN, "filter", "hardcore-only"),
                        option(OptionType.STRING, "filter", "leave-out").setRequiredLength(1, MAX_NAME),
                        option(OptionType.BOOLEAN, "filter", "clear"),
                        kind("feed.only.kind"));
    }

    private OptionData style() {
        OptionData style = option(OptionType.STRING, "style", "style").setRequired(true);
        FeedTastes.STYLES.forEach(name -> style.addChoice(words.say("style." + name), name));
        return style;
    }

    private SubcommandData face() {
        return sub("face")
                .addOptions(
                        option(OptionType.STRING, "face", "nickname").setRequiredLength(1, Member.MAX_NICKNAME_LENGTH),
                        option(OptionType.ATTACHMENT, "face", "picture"),
                        option(OptionType.BOOLEAN, "face", "clear"));
    }

    private OptionData kind(String description) {
        OptionData option = new OptionData(OptionType.STRING, "kind", words.say(description));
        kinds.forEach(kind -> option.addChoice(kindNames.title(List.of(kind)), kind));
        return option;
    }
}
