package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.Percentage;
import io.github.cheevoherald.announce.ProgressBar;
import io.github.cheevoherald.announce.Symbol;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.words.Words;
import java.util.Optional;

/** The words that every form of an announcement has in common. */
final class UnlockWords {
    private static final int MAX_TYPE = 40;
    private static final int MAX_SPOKEN = 200;

    private final Words words;

    UnlockWords(Words words) {
        this.words = words;
    }

    /** The achievement's title as it is, or something to call it by. */
    String title(Unlock unlock) {
        return Markdown.orIfBlank(
                unlock.title(), words.say("unlock.untitled", "id", Long.toString(unlock.achievementId())));
    }

    /** The title for a place where Discord formats nothing, such as a picture's alternative text. */
    String spoken(Unlock unlock) {
        return Markdown.plain(title(unlock), MAX_SPOKEN);
    }

    String game(Unlock unlock) {
        return Markdown.orIfBlank(unlock.gameTitle(), words.say("unlock.no-game"));
    }

    String points(Unlock unlock) {
        return words.say("unlock.points", "points", unlock.points(), "retroPoints", unlock.retroPoints());
    }

    String mode(Unlock unlock) {
        return unlock.hardcore() ? words.say("unlock.mode.hardcore") : words.say("unlock.mode.softcore");
    }

    Symbol modeSymbol(Unlock unlock) {
        return unlock.hardcore() ? Symbol.HARDCORE : Symbol.CASUAL;
    }

    /** The console with its symbol; empty if it is unknown. */
    String console(Unlock unlock, int max) {
        String console = Markdown.orIfBlank(Markdown.escapeAndCut(unlock.console(), max), "");
        return console.isEmpty() ? "" : Symbol.ofConsole(unlock.console()).before(console);
    }

    /** How far the player is in the set, all on one line. */
    Optional<String> progress(Unlock unlock) {
        Context context = unlock.context();
        if (context == null || context.unlocked() == null || context.total() == null || context.total() <= 0) {
            return Optional.empty();
        }
        String count = words.say("unlock.progress", "unlocked", context.unlocked(), "total", context.total());
        String progress = count + " " + ProgressBar.of(context.unlocked(), context.total());
        return Optional.of(progress.replace(' ', '\u00A0'));
    }

    /** The share of players who have it. */
    Optional<String> share(Unlock unlock) {
        Double share = unlock.context() == null ? null : unlock.context().share();
        if (share == null || !(share >= 0 && share <= 100)) {
            return Optional.empty();
        }
        return Optional.of(Percentage.of(share, words));
    }

    /** Whether the player is the first of the server's members to have it, or the second, and so on. */
    Optional<String> amongMembers(Unlock unlock) {
        Context context = unlock.context();
        if (context == null || (!context.firstHere() && context.place() < 2)) {
            return Optional.empty();
        }
        return Optional.of(
                context.firstHere()
                        ? words.say("unlock.first-here")
                        : words.say("unlock.place-here", "place", context.place()));
    }

    /** The title of its event, cut to a length. */
    Optional<String> event(Unlock unlock, int max) {
        return eventTitle(unlock, Integer.MAX_VALUE).map(title -> Markdown.escapeAndCut(title, max));
    }

    /** The title of its event for a place where Discord formats nothing. */
    Optional<String> eventTitle(Unlock unlock, int max) {
        return Optional.ofNullable(unlock.event())
                .map(title -> Markdown.orIfBlank(Markdown.plain(title, max), ""))
                .filter(title -> !title.isEmpty());
    }

    /** The label of its type, if that is worth one; a type that is new to us is shown as it is. */
    Optional<String> type(Unlock unlock) {
        String type = unlock.type();
        if (type == null || Markdown.orIfBlank(type, "").isEmpty()) {
            return Optional.empty();
        }
        return switch (type) {
            case "progression" -> Optional.empty();
            case "win_condition", "missable" -> Optional.of(words.say("unlock.type." + type));
            default -> Optional.of(Markdown.plain(type, MAX_TYPE));
        };
    }
}
