package io.github.cheevoherald.outbox.sets;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemProperties;
import io.github.cheevoherald.outbox.LeftOut;
import io.github.cheevoherald.outbox.PlayerCard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new or revised set as shown: addresses are absolute, texts are as the site sent them. What the site didn't say is
 * null or empty.
 *
 * @param gameId the set's own game, which a subset has, too
 * @param title the game's title; for a subset, that of the game it belongs to
 * @param subset the subset's own title; null for a game's core set
 * @param achievements how many it has now
 * @param playing the server's players who have played the game
 * @param requested those who requested the set
 * @param incomplete those who had completed the set before {@code added}
 * @param date seconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SetNews(
        Work work,
        long gameId,
        String title,
        @Nullable String subset,
        String console,
        String url,
        String pictureUrl,
        List<String> developers,
        @Nullable Integer achievements,
        @Nullable Integer points,
        @Nullable Added added,
        List<Fan> playing,
        List<Fan> requested,
        List<Fan> incomplete,
        long date)
        implements Item {

    public SetNews {
        developers = List.copyOf(developers);
        playing = List.copyOf(playing);
        requested = List.copyOf(requested);
        incomplete = List.copyOf(incomplete);
    }

    /** What was done to the set. The names are stored. */
    public enum Work {
        /** It was published. */
        NEW,
        /** A developer completed a revision. */
        REVISED,
        /** It changed without anybody's claim. */
        CHANGED
    }

    /**
     * The achievements that the set had not before.
     *
     * @param points null if the site doesn't show which ones they are
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Added(int count, @Nullable Integer points) {}

    /** A player of the server. */
    public record Fan(String ulid, String name) {}

    /** Everybody it names. */
    List<Fan> named() {
        List<Fan> all = new ArrayList<>(playing);
        all.addAll(requested);
        all.addAll(incomplete);
        return all;
    }

    SetNews without(LeftOut leftOut) {
        return new SetNews(
                work,
                gameId,
                title,
                subset,
                console,
                url,
                pictureUrl,
                developers,
                achievements,
                points,
                added,
                others(playing, leftOut),
                others(requested, leftOut),
                others(incomplete, leftOut),
                date);
    }

    private List<Fan> others(List<Fan> fans, LeftOut leftOut) {
        return fans.stream()
                .filter(fan -> !leftOut.leavesOut(fan.ulid(), gameId, date))
                .toList();
    }

    @Override
    public @Nullable PlayerCard player() {
        return null;
    }

    @Override
    public String subject() {
        return Long.toString(gameId);
    }

    @Override
    public ItemProperties properties() {
        return ItemProperties.ofGame(url, title, console).worth(points);
    }
}
