package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.KindFeed;
import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import org.jspecify.annotations.Nullable;

/** {@code /feed off}: turns one kind or everything off, after a confirmation if that drops waiting announcements. */
final class FeedOff {
    private static final String NAME = "feed.off";

    /** Stands for every kind in a button. */
    private static final String EVERYTHING = "*";

    private final Feeds feeds;
    private final KindNames kindNames;
    private final Words words;
    private final Paging paging;

    FeedOff(Feeds feeds, Responder responder, Words words) {
        this.feeds = feeds;
        this.kindNames = new KindNames(words);
        this.words = words;
        this.paging = new Paging(responder, words);
    }

    /** Turns a kind or everything (null) off, or first asks for a confirmation that says how much it drops. */
    CommandAnswer ask(long guildId, @Nullable String kind, long callerId) {
        List<KindFeed> on = on(guildId, kind);
        if (on.isEmpty()) {
            return CommandAnswer.refused(
                    kind == null
                            ? words.say("feed.off.none")
                            : words.say("feed.off.none-of-kind", "kinds", kindNames.title(List.of(kind))));
        }
        int waiting = feeds.waiting(guildId, kind);
        if (waiting == 0) {
            return off(guildId, kind, on);
        }
        String argument = kind == null ? EVERYTHING : kind;
        PageButton yes = new PageButton(
                NAME, 0, callerId, List.of(argument, Integer.toString(places(on)), Integer.toString(waiting)));
        return CommandAnswer.question(question(on, waiting), Button.danger(yes.id(), words.say("feed.off.yes")));
    }

    private String question(List<KindFeed> on, int waiting) {
        String kinds = kindNames.list(on.stream().map(KindFeed::kind).toList());
        long channelId = on.get(0).channelId();
        return on.stream().allMatch(feed -> feed.channelId() == channelId)
                ? words.say("feed.off.ask", "kinds", kinds, "channel", Long.toString(channelId), "count", waiting)
                : words.say("feed.off.ask-everywhere", "kinds", kinds, "count", waiting);
    }

    void pressed(ButtonInteractionEvent event) {
        long guildId = CallerRights.guildId(event);
        paging.turn(event, "feed.off.stranger", button -> work(guildId, button));
    }

    private Optional<Supplier<CommandAnswer>> work(long guildId, PageButton button) {
        List<String> arguments = button.arguments();
        if (!button.list().equals(NAME)) {
            return Optional.empty();
        }
        try {
            if (arguments.size() == 2) {
                return Optional.of(ofOneChannel(guildId, button.callerId(), arguments));
            }
            String kind = arguments.get(0).equals(EVERYTHING) ? null : arguments.get(0);
            boolean known =
                    arguments.size() == 3 && (kind == null || feeds.kinds().contains(kind));
            int places = Integer.parseInt(arguments.get(1));
            int confirmed = Integer.parseInt(arguments.get(2));
            return known
                    ? Optional.of(() -> places(on(guildId, kind)) == places
                            ? end(guildId, kind, button.callerId(), confirmed)
                            : CommandAnswer.text(words.say("page.unknown")))
                    : Optional.empty();
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The button of a version in which a server had one channel for everything: it ends everything there. */
    private Supplier<CommandAnswer> ofOneChannel(long guildId, long callerId, List<String> arguments) {
        long channelId = Long.parseLong(arguments.get(0));
        int confirmed = Integer.parseInt(arguments.get(1));
        return () -> feeds.on(guildId).stream().allMatch(feed -> feed.channelId() == channelId)
                ? end(guildId, null, callerId, confirmed)
                : CommandAnswer.text(words.say("page.unknown"));
    }

    /** Refuses to drop more than the confirmation said. */
    private CommandAnswer end(long guildId, @Nullable String kind, long callerId, int confirmed) {
        List<KindFeed> on = on(guildId, kind);
        if (on.isEmpty()) {
            return CommandAnswer.text(words.say("page.unknown"));
        }
        return feeds.waiting(guildId, kind) > confirmed ? ask(guildId, kind, callerId) : off(guildId, kind, on);
    }

    private CommandAnswer off(long guildId, @Nullable String kind, List<KindFeed> on) {
        String kinds = kindNames.title(on.stream().map(KindFeed::kind).toList());
        return CommandAnswer.text(words.say("feed.off.done", "kinds", kinds, "count", feeds.off(guildId, kind)));
    }

    private List<KindFeed> on(long guildId, @Nullable String kind) {
        return feeds.on(guildId).stream()
                .filter(feed -> kind == null || feed.kind().equals(kind))
                .toList();
    }

    /** Which kinds go where, as a number: a confirmation counts only while that is as it was. */
    private static int places(List<KindFeed> on) {
        return on.stream()
                .map(feed -> List.of(feed.kind(), feed.channelId()))
                .toList()
                .hashCode();
    }
}
