package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Face;
import io.github.cheevoherald.discord.ServerExtras;
import io.github.cheevoherald.discord.ServerExtras.FaceResult;
import io.github.cheevoherald.discord.ServerExtras.RoleAccess;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.FeedChoices;
import io.github.cheevoherald.guilds.FeedOptions;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.guilds.Style;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Filter;
import io.github.cheevoherald.outbox.FilterProperty;
import io.github.cheevoherald.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets a server's people choose what is left out, how announcements look, whom they ping, and the bot's face. */
public final class FeedTastes {
    /** The names of the styles, as people choose them. */
    public static final List<String> STYLES =
            Stream.of(Style.values()).map(FeedTastes::nameOf).toList();

    /** Between two changes of the bot's face in a server. */
    public static final Duration BETWEEN_FACES = Duration.ofMinutes(5);

    private final Guilds guilds;
    private final FeedOptions options;
    private final Outbox outbox;
    private final Delivery delivery;
    private final ServerExtras extras;
    private final Clock clock;

    FeedTastes(Guilds guilds, Outbox outbox, Delivery delivery, ServerExtras extras, Clock clock) {
        this.guilds = guilds;
        this.options = guilds.options();
        this.outbox = outbox;
        this.delivery = delivery;
        this.extras = extras;
        this.clock = clock;
    }

    /**
     * What is chosen for a kind in a server, to be read with {@link TasteWords}.
     *
     * @param mentionRole the role that is pinged; null for none
     * @param canPublish whether the kind goes to an announcement channel
     */
    public record Taste(
            String kind,
            Filter filter,
            @Nullable Long mentionRole,
            RoleAccess roleAccess,
            boolean publish,
            boolean canPublish) {}

    /** What is chosen for each of these kinds, whether or not it is on; without kinds, for all. */
    public List<Taste> of(long guildId, List<String> kinds) {
        return (kinds.isEmpty() ? delivery.kinds() : kinds)
                .stream().map(kind -> of(guildId, kind)).toList();
    }

    private Taste of(long guildId, String kind) {
        FeedChoices choices = options.of(guildId, kind);
        Long role = choices.mentionRole();
        long channelId = guilds.feed(guildId, kind).map(Feed::channelId).orElse(0L);
        return new Taste(
                kind,
                outbox.filters().of(new FeedKey(guildId, kind)),
                role,
                role == null ? RoleAccess.PINGS : extras.role(guildId, channelId, role),
                choices.publish(),
                extras.isAnnouncementChannel(guildId, channelId));
    }

    /** The name of the style in which a server's announcements are drawn. */
    public String style(long guildId) {
        return nameOf(options.of(guildId, "").style());
    }

    /** Chooses a style by name. */
    public void style(long guildId, String name) {
        options.style(guildId, Style.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    private static String nameOf(Style style) {
        return style.name().toLowerCase(Locale.ROOT);
    }

    /** The properties that a filter asks for and a kind doesn't have, by name. */
    public List<String> lacking(String kind, FilterChange change) {
        Set<FilterProperty> there = outbox.filters().propertiesOf(kind);
        return change.properties().stream()
                .filter(property -> !there.contains(property))
                .map(FilterProperty::name)
                .toList();
    }

    /** Whether no kind would leave out more games and consoles than it can. */
    public boolean hasRoom(long guildId, List<String> kinds, FilterChange change) {
        return of(guildId, kinds).stream().noneMatch(taste -> change.isTooMuchFor(taste.filter()));
    }

    /** Adds conditions to the filters of these kinds, or of all; each takes those for which it has the property. */
    public void filter(long guildId, List<String> kinds, FilterChange change) {
        for (String kind : kinds.isEmpty() ? delivery.kinds() : kinds) {
            Set<FilterProperty> there = outbox.filters().propertiesOf(kind);
            outbox.filters().change(guildId, List.of(kind), before -> change.applyTo(before, there));
        }
    }

    /** Chooses the role that these kinds ping, or all kinds; null for none. */
    public void mention(long guildId, List<String> kinds, @Nullable Long roleId) {
        options.mention(guildId, kinds.isEmpty() ? delivery.kinds() : kinds, roleId);
    }

    /** Chooses whether messages of these kinds are published, or of all kinds. */
    public void publish(long guildId, List<String> kinds, boolean on) {
        options.publish(guildId, kinds.isEmpty() ? delivery.kinds() : kinds, on);
    }

    /** Whether messages in the channel can be published. */
    public boolean canPublish(long guildId, long channelId) {
        return extras.isAnnouncementChannel(guildId, channelId);
    }

    /** Whether the bot may change its own name in the server. */
    public boolean mayChangeNickname(long guildId) {
        return extras.mayChangeNickname(guildId);
    }

    /** Changes the bot's face in a server; empty when it was changed a moment ago. The future never fails. */
    public Optional<CompletableFuture<FaceResult>> changeFace(long guildId, Face face) {
        if (!options.changeFace(guildId, clock.instant(), BETWEEN_FACES)) {
            return Optional.empty();
        }
        return Optional.of(extras.changeFace(guildId, face).thenApply(result -> {
            boolean unchanged = result != FaceResult.CHANGED && result != FaceResult.UNKNOWN;
            if (unchanged) {
                options.faceUnchanged(guildId);
            }
            return result;
        }));
    }

    /** The server's latest announcement of a kind as it would look now; an example if there is none. */
    public Preview preview(long guildId, String kind, Example example) {
        return delivery.preview(new FeedKey(guildId, kind), example);
    }
}
