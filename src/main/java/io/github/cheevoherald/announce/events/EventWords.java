package io.github.cheevoherald.announce.events;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Event;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Holder;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The words that every form of an announcement has in common. */
final class EventWords {
    private static final int MAX_TITLE = 150;
    private static final int MAX_EVENT = 150;
    private static final int MAX_DECORATOR = 40;
    private static final int MAX_NAME = 40;
    private static final int MAX_SPOKEN = 200;

    private final Words words;

    EventWords(Words words) {
        this.words = words;
    }

    /** One line without links that says what has begun. */
    String content(List<Begun> achievements) {
        Begun first = achievements.get(0);
        String title = eventTitle(first.event());
        String event = Markdown.escapeAndCut(title, MAX_EVENT);
        if (achievements.size() == 1) {
            String achievement = Markdown.escapeAndCut(title(first), MAX_TITLE);
            return words.say("event.content", "achievement", achievement, "event", event);
        }
        int count = achievements.size();
        return achievements.stream().allMatch(one -> eventTitle(one.event()).equals(title))
                ? words.say("event.content.several", "count", count, "event", event)
                : words.say("event.content.events", "count", count);
    }

    /** The achievement's title on one line, or something to call it by. */
    String title(Begun achievement) {
        return Markdown.orIfBlank(
                Markdown.plain(achievement.title()),
                words.say("unlock.untitled", "id", Long.toString(achievement.achievementId())));
    }

    /** The title for a place where Discord formats nothing, such as a picture's alternative text. */
    String spoken(Begun achievement) {
        return Markdown.plain(title(achievement), MAX_SPOKEN);
    }

    /** The event's title on one line; only that of the weekly one is left to us. */
    String eventTitle(Event event) {
        return Markdown.orIfBlank(Markdown.plain(event.title()), words.say("event.of-the-week"));
    }

    /** The event's title and, for example, its week, for a place where Discord formats nothing. */
    String heading(Event event) {
        String title = Markdown.plain(eventTitle(event), MAX_EVENT);
        String decorator = Markdown.orIfBlank(Markdown.plain(event.decorator(), MAX_DECORATOR), "");
        return decorator.isEmpty() ? title : title + " · " + decorator;
    }

    /** The same as a link to the event's page. */
    String linkedHeading(Event event) {
        String link = "**" + Markdown.link(eventTitle(event), event.url(), MAX_EVENT) + "**";
        String decorator = Markdown.orIfBlank(Markdown.escapeAndCut(event.decorator(), MAX_DECORATOR), "");
        return decorator.isEmpty() ? link : link + " · " + decorator;
    }

    String points(Begun achievement) {
        return words.say("event.points", "points", achievement.points());
    }

    /** When it ends, counted from now. */
    String end(Begun achievement) {
        Long until = achievement.until();
        return until == null ? words.say("event.endless") : words.say("event.ends", "when", "<t:" + until + ":R>");
    }

    /** Who has it already; empty if it is nobody that we know of. */
    Optional<String> holders(Begun achievement) {
        return holders(achievement, name -> Markdown.escapeAndCut(name, MAX_NAME));
    }

    /** The same for a place where Discord formats nothing. */
    Optional<String> spokenHolders(Begun achievement) {
        return holders(achievement, name -> Markdown.plain(name, MAX_NAME));
    }

    private Optional<String> holders(Begun achievement, UnaryOperator<String> shown) {
        List<Holder> named = achievement.holders();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        String names = named.stream()
                .map(holder -> Markdown.orIfBlank(shown.apply(holder.name()), "?"))
                .collect(Collectors.joining(", "));
        return Optional.of(words.say("event.holders", "players", names, "more", achievement.moreHolders()));
    }
}
