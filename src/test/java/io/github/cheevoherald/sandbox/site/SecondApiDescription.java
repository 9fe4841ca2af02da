package io.github.cheevoherald.sandbox.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The site's own description of its second API, where that file is at hand. */
final class SecondApiDescription {
    private static final Path FILE = Path.of("..", "shared", "retroachievements", "v2-openapi.json");
    private static final String ADDRESS = "https://site.test/v2-openapi.json";
    private static final String MEDIA_TYPE = "application/vnd.api+json";

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonNode root;
    private final ObjectNode definitions;
    private final JsonSchemaFactory factory;

    SecondApiDescription() throws IOException {
        root = mapper.readTree(Files.readString(FILE).replace("#/components/schemas/", "#/$defs/"));
        allowNull(root);
        definitions = root.path("components").path("schemas").deepCopy();
        root.path("paths")
                .properties()
                .forEach(path -> definitions.set("answer" + path.getKey().hashCode(), answer(path.getValue())));
        ObjectNode schema = mapper.createObjectNode();
        schema.set("$defs", definitions);
        factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, schema.toString()))));
    }

    static boolean available() {
        return Files.exists(FILE);
    }

    private static JsonNode answer(JsonNode path) {
        return path.path("get")
                .path("responses")
                .path("200")
                .path("content")
                .path(MEDIA_TYPE)
                .path("schema");
    }

    /** The validator knows nothing of OpenAPI's own word for "or null". */
    private void allowNull(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("nullable").asBoolean()
                && object.path("type").isTextual()) {
            ArrayNode types = mapper.createArrayNode();
            types.add(object.path("type").asText()).add("null");
            object.set("type", types);
        }
        node.forEach(this::allowNull);
    }

    /** What is wrong with a question: an unknown path or parameter, or a value that isn't offered. */
    List<String> problems(String path, Map<String, String> parameters) {
        JsonNode described = root.path("paths").path(path).path("get");
        if (described.isMissingNode()) {
            return List.of(path + ": no such path");
        }
        List<String> problems = new ArrayList<>();
        parameters.forEach((name, value) -> {
            JsonNode parameter = parameter(described, name);
            if (parameter.isMissingNode()) {
                problems.add(path + ": no such parameter " + name);
            } else {
                Set<String> offered = new HashSet<>();
                parameter.path("schema").path("items").path("enum").forEach(item -> offered.add(item.asText()));
                Arrays.stream(value.split(",", -1))
                        .filter(item -> !offered.isEmpty() && !offered.contains(item))
                        .forEach(item -> problems.add(path + ": " + name + " doesn't offer " + item));
            }
        });
        return problems;
    }

    private static JsonNode parameter(JsonNode described, String name) {
        for (JsonNode parameter : described.path("parameters")) {
            String known = parameter.path("name").asText();
            if (known.equals(name) || known.equals(name + "[]")) {
                return parameter;
            }
        }
        return described.path("no such parameter");
    }

    /** What is wrong with an answer, including attributes that the description doesn't list. */
    List<String> problems(String path, JsonNode body) {
        JsonSchema schema = factory.getSchema(SchemaLocation.of(ADDRESS + "#/$defs/answer" + path.hashCode()));
        List<String> problems = new ArrayList<>();
        schema.validate(body).forEach(message -> problems.add(path + ": " + message));
        body.path("data").forEach(resource -> unlisted(path, resource, problems));
        body.path("included").forEach(resource -> unlisted(path, resource, problems));
        return problems;
    }

    private void unlisted(String path, JsonNode resource, List<String> problems) {
        String type = resource.path("type").asText();
        JsonNode listed =
                definitions.path("resources." + type + ".resource.fetch").path("properties");
        for (String part : List.of("attributes", "relationships")) {
            resource.path(part).fieldNames().forEachRemaining(name -> {
                if (listed.path(part).path("properties").path(name).isMissingNode()) {
                    problems.add(path + ": " + type + " has no " + name);
                }
            });
        }
    }
}
