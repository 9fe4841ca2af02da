package io.github.cheevoherald.outbox.leaderboards;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FilterProperty;
import io.github.cheevoherald.outbox.GamePage;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemProperties;
import io.github.cheevoherald.outbox.LeftOut;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.StoredKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An announcement of scores on leaderboards, those of a sitting together. */
@JsonTypeName("scores-1")
public record ScoreAnnouncement(List<PlayersScore> scores) implements Announcement {
    /** The kind's name. */
    public static final String KIND = "leaderboards";

    /** The kind as the outbox stores it. */
    public static final StoredKind STORED =
            new StoredKind(KIND, List.of(ScoreAnnouncement.class), EnumSet.of(FilterProperty.GAME));

    public ScoreAnnouncement {
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("an announcement of no scores");
        }
        scores = List.copyOf(scores);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Item> items() {
        return List.copyOf(scores);
    }

    @Override
    public ScoreAnnouncement withItems(List<Item> items) {
        return new ScoreAnnouncement(
                items.stream().map(PlayersScore.class::cast).toList());
    }

    /** The overtaken, too. */
    @Override
    public Set<String> named() {
        Set<String> named = new HashSet<>(players());
        for (PlayersScore one : scores) {
            one.score().overtaken().forEach(member -> named.add(member.ulid()));
        }
        return named;
    }

    /** The scores of others stay, unless only having overtaken one of these players made them news. */
    @Override
    public Optional<Announcement> without(LeftOut leftOut) {
        List<PlayersScore> kept = new ArrayList<>();
        for (PlayersScore one : scores) {
            Score score = one.score().without(leftOut);
            if (!leftOut.leavesOut(one.player().ulid(), one.gameId(), one.date()) && score.hasNews()) {
                kept.add(new PlayersScore(one.player(), score));
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(new ScoreAnnouncement(kept));
    }

    /** One player's score. */
    public record PlayersScore(PlayerCard player, Score score) implements Item {
        @Override
        public String title() {
            return score.title();
        }

        @Override
        public long date() {
            return score.scoredAt();
        }

        @Override
        public String subject() {
            return Long.toString(score.leaderboardId());
        }

        @Override
        public long gameId() {
            return GamePage.gameId(score.gameUrl());
        }

        @Override
        public String gameTitle() {
            return score.gameTitle();
        }

        @Override
        public ItemProperties properties() {
            return ItemProperties.ofGame(
                    score.gameUrl(), score.gameTitle(), Objects.requireNonNullElse(score.console(), ""));
        }
    }

    /** The best that a score reached. */
    public enum Reached {
        /** The first place, where the player wasn't before. */
        FIRST_PLACE,
        /** One of the first ten places, where the player wasn't before. */
        FIRST_TEN,
        /** No such place. */
        NOTHING
    }

    /**
     * A score as shown: addresses are absolute, texts are as the site sent them.
     *
     * @param console empty if unknown; null in rows of earlier versions
     * @param formatted as the site writes it
     * @param rank shared by equal scores
     * @param before the player's own score that this one betters, as the site wrote it; null for their first
     * @param overtaken members of the server who were ahead or level before
     * @param scoredAt seconds since 1970
     */
    public record Score(
            long leaderboardId,
            String title,
            String description,
            String url,
            String gameTitle,
            String gameUrl,
            @Nullable String console,
            String pictureUrl,
            String formatted,
            int rank,
            Reached reached,
            @Nullable String before,
            List<PlayerCard> overtaken,
            long scoredAt) {
        public Score {
            overtaken = List.copyOf(overtaken);
        }

        /** Whether there is anything to announce about it. */
        public boolean hasNews() {
            return reached != Reached.NOTHING || before != null || !overtaken.isEmpty();
        }

        private Score without(LeftOut leftOut) {
            List<PlayerCard> others = overtaken.stream()
                    .filter(member -> !leftOut.leavesOut(member.ulid(), GamePage.gameId(gameUrl), scoredAt))
                    .toList();
            return new Score(
                    leaderboardId,
                    title,
                    description,
                    url,
                    gameTitle,
                    gameUrl,
                    console,
                    pictureUrl,
                    formatted,
                    rank,
                    reached,
                    before,
                    others,
                    scoredAt);
        }
    }
}
