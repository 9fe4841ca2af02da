package io.github.cheevoherald.announce.sets;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words that every form of an announcement of sets has in common. */
final class SetWords {
    private static final int MAX_NAME = 40;
    private static final int MAX_CONSOLE = 60;

    private final Words words;
    private final int maxNames;

    /** @param maxNames how many are named where there are more */
    SetWords(Words words, int maxNames) {
        this.words = words;
        this.maxNames = maxNames;
    }

    /** What happened to the set. */
    String heading(SetNews news) {
        return words.say("sets.heading." + news.work());
    }

    /** The game's title or, for a subset, its own before it. */
    String title(SetNews news) {
        String game = Markdown.orIfBlank(news.title(), words.say("sets.no-game", "id", Long.toString(news.gameId())));
        String subset = news.subset() == null ? "" : Markdown.orIfBlank(news.subset(), "");
        return subset.isEmpty() ? game : words.say("sets.subset", "subset", subset, "game", game);
    }

    /** How large it is now. */
    Optional<String> size(SetNews news) {
        return news.achievements() == null || news.points() == null
                ? Optional.empty()
                : Optional.of(words.say("sets.size", "achievements", news.achievements(), "points", news.points()));
    }

    /** What is the news about its size: what was added, or else how large it is. Without formatting. */
    Optional<String> newsInFigures(SetNews news) {
        if (news.added() != null || news.achievements() == null || news.points() == null) {
            return added(news);
        }
        return Optional.of(words.say("sets.spoken.size", "achievements", news.achievements(), "points", news.points()));
    }

    /** What was added to it. */
    Optional<String> added(SetNews news) {
        SetNews.Added added = news.added();
        if (added == null) {
            return Optional.empty();
        }
        Integer points = added.points();
        return Optional.of(
                points == null
                        ? words.say("sets.added.at-least", "count", added.count())
                        : words.say("sets.added", "count", added.count(), "points", points));
    }

    /** Where it is played and who made it. */
    Optional<String> origin(SetNews news) {
        List<String> parts = new ArrayList<>();
        String console = Markdown.orIfBlank(Markdown.escapeAndCut(news.console(), MAX_CONSOLE), "");
        if (!console.isEmpty()) {
            parts.add(console);
        }
        if (!news.developers().isEmpty()) {
            parts.add(words.say("sets.by", "names", names(news.developers())));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" · ", parts));
    }

    /** Why the server hears of it, a line for each reason. */
    List<String> reasons(SetNews news) {
        List<String> lines = new ArrayList<>();
        reason("sets.incomplete", news.incomplete(), lines);
        reason("sets.requested", news.requested(), lines);
        reason("sets.playing", news.playing(), lines);
        return lines;
    }

    private void reason(String key, List<SetNews.Fan> fans, List<String> lines) {
        if (!fans.isEmpty()) {
            List<String> all = fans.stream().map(SetNews.Fan::name).toList();
            lines.add(words.say(key, "count", all.size(), "names", names(all)));
        }
    }

    /** Names in bold; a few of many. */
    private String names(List<String> all) {
        List<String> shown = all.stream()
                .limit(all.size() > maxNames ? maxNames - 1 : maxNames)
                .map(name -> "**" + Markdown.orIfBlank(Markdown.escapeAndCut(name, MAX_NAME), "?") + "**")
                .toList();
        int others = all.size() - shown.size();
        if (others > 0) {
            return words.say("sets.names.others", "names", String.join(", ", shown), "others", others);
        }
        return shown.size() < 2
                ? String.join("", shown)
                : words.say(
                        "sets.names",
                        "names",
                        String.join(", ", shown.subList(0, shown.size() - 1)),
                        "last",
                        shown.get(shown.size() - 1));
    }
}
