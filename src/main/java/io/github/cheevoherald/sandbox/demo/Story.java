package io.github.cheevoherald.sandbox.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names and texts of the demo, as its resource holds them.
 *
 * @param members Discord names, each with the name on the site
 */
record Story(
        String server,
        String admin,
        List<String> channels,
        LinkedHashMap<String, String> members,
        List<String> developers,
        List<String> strangers,
        List<String> events,
        List<GameText> games,
        List<String> tickets) {

    /** A game and its achievements, each written as {@code title | description | points | type}. */
    record GameText(String title, String console, List<String> achievements) {}

    /** An achievement's words and worth. */
    record AchievementText(
            String title,
            String description,
            int points,
            @Nullable String type) {
        static AchievementText parse(String line) {
            List<String> parts =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            return new AchievementText(
                    parts.get(0), parts.get(1), Integer.parseInt(parts.get(2)), parts.size() > 3 ? parts.get(3) : null);
        }
    }

    /** The name on the site of each member, in order. */
    List<String> players() {
        return List.copyOf(members.values());
    }

    static Story load() {
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = Story.class.getResourceAsStream("/sandbox/demo.yml")) {
            if (in == null) {
                throw new IllegalStateException("The demo's story is not in the jar.");
            }
            return yaml.readValue(in, Story.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Discord names with the names on the site. */
    List<Map.Entry<String, String>> people() {
        return List.copyOf(members.entrySet());
    }
}
