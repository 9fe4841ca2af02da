package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Collects the errors of a request body, nested the way Discord nests them. */
final class FieldErrors {
    private final ObjectNode root = Json.object();

    /** Paths are dotted, with list positions as numbers: {@code embeds.0.title}. */
    void add(String path, String code, String message) {
        ObjectNode at = root;
        for (String step : path.split("\\.", -1)) {
            JsonNode next = at.get(step);
            at = next instanceof ObjectNode existing ? existing : at.putObject(step);
        }
        JsonNode list = at.get("_errors");
        var errors = list instanceof ArrayNode existing ? existing : at.putArray("_errors");
        errors.addObject().put("code", code).put("message", message);
    }

    void required(String path) {
        add(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    void tooLong(String path, int max) {
        add(path, "BASE_TYPE_MAX_LENGTH", "Must be " + max + " or fewer in length.");
    }

    void badLength(String path, int min, int max) {
        add(path, "BASE_TYPE_BAD_LENGTH", "Must be between " + min + " and " + max + " in length.");
    }

    void choices(String path, String allowed) {
        add(path, "BASE_TYPE_CHOICES", "Value must be one of {" + allowed + "}.");
    }

    boolean isEmpty() {
        return root.isEmpty();
    }

    /** Refuses the body if there were any errors. */
    void refuse() {
        if (!isEmpty()) {
            throw new ApiException(Refusal.INVALID_FORM, root);
        }
    }
}
