package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Draws one kind of announcement as Discord messages, whatever the site sent, and reads such messages back. */
public interface AnnouncementKind {

    /** The kind's name, the same as in the outbox. */
    String name();

    /** An embed for each item, over as few messages as possible; or lists where that would be too many. */
    List<RenderedMessage> cards(Announcement announcement);

    /** Like {@link #cards}, each of at most three lines; a kind without such a form draws its cards. */
    default List<RenderedMessage> compact(Announcement announcement) {
        return cards(announcement);
    }

    /** Lists with a line for each item, the oldest item first, over as few messages as possible. */
    List<RenderedMessage> list(Announcement announcement);

    /** The picture that goes with a list, if there is one; made and posted only where that works in time. */
    default Optional<ListPicture> picture(Announcement announcement) {
        return Optional.empty();
    }

    /** Text without any embed, for what Discord accepts in no other form. */
    List<RenderedMessage> plain(Announcement announcement);

    /**
     * The items that a message announces, in whichever form and by whichever version it was written; none when it is no
     * announcement of this kind.
     */
    Set<ItemKey> readBack(String content, List<MessageEmbed> embeds);

    /** An example for people to look at, without the pages by which an announcement is read back. */
    Announcement example(Example example, Instant now);

    /** The sentence that says that an example is none. */
    String exampleNote();
}
