package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON:API document that holds a list. Unknown attributes and kinds of resources are ignored. */
final class JsonApiDocument {
    private final JsonNode root;
    private final JsonNode data;
    private final Map<String, JsonNode> included = new HashMap<>();

    private JsonApiDocument(JsonNode root) {
        this.root = root;
        this.data = root.path("data");
        if (!data.isArray()) {
            throw new UnexpectedShape("data is not a list");
        }
        for (JsonNode resource : root.path("included")) {
            included.put(key(resource), resource);
        }
    }

    /** Reads an answer; an error, or JSON of another shape, throws {@link UnexpectedShape}. */
    static JsonApiDocument of(Reply.Json json) {
        return new JsonApiDocument(json.found());
    }

    /** The rows that could be read, and how many could not. */
    record Rows<T>(List<T> read, int skipped, String reason) {}

    /** Reads the rows of a type. One that the reader makes nothing of is ignored, one of a wrong shape is skipped. */
    <T> Rows<T> rows(String type, Function<JsonApiRow, @Nullable T> reader) {
        List<T> rows = new ArrayList<>(data.size());
        int skipped = 0;
        String reason = "";
        for (JsonNode resource : data) {
            if (resource.isObject() && !resource.path("type").asText(type).equals(type)) {
                continue;
            }
            try {
                T row = reader.apply(new JsonApiRow(resource, this));
                if (row != null) {
                    rows.add(row);
                }
            } catch (UnexpectedShape unexpected) {
                skipped++;
                reason = unexpected.reason();
            }
        }
        if (skipped > 0 && skipped == data.size()) {
            throw new UnexpectedShape("no row can be read: " + reason);
        }
        return new Rows<>(rows, skipped, reason);
    }

    /** Whether the site has another page after this one, of so many rows. */
    boolean hasMore(int size) {
        JsonNode links = root.path("links");
        JsonNode next = links.path("next");
        return links.isObject() ? next.isTextual() || next.isObject() : data.size() >= size;
    }

    /** How many rows all pages have together; 0 where the site doesn't count them. */
    int total() {
        return root.path("meta").path("page").path("total").asInt();
    }

    @Nullable JsonApiRow included(JsonNode reference) {
        JsonNode resource = included.get(key(reference));
        return resource == null ? null : new JsonApiRow(resource, this);
    }

    /** Those of a list of references that the document includes; a single reference counts as a list of one. */
    List<JsonApiRow> allIncluded(JsonNode references) {
        List<JsonApiRow> found = new ArrayList<>();
        for (JsonNode reference : references.isObject() ? List.of(references) : references) {
            JsonApiRow row = included(reference);
            if (row != null) {
                found.add(row);
            }
        }
        return found;
    }

    private static String key(JsonNode resource) {
        return resource.path("type").asText() + " " + resource.path("id").asText();
    }
}
