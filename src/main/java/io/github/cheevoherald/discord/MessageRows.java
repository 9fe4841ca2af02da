package io.github.cheevoherald.discord;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.entities.EmbedType;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.data.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of messages from Discord's JSON. Every row needs an id and an author; our own rows also need the fields
 * that an announcement is read back from. Anything else may have any shape.
 */
final class MessageRows {
    private MessageRows() {}

    /** Makes a page of the rows, newest first. Fewer than were asked for mean the channel's end. */
    static HistoryResult page(DataArray rows, int asked, long selfId, long beforeId) {
        List<PostedMessage> ours = new ArrayList<>();
        long oldest = 0;
        for (int i = 0; i < rows.length(); i++) {
            long id = rows.isType(i, DataType.OBJECT) ? id(rows.getObject(i)) : 0;
            if (id == 0) {
                continue;
            }
            oldest = oldest == 0 ? id : Math.min(oldest, id);
            if (isOurs(rows.getObject(i), selfId)) {
                ours.add(message(id, rows.getObject(i)));
            }
        }
        boolean goesBack = oldest != 0 && (beforeId == 0 || oldest < beforeId);
        return goesBack || rows.isEmpty()
                ? new HistoryResult.Page(ours, oldest, rows.length() < asked)
                : new HistoryResult.Unavailable("Discord answered with messages without a place");
    }

    /** Posted by the bot, and not as an answer to a command. */
    private static boolean isOurs(DataObject row, long selfId) {
        return row.isType("author", DataType.OBJECT)
                && id(row.getObject("author")) == selfId
                && row.isNull("webhook_id")
                && row.isNull("interaction_metadata");
    }

    private static PostedMessage message(long id, DataObject row) {
        List<MessageEmbed> embeds =
                objects(row, "embeds").stream().map(MessageRows::embed).toList();
        String content = text(row, "content");
        return new PostedMessage(id, content == null ? "" : content, embeds);
    }

    private static MessageEmbed embed(DataObject row) {
        MessageEmbed.AuthorInfo author = row.isType("author", DataType.OBJECT)
                ? new MessageEmbed.AuthorInfo(
                        text(row.getObject("author"), "name"), text(row.getObject("author"), "url"), null, null)
                : null;
        List<MessageEmbed.Field> fields = objects(row, "fields").stream()
                .map(field -> new MessageEmbed.Field(text(field, "name"), text(field, "value"), false, false))
                .toList();
        return new MessageEmbed(
                text(row, "url"),
                text(row, "title"),
                text(row, "description"),
                EmbedType.RICH,
                time(row),
                0,
                null,
                null,
                author,
                null,
                null,
                null,
                fields,
                0);
    }

    private static @Nullable OffsetDateTime time(DataObject embed) {
        try {
            String time = text(embed, "timestamp");
            return time == null ? null : OffsetDateTime.parse(time);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static List<DataObject> objects(DataObject row, String key) {
        List<DataObject> objects = new ArrayList<>();
        if (row.isType(key, DataType.ARRAY)) {
            DataArray array = row.getArray(key);
            for (int i = 0; i < array.length(); i++) {
                if (array.isType(i, DataType.OBJECT)) {
                    objects.add(array.getObject(i));
                }
            }
        }
        return objects;
    }

    private static @Nullable String text(DataObject row, String key) {
        return row.isType(key, DataType.STRING) ? row.getString(key) : null;
    }

    private static long id(DataObject row) {
        try {
            return row.isNull("id") ? 0 : Long.parseUnsignedLong(row.getString("id"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
