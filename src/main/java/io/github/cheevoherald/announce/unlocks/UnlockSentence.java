package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.List;

/** The line of text above the embeds, for notifications and for people who see no embeds. It has no links. */
final class UnlockSentence {
    private static final int MAX_PART = 100;

    private final Words words;
    private final UnlockWords say;

    UnlockSentence(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
    }

    /** Who unlocked what, or how many, and where; and whether that completed a set. */
    String of(PlayerCard player, List<Unlock> unlocks, CompletedSets completed) {
        String name = name(player);
        String sentence = unlocks.size() == 1
                ? words.say(
                        "content.one",
                        "player",
                        name,
                        "achievement",
                        Markdown.inert(say.title(unlocks.get(0)), MAX_PART),
                        "game",
                        games(unlocks))
                : words.say(
                        "content.several",
                        "player",
                        name,
                        "count",
                        unlocks.size(),
                        "points",
                        points(unlocks),
                        "games",
                        games(unlocks));
        return unlocks.stream().anyMatch(unlock -> completed.completes(player, unlock))
                ? completing(sentence, unlocks)
                : sentence;
    }

    private String completing(String sentence, List<Unlock> unlocks) {
        return words.say(
                "content.complete",
                "sentence",
                sentence,
                "games",
                titles(unlocks).size());
    }

    /** For the further messages of a list. */
    String more(PlayerCard player, List<Unlock> all) {
        return words.say("content.more", "player", name(player), "count", all.size(), "games", games(all));
    }

    /** Who of several players unlocked how many, and where; and whether any of it completed a set. */
    String of(List<Unlocks> parts, CompletedSets completed) {
        List<Unlock> all =
                parts.stream().flatMap(part -> part.unlocks().stream()).toList();
        List<String> players = parts.stream()
                .map(Unlocks::player)
                .distinct()
                .map(player -> "**" + name(player) + "**")
                .toList();
        String sentence = words.say(
                "content.players",
                "players",
                joined(players, "content.players.many"),
                "count",
                all.size(),
                "points",
                points(all),
                "games",
                games(all));
        boolean complete = parts.stream()
                .anyMatch(
                        part -> part.unlocks().stream().anyMatch(unlock -> completed.completes(part.player(), unlock)));
        return complete ? completing(sentence, all) : sentence;
    }

    private String name(PlayerCard player) {
        return Markdown.inert(PlayerName.of(player), MAX_PART);
    }

    private String games(List<Unlock> unlocks) {
        return joined(titles(unlocks), "content.games.many");
    }

    private List<String> titles(List<Unlock> unlocks) {
        return unlocks.stream()
                .map(unlock -> Markdown.inert(say.game(unlock), MAX_PART))
                .distinct()
                .toList();
    }

    /** One or two by name; more are counted. */
    private String joined(List<String> names, String many) {
        return switch (names.size()) {
            case 1 -> names.get(0);
            case 2 -> words.say("content.two", "first", names.get(0), "second", names.get(1));
            default -> words.say(many, "count", names.size());
        };
    }

    static long points(List<Unlock> unlocks) {
        return unlocks.stream().mapToLong(Unlock::points).sum();
    }
}
