package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Checks the bot's requests against Discord's own description of its API, if that file is available. */
public final class OpenApiCheck {
    private static final Path FILE = Path.of("../shared/discord/openapi.json");
    private static final String ADDRESS = "https://discord.test/openapi.json";
    private static final Set<String> NUMBERS = Set.of("contexts", "integration_types", "default_member_permissions");

    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private OpenApiCheck(String text) {
        // As the $defs of a plain schema, because the validator doesn't know OpenAPI's own keywords.
        JsonNode all =
                parse(text.replace("#/components/schemas/", "#/$defs/").replace("\"x-discord-union\"", "\"$comment\""));
        ObjectNode root = Json.object();
        ObjectNode definitions = all.path("components").path("schemas").deepCopy();
        root.set("$defs", definitions);
        all.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(described ->
                                add(path.getKey(), described.getKey(), described.getValue(), definitions)));
        // Fixed segments go before parameters: "@original" isn't a message id.
        operations.sort(Comparator.comparing(
                operation -> operation.template().chars().filter(c -> c == '{').count()));
        factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, root.toString()))));
    }

    private void add(String template, String method, JsonNode described, ObjectNode definitions) {
        JsonNode body = described.path("requestBody");
        JsonNode schema = body.path("content").path("application/json").path("schema");
        String name = schema.isMissingNode() ? "" : "body" + operations.size();
        if (!name.isEmpty()) {
            definitions.set(name, schema);
        }
        Pattern pattern = Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
        boolean required = body.path("required").asBoolean();
        operations.add(new Operation(method.toUpperCase(Locale.ROOT), template, pattern, name, required));
    }

    private static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether Discord's description is available; without it, nothing is checked. */
    public static boolean available() {
        return Files.exists(FILE);
    }

    /** Fails with every request whose path or body Discord doesn't describe. Does nothing without the file. */
    public static void verify(RestLog wire) {
        List<String> problems = new ArrayList<>();
        wire.entries().forEach(entry -> problems.addAll(problems(entry)));
        if (!problems.isEmpty()) {
            throw new AssertionError("Discord's description doesn't allow:\n" + String.join("\n", problems));
        }
    }

    /** The problems with a request, if any. */
    public static List<String> problems(WireEntry entry) {
        return available() ? Loaded.CHECK.check(entry) : List.of();
    }

    private List<String> check(WireEntry entry) {
        String request = entry.method() + " " + entry.path();
        Optional<Operation> match = operations.stream()
                .filter(operation -> operation.method().equals(entry.method()))
                .filter(operation -> operation.pattern().matcher(entry.path()).matches())
                .findFirst();
        if (match.isEmpty()) {
            return List.of(request + ": no such operation");
        }
        JsonNode body = entry.body();
        Operation operation = match.get();
        if (operation.schema().isEmpty()) {
            return body == null ? List.of() : List.of(request + ": takes no body");
        }
        if (body == null) {
            return operation.bodyRequired() ? List.of(request + ": needs a body") : List.of();
        }
        List<String> problems = new ArrayList<>();
        schema(operation.schema())
                .validate(coerced("", body))
                .forEach(message -> problems.add(request + ": " + message));
        return problems;
    }

    private JsonSchema schema(String name) {
        return schemas.computeIfAbsent(
                name, any -> factory.getSchema(SchemaLocation.of(ADDRESS + "#/$defs/" + name), config));
    }

    /** Discord accepts quoted digits as numbers, and numbers as ids; JDA relies on it. */
    private static JsonNode coerced(String field, JsonNode value) {
        if (value.isArray()) {
            ArrayNode copy = Json.array();
            value.forEach(item -> copy.add(coerced(field, item)));
            return copy;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(entry -> {
                boolean id = field.equals("attachments") && entry.getKey().equals("id");
                copy.set(entry.getKey(), coerced(id ? "attachment_id" : entry.getKey(), entry.getValue()));
            });
            return copy;
        }
        if (NUMBERS.contains(field) && value.isTextual()) {
            return Json.object().numberNode(Long.parseLong(value.asText()));
        }
        if (field.endsWith("_id") && value.isNumber()) {
            return Json.object().textNode(value.asText());
        }
        return value;
    }

    private record Operation(String method, String template, Pattern pattern, String schema, boolean bodyRequired) {}

    private static final class Loaded {
        private static final OpenApiCheck CHECK = load();

        private static OpenApiCheck load() {
            try {
                return new OpenApiCheck(Files.readString(FILE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
