package io.github.cheevoherald.retroachievements;

import org.jspecify.annotations.Nullable;

/** Reads an event achievement of the second API. */
final class EventAchievementReader {
    private EventAchievementReader() {}

    /** Null for one whose copy the site doesn't name, such as an event that is still being made. */
    static @Nullable EventAchievement read(JsonApiRow row) {
        Long copyId = row.relatedNumber("eventAchievement");
        if (copyId == null) {
            return null;
        }
        JsonFields fields = row.attributes();
        JsonApiRow original = row.included("sourceAchievement");
        JsonApiRow copy = row.included("eventAchievement");
        JsonApiRow shown = original == null ? copy : original;
        JsonApiRow event = row.included("event");
        return new EventAchievement(
                row.number(),
                copyId,
                row.relatedNumber("sourceAchievement"),
                shown == null ? "" : shown.attributes().text("title"),
                shown == null ? "" : shown.attributes().text("description"),
                shown == null ? 0 : shown.attributes().intOrZero("points"),
                shown == null ? null : shown.attributes().wordOrNull("badgeUrl"),
                row.relatedNumber("event"),
                event == null ? "" : event.attributes().text("title"),
                event == null ? null : event.attributes().wordOrNull("badgeUrl"),
                fields.dateOrNull("activeFrom"),
                fields.dateOrNull("activeUntil"),
                fields.wordOrNull("decorator"));
    }
}
