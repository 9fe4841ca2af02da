package io.github.cheevoherald.sandbox.site;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object whose fields keep their order and may be null. */
final class OrderedJson {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    OrderedJson put(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    @JsonValue
    Map<String, @Nullable Object> fields() {
        return fields;
    }
}
