package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.words.Words;
import java.util.Optional;

/** The words that every form of an announcement has in common. */
final class UnlockWords {
    private static final int MAX_NAME = 100;
    private static final int MAX_TYPE = 40;
    private static final int MAX_SPOKEN = 200;

    private final Words words;

    UnlockWords(Words words) {
        this.words = words;
    }

    /** The player's name, for a place where Discord formats nothing. */
    String player(PlayerCard player) {
        String name = Markdown.orIfBlank(Markdown.plain(player.name(), MAX_NAME), "");
        return name.isEmpty() ? Markdown.orIfBlank(Markdown.plain(player.ulid(), MAX_NAME), "?") : name;
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

    String mode(Unlock unlock) {
        return unlock.hardcore() ? words.say("unlock.mode.hardcore") : words.say("unlock.mode.softcore");
    }

    /** The title of its event, cut to a length. */
    Optional<String> event(Unlock unlock, int max) {
        return Optional.ofNullable(unlock.event())
                .map(title -> Markdown.orIfBlank(Markdown.escapeAndCut(title, max), ""))
                .filter(title -> !title.isEmpty());
    }

    /** The label of its type; a type that is new to us is shown as it is. */
    Optional<String> type(Unlock unlock) {
        String type = unlock.type();
        if (type == null || Markdown.orIfBlank(type, "").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (type) {
                    case "progression", "win_condition", "missable" -> words.say("unlock.type." + type);
                    default -> Markdown.escapeAndCut(type, MAX_TYPE);
                });
    }
}
