package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Uploaded files, kept in memory and served by the same server. */
final class Files {
    private static final int LARGEST = 10 << 20;
    private static final int MAX_FILES = 10;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private final State state;
    private final Map<Long, Upload> stored = new LinkedHashMap<>();
    private volatile String baseUrl = "";

    Files(State state) {
        this.state = state;
    }

    void baseUrl(String url) {
        baseUrl = url;
    }

    @Nullable Upload stored(long id) {
        return stored.get(id);
    }

    /** The attachments that the request adds, not stored yet, by the name that embeds use for them. */
    Map<String, Pending> read(ChannelState channel, JsonNode body, List<Upload> uploads, Form form) {
        Map<String, Pending> pending = new LinkedHashMap<>();
        if (uploads.size() > MAX_FILES) {
            form.errors().tooLong("attachments", MAX_FILES);
        }
        for (Upload upload : uploads) {
            if (upload.bytes().length > LARGEST) {
                throw Refusal.TOO_LARGE.now();
            }
            long id = state.nextId();
            String name = upload.filename().replaceAll("[^A-Za-z0-9._-]", "_");
            ObjectNode json = json(channel.id(), id, name, upload);
            JsonNode about = about(body, upload.index());
            if (Json.given(about, "description")) {
                json.put("description", form.text(about, "description", "attachments.", 1024));
            }
            String key = pending.containsKey(upload.filename()) ? id + upload.filename() : upload.filename();
            pending.put(key, new Pending(id, json, upload));
        }
        return pending;
    }

    /** Takes a file for an option of a command; returns its id. */
    long attach(String filename, String contentType, byte[] bytes) {
        long id = state.nextId();
        Upload upload = new Upload(0, filename, contentType, bytes);
        stored.put(id, upload);
        state.attach(id, json(0, id, filename.replaceAll("[^A-Za-z0-9._-]", "_"), upload));
        return id;
    }

    void store(Pending pending) {
        stored.put(pending.id(), pending.upload());
    }

    void forget(JsonNode attachments) {
        attachments.forEach(attachment -> stored.remove(attachment.path("id").asLong()));
    }

    private static JsonNode about(JsonNode body, int index) {
        for (JsonNode attachment : body.path("attachments")) {
            if (attachment.path("id").asInt(-1) == index) {
                return attachment;
            }
        }
        return Json.object();
    }

    private ObjectNode json(long channelId, long id, String name, Upload upload) {
        String url = baseUrl + "attachments/" + Json.id(channelId) + "/" + Json.id(id) + "/" + name;
        ObjectNode json = Json.object();
        json.put("id", Json.id(id)).put("filename", name).put("size", upload.bytes().length);
        json.put("url", url).put("proxy_url", url).put("content_type", upload.contentType());
        byte[] bytes = upload.bytes();
        if (bytes.length > 24 && ByteBuffer.wrap(bytes, 0, 4).equals(ByteBuffer.wrap(PNG))) {
            json.put("width", ByteBuffer.wrap(bytes).getInt(16));
            json.put("height", ByteBuffer.wrap(bytes).getInt(20));
        }
        return json;
    }

    /** A file from a request that may still be refused. */
    record Pending(long id, ObjectNode json, Upload upload) {
        String url() {
            return json.path("url").asText();
        }
    }
}
