package io.github.cheevoherald.announce.awards;

import io.github.cheevoherald.announce.Percentage;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.announce.Symbol;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AnnouncedAward.Kind;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The words that every form of an announcement of awards has in common. */
final class AwardWords {
    private static final int MAX_NAME = 100;
    private static final int MAX_TITLE = 200;
    private static final double PERCENT = 100;

    /** Up to here the smaller unit says more. */
    private static final int MAX_MINUTES = 120;

    private static final int MAX_HOURS = 48;

    private final Words words;

    AwardWords(Words words) {
        this.words = words;
    }

    /** The game's or event's title as it is, or something to call it by. */
    String title(AnnouncedAward award) {
        return Markdown.orIfBlank(
                award.title(), words.say(award.kind() == Kind.EVENT ? "award.no-event" : "unlock.no-game"));
    }

    /** The title for a place where Discord formats nothing, such as a picture's alternative text. */
    String spoken(AnnouncedAward award) {
        return Markdown.plain(title(award), MAX_TITLE);
    }

    /** The award in a word or two, with the tier of an event. */
    String kind(AnnouncedAward award) {
        String kind = words.say("award.kind." + award.kind());
        return award.tier() == null
                ? kind
                : kind + " · " + words.say("award.tier", "tier", Integer.toString(award.tier() + 1));
    }

    /** The symbol that goes before the kind, with the space between; empty where none fits. */
    String symbol(AnnouncedAward award) {
        return switch (award.kind()) {
            case MASTERED -> Symbol.MASTERED.before("");
            case COMPLETED -> Symbol.COMPLETED.before("");
            case BEATEN_HARDCORE, BEATEN_CASUAL -> Symbol.BEATEN.before("");
            case EVENT -> "";
        };
    }

    /** One line of text without links, for notifications. */
    String line(List<PlayersAward> awards) {
        long players = awards.stream().map(PlayersAward::player).distinct().count();
        if (players > 1) {
            return words.say("award.line.players", "count", awards.size(), "players", players);
        }
        PlayersAward one = awards.get(0);
        String player = Markdown.escapeAndCut(PlayerName.of(one.player()), MAX_NAME);
        return awards.size() == 1
                ? words.say(
                        "award.line." + one.award().kind(),
                        "player",
                        player,
                        "game",
                        Markdown.escapeAndCut(title(one.award()), MAX_TITLE))
                : words.say("award.line.several", "player", player, "count", awards.size());
    }

    /** Which of their awards of this kind it is for the player. */
    Optional<String> number(AnnouncedAward award) {
        return Optional.ofNullable(award.number())
                .map(number -> words.say("award.number." + award.kind(), "number", number));
    }

    /** How long it took from the first unlock. */
    Optional<String> took(AnnouncedAward award) {
        return Optional.ofNullable(award.seconds()).map(Duration::ofSeconds).map(this::span);
    }

    private String span(Duration took) {
        if (took.toMinutes() < MAX_MINUTES) {
            return words.say("award.span.minutes", "count", Math.max(1, took.toMinutes()));
        }
        return took.toHours() < MAX_HOURS
                ? words.say("award.span.hours", "count", took.toHours())
                : words.say("award.span.days", "count", took.toDays());
    }

    /** How many have the same award, and of how many players. */
    Optional<String> holders(AnnouncedAward award) {
        Integer holders = award.holders();
        Integer players = award.players();
        if (holders == null || holders <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                players == null || players < holders
                        ? words.say("award.holders.alone", "holders", holders)
                        : words.say(
                                "award.holders.value",
                                "holders",
                                holders,
                                "players",
                                players,
                                "share",
                                Percentage.of(PERCENT * holders / players, words)));
    }
}
