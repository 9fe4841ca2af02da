package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.FeedTastes;
import io.github.cheevoherald.announce.FeedTastes.Taste;
import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.KindFeed;
import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.announce.TasteWords;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.Role;
import org.jspecify.annotations.Nullable;

/** {@code /feed style}, {@code /feed mention} and {@code /feed publish}: how announcements look, and whom they reach. */
final class FeedTasteAnswers {
    private final Feeds feeds;
    private final FeedTastes tastes;
    private final KindNames kindNames;
    private final Words words;

    FeedTasteAnswers(Feeds feeds, Words words) {
        this.feeds = feeds;
        this.tastes = feeds.tastes();
        this.kindNames = new KindNames(words);
        this.words = words;
    }

    CommandAnswer style(long guildId, String style) {
        if (!FeedTastes.STYLES.contains(style)) {
            return CommandAnswer.refused(words.say("refused.unknown-command"));
        }
        tastes.style(guildId, style);
        return CommandAnswer.text(words.say("feed.style.done", "style", words.say("style." + style)));
    }

    /** Pings the role from now on, or nobody (null), for one kind or for all (null). */
    CommandAnswer mention(long guildId, @Nullable String kind, @Nullable Role role) {
        if (role != null && role.isPublicRole()) {
            return CommandAnswer.refused(words.say("feed.mention.everyone"));
        }
        List<String> kinds = Stream.ofNullable(kind).toList();
        tastes.mention(guildId, kinds, role == null ? null : (Long) role.getIdLong());
        String named = kindNames.list(kind == null ? feeds.kinds() : kinds);
        if (role == null) {
            return CommandAnswer.text(words.say("feed.mention.none", "kinds", named));
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(words.say("feed.mention.done", "role", role.getId(), "kinds", named));
        List<Taste> chosen = tastes.of(guildId, kinds);
        if (chosen.stream().anyMatch(TasteWords::needsPermission)) {
            sentences.add(words.say("feed.mention.needs-permission", "role", role.getId()));
        }
        return CommandAnswer.text(String.join("\n", sentences));
    }

    /** Publishes what goes to announcement channels from now on, or stops that, for one kind or for all (null). */
    CommandAnswer publish(long guildId, @Nullable String kind, boolean on) {
        List<String> kinds = Stream.ofNullable(kind).toList();
        if (!on) {
            tastes.publish(guildId, kinds, false);
            return CommandAnswer.text(
                    words.say("feed.publish.off", "kinds", kindNames.title(kind == null ? feeds.kinds() : kinds)));
        }
        List<KindFeed> there = feeds.on(guildId).stream()
                .filter(feed -> kind == null || feed.kind().equals(kind))
                .toList();
        if (there.isEmpty()) {
            return CommandAnswer.refused(
                    kind == null
                            ? words.say("feed.none")
                            : words.say("feed.test.off", "kinds", kindNames.title(kinds)));
        }
        List<KindFeed> possible = there.stream()
                .filter(feed -> tastes.canPublish(guildId, feed.channelId()))
                .toList();
        if (possible.isEmpty()) {
            return CommandAnswer.refused(words.say(
                    "feed.publish.impossible",
                    "channel",
                    Long.toString(there.get(0).channelId())));
        }
        tastes.publish(guildId, names(possible), true);
        List<String> sentences = new ArrayList<>();
        sentences.add(words.say("feed.publish.done", "kinds", kindNames.list(names(possible))));
        List<KindFeed> others =
                there.stream().filter(feed -> !possible.contains(feed)).toList();
        if (!others.isEmpty()) {
            sentences.add(words.say("feed.publish.others", "kinds", kindNames.title(names(others))));
        }
        return CommandAnswer.text(String.join("\n", sentences));
    }

    private static List<String> names(List<KindFeed> kinds) {
        return kinds.stream().map(KindFeed::kind).toList();
    }
}
