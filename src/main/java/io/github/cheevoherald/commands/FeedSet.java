package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.KindFeed;
import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /feed set}: chooses the server's default channel, or a channel for one kind. */
final class FeedSet {
    private final Feeds feeds;
    private final FeedTest test;
    private final KindNames kindNames;
    private final Words words;

    FeedSet(Feeds feeds, FeedTest test, Words words) {
        this.feeds = feeds;
        this.test = test;
        this.kindNames = new KindNames(words);
        this.words = words;
    }

    /** Chooses the channel for a kind, or the default channel (null), and proves by an example that it works. */
    CommandAnswer answer(long guildId, @Nullable String kind, long channelId, long callerId) {
        Optional<String> refusal = refusal(feeds.access(guildId, channelId), channelId);
        if (refusal.isPresent()) {
            return CommandAnswer.refused(refusal.get());
        }
        List<KindFeed> before = feeds.on(guildId);
        feeds.set(guildId, kind, channelId);
        List<KindFeed> after = feeds.on(guildId);
        List<KindFeed> chosen = after.stream()
                .filter(feed -> kind == null ? !feed.own() : feed.kind().equals(kind))
                .toList();
        List<String> sentences = new ArrayList<>();
        sentences.add(chosen(chosen, channelId, before));
        if (kind == null) {
            elsewhere(after, channelId).ifPresent(sentences::add);
        }
        if (before.isEmpty()) {
            off(after).ifPresent(sentences::add);
        }
        if (!wereThere(chosen, channelId, before)) {
            CommandAnswer example = test.answer(guildId, chosen.get(0).kind(), callerId);
            sentences.add(example.message().getContent());
        }
        return CommandAnswer.text(String.join("\n", sentences));
    }

    private String chosen(List<KindFeed> chosen, long channelId, List<KindFeed> before) {
        if (chosen.isEmpty()) {
            return words.say("feed.set.unused", "channel", Long.toString(channelId));
        }
        boolean again = wereThere(chosen, channelId, before);
        return words.say(
                again ? "feed.set.again" : "feed.set.done",
                "kinds",
                again ? kindNames.title(kinds(chosen)) : kindNames.list(kinds(chosen)),
                "channel",
                Long.toString(channelId));
    }

    private static boolean wereThere(List<KindFeed> chosen, long channelId, List<KindFeed> before) {
        return chosen.stream()
                .allMatch(feed -> before.stream()
                        .anyMatch(old -> old.kind().equals(feed.kind()) && old.channelId() == channelId));
    }

    private Optional<String> elsewhere(List<KindFeed> after, long channelId) {
        List<KindFeed> elsewhere = after.stream()
                .filter(feed -> feed.own() && feed.channelId() != channelId)
                .toList();
        return elsewhere.isEmpty()
                ? Optional.empty()
                : Optional.of(words.say("feed.set.elsewhere", "kinds", kindNames.title(kinds(elsewhere))));
    }

    private Optional<String> off(List<KindFeed> after) {
        List<String> off = new ArrayList<>(feeds.kinds());
        off.removeAll(kinds(after));
        return off.isEmpty()
                ? Optional.empty()
                : Optional.of(words.say("feed.off.still", "kinds", kindNames.title(off)));
    }

    private static List<String> kinds(List<KindFeed> feeds) {
        return feeds.stream().map(KindFeed::kind).toList();
    }

    private Optional<String> refusal(ChannelAccess access, long channelId) {
        return switch (access.kind()) {
            case USABLE -> Optional.empty();
            case MISSING ->
                Optional.of(words.say(
                        "feed.set.missing",
                        "channel",
                        Long.toString(channelId),
                        "permissions",
                        FeedPlaceLines.permissions(words, access)));
            case WRONG_KIND -> Optional.of(words.say("feed.set.not-text"));
            case LOCKED -> Optional.of(words.say("feed.set.locked"));
            case GONE, HIDDEN -> Optional.of(words.say("feed.set.unknown-channel"));
            case NO_SERVER, NOT_KNOWN -> Optional.of(words.say("feed.set.unknown-server"));
        };
    }
}
