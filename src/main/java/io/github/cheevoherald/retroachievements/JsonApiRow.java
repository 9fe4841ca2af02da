package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resource of a JSON:API document: its attributes and the resources that it is related to. */
final class JsonApiRow {
    private final JsonNode node;
    private final JsonApiDocument document;
    private final JsonFields attributes;

    JsonApiRow(JsonNode node, JsonApiDocument document) {
        this.node = node;
        this.document = document;
        this.attributes = JsonFields.of(node.path("attributes"));
    }

    String id() {
        return text(node, "id");
    }

    long number() {
        return number(id());
    }

    /** The attributes that were asked for, and perhaps others. */
    JsonFields attributes() {
        return attributes;
    }

    /** The id of a related resource; null if there is none. */
    @Nullable Long relatedNumber(String relation) {
        JsonNode related = related(relation);
        return related == null ? null : number(text(related, "id"));
    }

    long requiredNumber(String relation) {
        Long id = relatedNumber(relation);
        if (id == null) {
            throw new UnexpectedShape(relation + " is absent");
        }
        return id;
    }

    /** A related resource, if the document includes it. */
    @Nullable JsonApiRow included(String relation) {
        JsonNode related = related(relation);
        return related == null ? null : document.included(related);
    }

    JsonApiRow requiredIncluded(String relation) {
        JsonApiRow row = included(relation);
        if (row == null) {
            throw new UnexpectedShape(relation + " is absent");
        }
        return row;
    }

    /** Those related resources that the document includes. */
    List<JsonApiRow> allIncluded(String relation) {
        return document.allIncluded(data(relation));
    }

    private @Nullable JsonNode related(String relation) {
        JsonNode data = data(relation);
        return data.isObject() ? data : null;
    }

    private JsonNode data(String relation) {
        return node.path("relationships").path(relation).path("data");
    }

    static String text(JsonNode resource, String name) {
        JsonNode value = resource.path(name);
        if ((value.isTextual() && !value.textValue().isBlank()) || value.isIntegralNumber()) {
            return value.asText();
        }
        throw new UnexpectedShape(name + " is absent");
    }

    private static long number(String id) {
        try {
            long number = Long.parseLong(id);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        throw new UnexpectedShape("an id is not a number");
    }
}
