package io.github.cheevoherald.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Writes the control API's JSON: records field by field, times in ISO-8601, Discord ids as strings. */
final class ControlJson {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addSerializer(URI.class, ToStringSerializer.instance))
            .build();

    private ControlJson() {}

    static void send(Context context, int status, Object body) {
        try {
            context.status(status);
            context.contentType("application/json");
            context.result(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> error(String sentence) {
        return Map.of("error", sentence);
    }
}
