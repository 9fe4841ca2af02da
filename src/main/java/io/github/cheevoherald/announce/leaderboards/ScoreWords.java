package io.github.cheevoherald.announce.leaderboards;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.PlayersScore;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Reached;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Score;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The words that every form of an announcement has in common. */
final class ScoreWords {
    private static final int MAX_NAME = 100;
    private static final int MAX_TITLE = 150;
    private static final int MAX_SCORE = 60;
    private static final int MAX_MEMBERS = 5;

    private final Words words;

    ScoreWords(Words words) {
        this.words = words;
    }

    /** The leaderboard's title as it is, or something to call it by. */
    String title(Score score) {
        return Markdown.orIfBlank(
                score.title(), words.say("score.untitled", "id", Long.toString(score.leaderboardId())));
    }

    /** The game's title as it is, or something to call it by. */
    String game(Score score) {
        return Markdown.orIfBlank(score.gameTitle(), words.say("unlock.no-game"));
    }

    /** The score as the site writes it. */
    String score(Score score) {
        return text(score.formatted(), MAX_SCORE);
    }

    /** The most that the score is. */
    String news(Score score) {
        return words.say("score.news." + most(score), "score", score(score));
    }

    private static String most(Score score) {
        if (score.reached() != Reached.NOTHING) {
            return score.reached().name();
        }
        return score.before() == null ? "overtaking" : "best";
    }

    /** Its rank, what it betters, and whom it overtakes. */
    String facts(Score score) {
        FactLine facts = new FactLine().add(standing(score));
        if (!score.overtaken().isEmpty()) {
            facts.add(words.say("score.overtook", "members", members(score.overtaken())));
        }
        return facts.toString();
    }

    /** Its rank, unless that is the news, and what it betters. */
    String standing(Score score) {
        FactLine facts = new FactLine()
                .addIf(score.reached() != Reached.FIRST_PLACE, words.say("score.rank", "rank", score.rank()));
        if (score.before() != null) {
            facts.add(words.say("score.before", "before", text(score.before(), MAX_SCORE)));
        }
        return facts.toString();
    }

    /** Whom it overtakes, for a place where Discord formats nothing. */
    Optional<String> spokenOvertaken(Score score) {
        String members = members(score.overtaken(), name -> name);
        return members.isEmpty() ? Optional.empty() : Optional.of(words.say("score.overtaken", "members", members));
    }

    private String members(List<PlayerCard> members) {
        return members(members, name -> "**" + text(name, MAX_NAME) + "**");
    }

    private String members(List<PlayerCard> members, UnaryOperator<String> shown) {
        List<String> names = members.stream()
                .limit(MAX_MEMBERS)
                .map(member -> shown.apply(PlayerName.of(member)))
                .toList();
        String all = String.join(", ", names);
        return members.size() <= MAX_MEMBERS
                ? all
                : words.say("score.members", "members", all, "more", members.size() - MAX_MEMBERS);
    }

    /** One line without links that says who did what, and where. */
    String sentence(List<PlayersScore> scores) {
        PlayersScore first = scores.get(0);
        if (scores.size() == 1) {
            Score score = first.score();
            return words.say(
                    "score.sentence." + most(score),
                    "player",
                    text(PlayerName.of(first.player()), MAX_NAME),
                    "leaderboard",
                    text(title(score), MAX_TITLE),
                    "game",
                    text(game(score), MAX_TITLE),
                    "score",
                    score(score),
                    "members",
                    members(score.overtaken()));
        }
        List<String> players = scores.stream()
                .map(one -> PlayerName.of(one.player()))
                .distinct()
                .toList();
        List<String> games =
                scores.stream().map(one -> game(one.score())).distinct().toList();
        return words.say(
                "score.sentence.several",
                "player",
                players.size() == 1 ? text(players.get(0), MAX_NAME) : "",
                "players",
                players.size(),
                "count",
                scores.size(),
                "game",
                games.size() == 1 ? text(games.get(0), MAX_TITLE) : "",
                "games",
                games.size());
    }

    private static String text(String others, int max) {
        return Markdown.escapeAndCut(others, max);
    }
}
