package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.FeedRefusals;
import io.github.cheevoherald.announce.FeedStatus;
import io.github.cheevoherald.announce.FeedTastes;
import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.announce.TasteWords;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.retroachievements.SiteState;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /feed status}: where announcements are posted, and one line for each thing that holds them up. */
final class FeedStatusAnswer {
    private static final int MAX_NAME = 40;

    private final Feeds feeds;
    private final Players players;
    private final Supplier<SiteState> site;
    private final BooleanSupplier storeFails;
    private final SilentPlayers silent;
    private final Words words;

    FeedStatusAnswer(SlashCommands.Services services, SilentPlayers silent, Words words) {
        this.feeds = services.feeds();
        this.players = services.players();
        this.site = services.site();
        this.storeFails = services.storeFails();
        this.silent = silent;
        this.words = words;
    }

    CommandAnswer of(long guildId) {
        FeedStatus status = feeds.status(guildId);
        if (status.places().isEmpty()) {
            return CommandAnswer.text(words.say("feed.none"));
        }
        List<FeedPlaceLines> places = status.places().stream()
                .map(place -> new FeedPlaceLines(words, place, feeds.access(guildId, place.channelId()), status.now()))
                .toList();
        List<String> troubles = troubles(guildId, status.now());
        String refused = FeedRefusals.inWords(words, status.refused());
        boolean fine = troubles.isEmpty()
                && refused.isEmpty()
                && places.stream()
                        .noneMatch(
                                place -> place.isHeldUp() || !place.troubles().isEmpty());
        if (fine) {
            troubles.add(words.say("feed.status.fine"));
        }
        List<String> lines = places.size() == 1 ? lines(places.get(0), troubles) : lines(places, troubles);
        if (!refused.isEmpty()) {
            lines.add(refused);
        }
        if (!status.off().isEmpty()) {
            lines.add(words.say("feed.off.still", "kinds", new KindNames(words).title(status.off())));
        }
        lines.addAll(taste(guildId));
        return CommandAnswer.longText(String.join("\n", lines));
    }

    /** What the server's people chose beyond the channels, as far as they did. */
    private List<String> taste(long guildId) {
        FeedTastes tastes = feeds.tastes();
        List<String> lines = new ArrayList<>();
        if (!tastes.style(guildId).equals(FeedTastes.STYLES.get(0))) {
            lines.add(words.say("feed.status.style", "style", words.say("style." + tastes.style(guildId))));
        }
        lines.addAll(new TasteWords(words).everything(tastes.of(guildId, List.of())));
        if (!tastes.mayChangeNickname(guildId)) {
            lines.add(words.say("feed.status.extra.CHANGE_NICKNAME"));
        }
        return lines;
    }

    private static List<String> lines(FeedPlaceLines place, List<String> troubles) {
        List<String> lines = new ArrayList<>();
        lines.add(place.location());
        lines.addAll(place.troubles());
        lines.addAll(troubles);
        lines.addAll(place.missingExtras());
        lines.add(place.backlog(!troubles.isEmpty()));
        return lines;
    }

    /** A paragraph for each channel, and one for what they have in common. */
    private List<String> lines(List<FeedPlaceLines> places, List<String> troubles) {
        List<String> lines = new ArrayList<>();
        for (FeedPlaceLines place : places) {
            lines.add(place.location());
            lines.addAll(place.troubles());
            lines.addAll(place.missingExtras());
            if (!place.isEmpty()) {
                lines.add(place.backlog(!troubles.isEmpty()));
            }
            lines.add("");
        }
        lines.addAll(troubles);
        if (places.stream().allMatch(FeedPlaceLines::isEmpty)) {
            lines.add(words.say("feed.status.waiting", "count", 0));
        }
        return lines;
    }

    /** What holds every channel's announcements up, a line each. */
    private List<String> troubles(long guildId, Instant now) {
        List<String> troubles = new ArrayList<>();
        if (storeFails.getAsBoolean()) {
            troubles.add(words.say("feed.status.store"));
        }
        siteTrouble(site.get(), now).ifPresent(troubles::add);
        List<Registered> present = players.inGuild(guildId).stream()
                .filter(one -> one.restingSince() == null)
                .toList();
        unansweredPlayer(present, now).ifPresent(troubles::add);
        if (present.isEmpty()) {
            troubles.add(nobodyRegistered(guildId));
        }
        return troubles;
    }

    private Optional<String> siteTrouble(SiteState state, Instant now) {
        String since = Formatting.age(now.minus(state.since()));
        return switch (state.kind()) {
            case ANSWERING -> Optional.empty();
            case UNKNOWN -> Optional.of(words.say("site.unknown"));
            case FAILING -> Optional.of(failing(state, since) + ' ' + askedAgain(state, now));
            case HTML -> Optional.of(words.say("site.pages", "since", since) + ' ' + askedAgain(state, now));
            case UNREADABLE -> Optional.of(words.say("site.unreadable", "since", since) + ' ' + askedAgain(state, now));
            case KEY_REFUSED -> Optional.of(words.say("site.key", "since", since));
            case THROTTLING -> Optional.of(words.say("site.throttling", "since", since) + ' ' + askedAgain(state, now));
        };
    }

    private String failing(SiteState state, String since) {
        return state.status() == 0
                ? words.say("site.silent", "since", since)
                : words.say("site.errors", "since", since, "status", Integer.toString(state.status()));
    }

    private String askedAgain(SiteState state, Instant now) {
        return state.pause().isZero()
                ? words.say("site.asked-again")
                : words.say("site.asked-again-until", "until", Formatting.age(now.plus(state.pause())));
    }

    /** The first player the site isn't answering for although it answers for others, and how many more there are. */
    private Optional<String> unansweredPlayer(List<Registered> present, Instant now) {
        Map<Long, Optional<Duration>> unanswered = silent.sinceAnswered();
        List<Player> here = present.stream()
                .map(Registered::player)
                .filter(player -> unanswered.containsKey(player.id()) && SilentPlayers.isExpected(player))
                .toList();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        String name = Markdown.escapeAndCut(here.get(0).name(), MAX_NAME);
        String others = words.say("feed.status.silent-others", "count", here.size() - 1);
        Optional<Duration> answered = unanswered.getOrDefault(here.get(0).id(), Optional.empty());
        return Optional.of(answered.map(ago -> words.say(
                        "feed.status.silent",
                        "player",
                        name,
                        "others",
                        others,
                        "since",
                        Formatting.age(now.minus(ago))))
                .orElseGet(() -> words.say("feed.status.silent-ever", "player", name, "others", others)));
    }

    private String nobodyRegistered(long guildId) {
        boolean pending = players.pendingInGuild(guildId).stream().anyMatch(one -> one.problem() == null);
        return words.say(pending ? "feed.status.nobody-yet" : "feed.status.nobody");
    }
}
