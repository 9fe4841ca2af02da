package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses a message's embeds into the form in which the API returns them. */
final class EmbedForm {
    private static final int TOTAL = 6000;
    private static final Set<String> LINK = Set.of("http", "https");
    private static final Set<String> PICTURE = Set.of("http", "https", "attachment");

    private final Form form;
    private final Map<String, String> attachmentUrls;
    private int total;

    /** @param attachmentUrls the message's own attachments, by file name */
    EmbedForm(Form form, Map<String, String> attachmentUrls) {
        this.form = form;
        this.attachmentUrls = attachmentUrls;
    }

    ArrayNode read(JsonNode embeds) {
        ArrayNode read = Json.array();
        if (!form.list(embeds, "embeds", 0, 10)) {
            return read;
        }
        for (int i = 0; i < embeds.size(); i++) {
            read.add(embed(embeds.get(i), "embeds." + i + "."));
        }
        if (total > TOTAL) {
            form.errors().add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of " + TOTAL);
        }
        return read;
    }

    private ObjectNode embed(JsonNode embed, String path) {
        ObjectNode read = Json.object();
        read.put("type", "rich");
        put(read, "url", form.url(embed, "url", path, LINK));
        put(read, "title", counted(form.text(embed, "title", path, 256)));
        put(read, "description", counted(form.text(embed, "description", path, 4096)));
        Long color = form.number(embed, "color", path, 0, 0xFFFFFF);
        if (color != null) {
            read.put("color", color);
        }
        put(read, "timestamp", time(embed, path));
        author(embed.path("author"), path + "author.", read);
        footer(embed.path("footer"), path + "footer.", read);
        picture(embed.path("thumbnail"), path + "thumbnail.", read, "thumbnail");
        picture(embed.path("image"), path + "image.", read, "image");
        fields(embed.path("fields"), path + "fields", read);
        if (read.size() == 1) {
            form.errors().required(path + "description");
        }
        return read;
    }

    private static void put(ObjectNode into, String field, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            into.put(field, text);
        }
    }

    private @Nullable String counted(@Nullable String text) {
        total += text == null ? 0 : Form.length(text);
        return text;
    }

    private void author(JsonNode author, String path, ObjectNode into) {
        if (author.isObject()) {
            ObjectNode read = Json.object();
            read.put("name", counted(form.required(author, "name", path, 256)));
            put(read, "url", form.url(author, "url", path, LINK));
            put(read, "icon_url", pictureUrl(author, "icon_url", path));
            into.set("author", read);
        }
    }

    private void footer(JsonNode footer, String path, ObjectNode into) {
        if (footer.isObject()) {
            ObjectNode read = Json.object();
            read.put("text", counted(form.required(footer, "text", path, 2048)));
            put(read, "icon_url", pictureUrl(footer, "icon_url", path));
            into.set("footer", read);
        }
    }

    private void picture(JsonNode picture, String path, ObjectNode into, String name) {
        if (picture.isObject()) {
            String url = pictureUrl(picture, "url", path);
            if (!Json.given(picture, "url")) {
                form.errors().required(path + "url");
            } else if (url != null) {
                ObjectNode read = into.putObject(name)
                        .put("url", url)
                        .put("proxy_url", url)
                        .put("width", 0)
                        .put("height", 0);
                put(read, "description", form.text(picture, "description", path, 1024));
            }
        }
    }

    private @Nullable String pictureUrl(JsonNode object, String field, String path) {
        String url = form.url(object, field, path, PICTURE);
        if (url == null || !url.startsWith("attachment://")) {
            return url;
        }
        String uploaded = attachmentUrls.get(url.substring("attachment://".length()));
        if (uploaded == null) {
            String message = "The referenced attachment was not found.";
            form.errors().add(path + field, "REFERENCED_ATTACHMENT_NOT_FOUND", message);
        }
        return uploaded;
    }

    private void fields(JsonNode fields, String path, ObjectNode into) {
        if (!form.list(fields, path, 0, 25) || fields.isEmpty()) {
            return;
        }
        ArrayNode read = into.putArray("fields");
        for (int i = 0; i < fields.size(); i++) {
            JsonNode field = fields.get(i);
            String at = path + "." + i + ".";
            String name = form.required(field, "name", at, 256);
            String value = form.required(field, "value", at, 1024);
            counted(name);
            counted(value);
            boolean inline = field.path("inline").asBoolean();
            read.addObject().put("name", name).put("value", value).put("inline", inline);
        }
    }

    private @Nullable String time(JsonNode embed, String path) {
        String text = form.text(embed, "timestamp", path, 64);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Json.time(parse(text).toInstant());
        } catch (DateTimeException e) {
            String message = "Could not parse " + text + ". Should be ISO8601.";
            form.errors().add(path + "timestamp", "DATE_TIME_TYPE_PARSE", message);
            return null;
        }
    }

    private static OffsetDateTime parse(String text) {
        try {
            return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        } catch (DateTimeParseException e) {
            return LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .atOffset(ZoneOffset.UTC);
        }
    }
}
