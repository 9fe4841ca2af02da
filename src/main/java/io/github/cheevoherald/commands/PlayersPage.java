package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.players.PendingRegistration;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.EmbedBuilder;
import org.jspecify.annotations.Nullable;

/** A page of a server's players and of registrations that still have to be confirmed. */
final class PlayersPage {
    private static final int PER_PAGE = 10;
    private static final int MAX_NAME = 40;

    private final Formatting formatting;
    private final Words words;
    private final Time time;
    private final Everybody everybody;

    /** Our own time, and its conversion to the one that readers' apps compare with their own. */
    record Time(Instant now, UnaryOperator<Instant> shown) {}

    /**
     * Everybody in the list, and how long ago the site last answered for those it doesn't answer for; empty for never.
     */
    record Everybody(
            List<Registered> linked, List<PendingRegistration> pending, Map<Long, Optional<Duration>> sinceAnswered) {}

    PlayersPage(Formatting formatting, Time time, Everybody everybody) {
        this.formatting = formatting;
        this.words = formatting.words();
        this.time = time;
        this.everybody = everybody;
    }

    CommandAnswer page(PageButton button) {
        List<Object> all = new ArrayList<>(everybody.linked());
        all.addAll(everybody.pending());
        Slice<Object> slice = Slice.of(all, button.page(), PER_PAGE);
        EmbedBuilder embed = Formatting.embed(
                Formatting.BLUE,
                words.say("players.title", "count", everybody.linked().size()),
                null);
        StringBuilder lines = new StringBuilder();
        for (Object row : slice.rows()) {
            lines.append(row instanceof Registered registered ? line(registered) : line((PendingRegistration) row))
                    .append('\n');
        }
        embed.setDescription(Formatting.description(all.isEmpty() ? words.say("players.none") : lines));
        return formatting.page(embed, slice, button);
    }

    private String line(Registered registered) {
        Player player = registered.player();
        String line = words.say(
                "players.line",
                "player",
                formatting.player(player.name()),
                "member",
                Long.toString(registered.memberId()));
        Instant left = registered.restingSince();
        String trouble = left == null ? trouble(registered) : words.say("players.left", "since", age(left));
        return trouble == null ? line : line + "\n" + trouble;
    }

    private @Nullable String trouble(Registered registered) {
        Player player = registered.player();
        if (registered.paused()) {
            return words.say("players.paused");
        }
        Optional<Duration> answered = everybody.sinceAnswered().get(player.id());
        if (answered == null || !SilentPlayers.isExpected(player)) {
            return gone(player.goneSince(), player.banned());
        }
        return answered.map(ago ->
                        words.say("players.silent", "since", age(time.now().minus(ago))))
                .orElseGet(() -> words.say("players.silent-ever"));
    }

    private @Nullable String gone(@Nullable Instant goneSince, boolean banned) {
        if (goneSince == null) {
            return null;
        }
        if (banned) {
            return words.say("players.banned", "since", age(goneSince));
        }
        boolean givenUp = !goneSince.plus(Players.GIVEN_UP_AFTER).isAfter(time.now());
        return words.say(givenUp ? "players.given-up" : "players.missing", "since", age(goneSince));
    }

    private String age(Instant ours) {
        return Formatting.age(time.shown().apply(ours));
    }

    private String line(PendingRegistration pending) {
        String name = Markdown.escapeAndCut(pending.username(), MAX_NAME);
        String line = words.say("players.pending", "player", name, "member", Long.toString(pending.memberId()));
        return line + "\n"
                + words.say("players.pending-state", "state", new RegistrationSentences(words).pending(pending));
    }
}
