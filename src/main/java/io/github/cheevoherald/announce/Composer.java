package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns entries of the outbox into messages, each with its own nonce, before they are tried. */
final class Composer {
    private static final Logger LOG = LoggerFactory.getLogger(Composer.class);

    /** More items than this at once would flood a channel if each got a card. */
    private static final int MAX_CARDS = 10;

    /** More than the lines that fit into one list message, so that no more entries are read than needed. */
    private static final int MAX_LINES = 100;

    /** Older entries are no news any more, and go out as a list. */
    private static final Duration NEWS = Duration.ofHours(1);

    /** Younger entries may pass a list. A flood gets this many messages past it at most. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final AnnouncementKinds kinds;
    private final ServerTaste taste;
    private final Nonces nonces;
    private final Clock clock;

    Composer(Outbox outbox, AnnouncementKinds kinds, ServerTaste taste, Nonces nonces, Clock clock) {
        this.outbox = outbox;
        this.kinds = kinds;
        this.taste = taste;
        this.nonces = nonces;
        this.clock = clock;
    }

    /**
     * Entries to announce together, in order, or a single one that is rendered already. Of lists, only a few may go out
     * each minute.
     */
    record Selection(List<OutboxEntry> entries, boolean list) {
        Selection {
            entries = List.copyOf(entries);
        }

        OutboxEntry first() {
            return entries.get(0);
        }
    }

    /**
     * Selects the next entry, together with those behind it where they make a list, since they are many, or old: as many
     * as fit into {@code pages} messages.
     */
    Selection select(OutboxEntry entry, int pages) {
        if (entry.content() != null) {
            return new Selection(List.of(entry), entry.listed());
        }
        List<OutboxEntry> waiting = outbox.untouched(entry.feed(), MAX_LINES * Math.max(1, pages));
        int items = waiting.stream().mapToInt(one -> one.announcement().count()).sum();
        // Not first when something older was added this very moment.
        boolean among = !waiting.isEmpty() && waiting.get(0).equals(entry);
        if (among && waiting.size() > 1 && items > MAX_CARDS) {
            return new Selection(waiting, true);
        }
        if (among && isOld(entry)) {
            return new Selection(waiting.stream().takeWhile(this::isOld).toList(), true);
        }
        Announcement announcement = entry.announcement();
        boolean list =
                announcement.count() > MAX_CARDS || announcement.players().size() > 1;
        return new Selection(List.of(entry), list);
    }

    private boolean isOld(OutboxEntry entry) {
        return entry.createdAt().isBefore(clock.instant().minus(NEWS));
    }

    /** Selects what may go to a feed while a list has to wait: a fresh entry about a player with nothing older in it. */
    Optional<Selection> selectNews(FeedKey feed) {
        return outbox.news(feed, MAX_CARDS, clock.instant().minus(FRESH))
                .map(entry -> new Selection(List.of(entry), false));
    }

    /**
     * Renders a selection and returns its first message; empty when part of it was dropped meanwhile, or when it was
     * rendered anew. A list of several players takes at most {@code pages} messages, and the rest stays as it is.
     */
    Optional<OutboxEntry> compose(Selection selection, int pages) {
        if (selection.first().content() != null) {
            return restyle(selection.first()) ? Optional.empty() : Optional.of(selection.first());
        }
        // The next entry goes before everything newer, even where that was found together with something older.
        long until = outbox.nextDate(selection.entries());
        List<Item> items = new ArrayList<>();
        for (OutboxEntry entry : selection.entries()) {
            entry.announcement().items().stream()
                    .filter(item -> item.date() <= until)
                    .forEach(items::add);
        }
        Announcement whole = selection.first().announcement().withItems(items);
        FeedKey feed = selection.first().feed();
        MessageForm form = taste.form(feed, selection.list());
        List<RenderedMessage> drawn = draw(kinds.of(selection.first()), whole, form);
        // What counts as tried continues an announcement that has begun.
        boolean begins = selection.entries().stream().anyMatch(entry -> entry.attempts() == 0);
        List<RenderedMessage> messages = begins ? taste.pinging(feed, drawn, clock.instant()) : drawn;
        boolean all = whole.players().size() == 1;
        return put(selection, all ? messages : messages.subList(0, Math.min(Math.max(pages, 1), messages.size())));
    }

