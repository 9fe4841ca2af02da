package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;

/** {@code /feed off}: turns the feed off, after a confirmation if that drops waiting announcements. */
final class FeedOff {
    private static final String NAME = "feed.off";

    private final Feeds feeds;
    private final Words words;
    private final Paging paging;

    FeedOff(Feeds feeds, Responder responder, Words words) {
        this.feeds = feeds;
        this.words = words;
        this.paging = new Paging(responder, words);
    }

    /** Turns the feed off, or first asks for a confirmation that says how many announcements it drops. */
    CommandAnswer ask(long guildId, long callerId) {
        OptionalLong channel = feeds.channel(guildId);
        if (channel.isEmpty()) {
            return CommandAnswer.refused(words.say("feed.off.none"));
        }
        int waiting = feeds.waitingUnlocks(guildId);
        if (waiting == 0) {
            return ended(feeds.off(guildId, channel.getAsLong()));
        }
        String channelId = Long.toString(channel.getAsLong());
        PageButton yes = new PageButton(NAME, 0, callerId, List.of(channelId, Integer.toString(waiting)));
        return CommandAnswer.question(
                words.say("feed.off.ask", "channel", channelId, "count", waiting),
                Button.danger(yes.id(), words.say("feed.off.yes")));
    }

    void pressed(ButtonInteractionEvent event) {
        long guildId = CallerRights.guildId(event);
        paging.turn(event, "feed.off.stranger", button -> work(guildId, button));
    }

    private Optional<Supplier<CommandAnswer>> work(long guildId, PageButton button) {
        if (!button.list().equals(NAME) || button.arguments().size() != 2) {
            return Optional.empty();
        }
        try {
            long channelId = Long.parseLong(button.arguments().get(0));
            int confirmed = Integer.parseInt(button.arguments().get(1));
            return Optional.of(() -> end(guildId, button.callerId(), channelId, confirmed));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Refuses to drop more than the confirmation said, or another channel's feed. */
    private CommandAnswer end(long guildId, long callerId, long channelId, int confirmed) {
        if (feeds.channel(guildId).orElse(0) != channelId) {
            return CommandAnswer.text(words.say("page.unknown"));
        }
        if (feeds.waitingUnlocks(guildId) > confirmed) {
            return ask(guildId, callerId);
        }
        return ended(feeds.off(guildId, channelId));
    }

    private CommandAnswer ended(OptionalInt dropped) {
        return CommandAnswer.text(
                dropped.isEmpty()
                        ? words.say("page.unknown")
                        : words.say("feed.off.done", "count", dropped.getAsInt()));
    }
}
