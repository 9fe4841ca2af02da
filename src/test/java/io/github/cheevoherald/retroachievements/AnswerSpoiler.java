package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils a list of rows in one of the ways answers go bad, chosen by a seed. */
final class AnswerSpoiler {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int BEYOND_THE_LIMIT = 9 << 20;

    private static final List<JsonNode> OTHERS = List.of(
            NODES.nullNode(),
            NODES.textNode(""),
            NODES.textNode("text"),
            NODES.textNode("<html>"),
            NODES.numberNode(-1),
            NODES.numberNode(0),
            NODES.numberNode(3.5),
            NODES.numberNode(1e300),
            NODES.booleanNode(false),
            NODES.arrayNode(),
            NODES.arrayNode().add(1),
            NODES.objectNode(),
            NODES.objectNode().put("x", 1));

    private final Random random;

    AnswerSpoiler(long seed) {
        this.random = new Random(seed);
    }

    byte[] spoilt(ArrayNode rows) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> cut(bytes(rows));
            case 2, 3 -> flipped(bytes(rows));
            case 4, 5 -> bytes(swapped(rows.deepCopy()));
            case 6 -> bytes(lacking(rows.deepCopy()));
            default -> huge(rows.deepCopy());
        };
    }

    private byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, random.nextInt(whole.length));
    }

    private byte[] flipped(byte[] whole) {
        int flips = 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            whole[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return whole;
    }

    /** Replaces one value, row or the whole with another type. */
    private JsonNode swapped(ArrayNode rows) {
        JsonNode other = OTHERS.get(random.nextInt(OTHERS.size()));
        switch (random.nextInt(12)) {
            case 0 -> {
                return other;
            }
            case 1 -> rows.set(random.nextInt(rows.size()), other);
            default -> {
                ObjectNode row = anyRow(rows);
                row.set(anyField(row), other);
            }
        }
        return rows;
    }

    private JsonNode lacking(ArrayNode rows) {
        int lost = 1 + random.nextInt(3);
        for (int i = 0; i < lost; i++) {
            ObjectNode row = anyRow(rows);
            row.remove(anyField(row));
        }
        return rows;
    }

    private byte[] huge(ArrayNode rows) {
        ObjectNode row = anyRow(rows);
        String field = anyField(row);
        switch (random.nextInt(40)) {
            case 0 -> {
                byte[] whole = bytes(rows);
                byte[] padded = Arrays.copyOf(whole, BEYOND_THE_LIMIT);
                Arrays.fill(padded, whole.length, padded.length, (byte) ' ');
                return padded;
            }
            case 1, 2, 3, 4 -> {
                return ("[".repeat(5_000) + "]".repeat(5_000)).getBytes(StandardCharsets.UTF_8);
            }
            case 5, 6, 7, 8, 9, 10 -> row.set(field, NODES.numberNode(Double.MAX_VALUE));
            case 11, 12, 13, 14, 15, 16 -> row.set(field, NODES.textNode("9".repeat(5_000)));
            default -> row.set(field, NODES.textNode("W".repeat(5_000)));
        }
        return bytes(rows);
    }

    private ObjectNode anyRow(ArrayNode rows) {
        return (ObjectNode) rows.get(random.nextInt(rows.size()));
    }

    private String anyField(ObjectNode row) {
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        return names.get(random.nextInt(names.size()));
    }

    static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