    /**
     * Draws a message that was never tried in the form that its server wants by now; false when it has that form. Plain
     * text stays, since that may be all that Discord takes.
     */
    private boolean restyle(OutboxEntry entry) {
        boolean mayChange = entry.form() == MessageForm.CARDS || entry.form() == MessageForm.COMPACT;
        MessageForm wanted = mayChange && entry.attempts() == 0 ? taste.form(entry.feed(), false) : entry.form();
        if (wanted == null || wanted == entry.form()) {
            return false;
        }
        List<RenderedMessage> drawn = draw(kinds.of(entry), entry.announcement(), wanted);
        if (drawn.get(0).form() == entry.form()) {
            return false;
        }
        replace(entry, drawn);
        return true;
    }

    /** Puts messages in the place of one, whose ping the first of them takes over. */
    private void replace(OutboxEntry entry, List<RenderedMessage> drawn) {
        List<RenderedMessage> all = drawn;
        for (String role :
                MessageJson.read(Objects.requireNonNull(entry.content())).getMentionedRoles()) {
            all = RoleMention.inTheFirst(all, role);
        }
        outbox.inPlaceOf(entry, messages(all, entry.listed()));
    }

    static List<RenderedMessage> draw(AnnouncementKind kind, Announcement whole, MessageForm form) {
        try {
            return switch (form) {
                case CARDS -> kind.cards(whole);
                case COMPACT -> kind.compact(whole);
                case LIST -> kind.list(whole);
                case PLAIN -> kind.plain(whole);
            };
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("An announcement couldn't be rendered and goes out as plain text", e);
            return kind.plain(whole);
        }
    }

    /** Replaces by messages what these announce of the selected entries, and leaves the rest. */
    private Optional<OutboxEntry> put(Selection selection, List<RenderedMessage> messages) {
        Set<ItemKey> announced = new HashSet<>();
        messages.forEach(message -> message.announcement().items().forEach(item -> announced.add(item.key())));
        List<OutboxEntry> replaced = new ArrayList<>();
        Map<OutboxEntry, Announcement> left = new LinkedHashMap<>();
        for (OutboxEntry entry : selection.entries()) {
            Optional<Announcement> rest = entry.announcement().only(item -> !announced.contains(item.key()));
            if (rest.isEmpty() || rest.get().count() != entry.announcement().count()) {
                replaced.add(entry);
                rest.ifPresent(announcement -> left.put(entry, announcement));
            }
        }
        return outbox.rendered(replaced, messages(messages, selection.list()), left);
    }

    /** Replaces a message whose embeds Discord refuses by plain text; false when it is plain already. */
    boolean makePlain(OutboxEntry entry) {
        if (entry.content() == null || entry.form() == MessageForm.PLAIN) {
            return false;
        }
        replace(entry, kinds.of(entry).plain(entry.announcement()));
        return true;
    }

    /**
     * Replaces a message that Discord refuses as a whole by two, with half of its items each; false when it announces a
     * single item.
     */
    boolean split(OutboxEntry entry) {
        List<Announcement> halves = entry.announcement().halves();
        if (entry.content() == null || halves.size() < 2) {
            return false;
        }
        AnnouncementKind kind = kinds.of(entry);
        MessageForm form = Objects.requireNonNullElse(entry.form(), MessageForm.CARDS);
        List<RenderedMessage> messages =
                halves.stream().flatMap(half -> draw(kind, half, form).stream()).toList();
        replace(entry, messages);
        return true;
    }

    /** Makes a message that may be posted where nobody can see it any more a new one, with another nonce. */
    void renew(OutboxEntry entry) {
        if (entry.content() == null) {
            outbox.notSent(entry.id(), "somebody was taken out of it", clock.instant());
        } else {
            MessageForm form = Objects.requireNonNullElse(entry.form(), MessageForm.CARDS);
            Outbox.Message message =
                    new Outbox.Message(entry.announcement(), entry.content(), nonces.next(), entry.listed(), form);
            outbox.inPlaceOf(entry, List.of(message));
        }
    }

    private List<Outbox.Message> messages(List<RenderedMessage> rendered, boolean listed) {
        List<Outbox.Message> messages = new ArrayList<>();
        for (RenderedMessage one : rendered) {
            String content = MessageJson.write(one.message());
            messages.add(new Outbox.Message(one.announcement(), content, nonces.next(), listed, one.form()));
        }
        return messages;
    }
}
