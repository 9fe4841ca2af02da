package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.KindFeed;
import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.announce.Preview;
import io.github.cheevoherald.words.Words;
import java.util.List;
import net.dv8tion.jda.api.entities.Message;
import org.jspecify.annotations.Nullable;

/** {@code /feed preview}: shows the caller how an announcement looks today. */
final class FeedPreview {
    private final Feeds feeds;
    private final FeedTest test;
    private final KindNames kindNames;
    private final Words words;

    FeedPreview(Feeds feeds, FeedTest test, Words words) {
        this.feeds = feeds;
        this.test = test;
        this.kindNames = new KindNames(words);
        this.words = words;
    }

    /** Shows the latest announcement of a kind, or of the first kind that is on (null). */
    CommandAnswer answer(long guildId, @Nullable String kind, long callerId) {
        String shown = kind != null
                ? kind
                : feeds.on(guildId).stream()
                        .map(KindFeed::kind)
                        .findFirst()
                        .orElse(feeds.kinds().get(0));
        Preview preview = feeds.tastes().preview(guildId, shown, test.example(guildId, callerId));
        String intro = words.say(
                preview.isExample() ? "feed.preview.example" : "feed.preview.last",
                "kinds",
                kindNames.list(List.of(shown)),
                "style",
                words.say("style." + feeds.tastes().style(guildId)));
        String text = intro + "\n" + preview.message().getContent();
        return CommandAnswer.looking(
                preview.message(),
                text.length() > Message.MAX_CONTENT_LENGTH ? preview.message().getContent() : text);
    }
}
