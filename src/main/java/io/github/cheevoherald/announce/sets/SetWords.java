package io.github.cheevoherald.announce.sets;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.Symbol;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    /** What was added and how large it is now, on one line. */
    Optional<String> figures(SetNews news) {
        SetNews.Added added = news.added();
        if (added == null || news.achievements() == null) {
            return added(news).or(() -> size(news));
        }
        Integer points = added.points();
        String grown = points == null
                ? words.say("sets.grown.at-least", "count", added.count())
                : words.say("sets.grown", "count", added.count(), "points", points);
        return Optional.of(new FactLine()
                .add(grown)
                .add(words.say("sets.now", "achievements", news.achievements()))
                .toString());
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

    /** Where it is played. */
    String console(SetNews news) {
        String console = Markdown.orIfBlank(Markdown.escapeAndCut(news.console(), MAX_CONSOLE), "");
        return console.isEmpty() ? "" : Symbol.ofConsole(news.console()).before(console);
    }

    /** Where it is played and who made it; empty if nothing of that is known. */
    String origin(SetNews news) {
        return new FactLine()
                .add(console(news))
                .addIf(
                        !news.developers().isEmpty(),
                        words.say("sets.by", "names", names(news.developers(), SetWords::bold)))
                .toString();
    }

    /** Why the server hears of it, a line for each reason. */
    List<String> reasons(SetNews news) {
        return reasons(news, SetWords::bold);
    }

    /** The same for a place where Discord formats nothing. */
    List<String> spokenReasons(SetNews news) {
        return reasons(news, name -> Markdown.orIfBlank(Markdown.plain(name, MAX_NAME), "?"));
    }

    private static String bold(String name) {
        return "**" + Markdown.orIfBlank(Markdown.escapeAndCut(name, MAX_NAME), "?") + "**";
    }

    private List<String> reasons(SetNews news, UnaryOperator<String> shown) {
        List<String> lines = new ArrayList<>();
        reason("sets.incomplete", news.incomplete(), shown, lines);
        reason("sets.requested", news.requested(), shown, lines);
        reason("sets.playing", news.playing(), shown, lines);
        return lines;
    }

    private void reason(String key, List<SetNews.Fan> fans, UnaryOperator<String> shown, List<String> lines) {
        if (!fans.isEmpty()) {
            List<String> all = fans.stream().map(SetNews.Fan::name).toList();
            lines.add(words.say(key, "count", all.size(), "names", names(all, shown)));
        }
    }

    /** A few of many names. */
    private String names(List<String> all, UnaryOperator<String> drawn) {
        List<String> shown = all.stream()
                .limit(all.size() > maxNames ? maxNames - 1 : maxNames)
                .map(drawn)
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
