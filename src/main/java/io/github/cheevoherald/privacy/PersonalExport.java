package io.github.cheevoherald.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Everything that is stored about a member, as JSON. */
public final class PersonalExport {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** JavaScript, and many who read JSON, lose the last digits of larger numbers. */
    private static final long MAX_EXACT = 1L << 53;

    private final Database database;
    private final PersonalTables tables;
    private final Clock clock;

    public PersonalExport(Database database, PersonalTables tables, Clock clock) {
        this.database = database;
        this.tables = tables;
        this.clock = clock;
    }

    /** One JSON object: each table's rows about the member, by column, over all servers. */
    public byte[] of(long memberId) {
        Map<String, List<Map<String, Object>>> rows = database.read(handle -> tables.of(handle, memberId));
        ObjectNode document = JSON.createObjectNode();
        document.put("member_id", Long.toString(memberId));
        document.put("exported_at", clock.instant().toString());
        ObjectNode byTable = document.putObject("tables");
        rows.forEach((table, found) -> {
            byTable.putArray(table)
                    .addAll(found.stream().map(PersonalExport::row).toList());
        });
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an export that can't be written as JSON", e);
        }
    }

    private static ObjectNode row(Map<String, Object> columns) {
        ObjectNode row = JSON.createObjectNode();
        columns.forEach((column, value) -> row.set(column, value(value)));
        return row;
    }

    private static JsonNode value(Object value) {
        if (value instanceof Number number && Math.abs(number.doubleValue()) >= MAX_EXACT) {
            return JSON.getNodeFactory().textNode(number.toString());
        }
        if (value instanceof String text && text.startsWith("{")) {
            return parsed(text);
        }
        return JSON.valueToTree(value);
    }

    /** Announcements are stored as JSON, too. */
    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(text);
        }
    }
}
