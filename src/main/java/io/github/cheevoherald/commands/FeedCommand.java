package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.FilterChange;
import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.words.Words;
import java.util.Objects;
import java.util.function.Supplier;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.jspecify.annotations.Nullable;

/** {@code /feed}: what is announced in the server, where, and how it looks. */
final class FeedCommand implements SlashCommand {
    private final Feeds feeds;
    private final FeedSet set;
    private final FeedStatusAnswer status;
    private final FeedOff off;
    private final FeedTest test;
    private final FeedPreview preview;
    private final FeedFilter filter;
    private final FeedTasteAnswers taste;
    private final FeedFace face;
    private final Responder responder;
    private final Words words;

    FeedCommand(
            Feeds feeds,
            FeedStatusAnswer status,
            FeedOff off,
            FeedTest test,
            PageAddress addresses,
            Responder responder) {
        this.feeds = feeds;
        this.words = test.words();
        this.set = new FeedSet(feeds, test, words);
        this.status = status;
        this.off = off;
        this.test = test;
        this.preview = new FeedPreview(feeds, test, words);
        this.filter = new FeedFilter(feeds.tastes(), addresses, words);
        this.taste = new FeedTasteAnswers(feeds, words);
        this.face = new FeedFace(feeds.tastes(), words);
        this.responder = responder;
    }

    @Override
    public SlashCommandData definition() {
        return new FeedDefinition(feeds.kinds(), words).command();
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
        responder.inPrivate(event, answer(event, guildId, kind, callerId));
    }

    /** Reads the options now, and does the work later. */
    private Supplier<CommandAnswer> answer(
            SlashCommandInteractionEvent event, long guildId, @Nullable String kind, long callerId) {
        return switch (Objects.requireNonNullElse(event.getSubcommandName(), "")) {
            case "set" -> {
                long channelId = event.getOption("channel", 0L, OptionMapping::getAsLong);
                yield () -> set.answer(guildId, kind, channelId, callerId);
            }
            case "off" -> () -> off.ask(guildId, kind, callerId);
            case "test" -> () -> test.answer(guildId, kind, callerId);
            case "preview" -> () -> preview.answer(guildId, kind, callerId);
            case "filter", "style", "mention", "publish", "face" -> taste(event, guildId, kind);
            default -> () -> status.of(guildId);
        };
    }

    private Supplier<CommandAnswer> taste(SlashCommandInteractionEvent event, long guildId, @Nullable String kind) {
        return switch (Objects.requireNonNullElse(event.getSubcommandName(), "")) {
            case "filter" -> {
                FilterChange change = filter.change(event);
                yield () -> filter.answer(guildId, kind, change);
            }
            case "style" -> {
                String style = event.getOption("style", "", OptionMapping::getAsString);
                yield () -> taste.style(guildId, style);
            }
            case "mention" -> {
                Role role = event.getOption("role", OptionMapping::getAsRole);
                yield () -> taste.mention(guildId, kind, role);
            }
            case "publish" -> {
                boolean on = event.getOption("on", false, OptionMapping::getAsBoolean);
                yield () -> taste.publish(guildId, kind, on);
            }
            default -> {
                FeedFace.Wish wish = FeedFace.Wish.of(event);
                yield () -> face.answer(guildId, wish);
            }
        };
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
