package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Parses a message's rows of buttons and menus into the form in which the API returns them. */
final class ComponentForm {
    static final int ROW = 1;
    static final int BUTTON = 2;
    static final int STRING_SELECT = 3;
    private static final Set<Integer> SELECTS = Set.of(STRING_SELECT, 5, 6, 7, 8);
    private static final int LINK = 5;

    private final Form form;
    private final Set<String> customIds = new HashSet<>();
    private int count;

    ComponentForm(Form form) {
        this.form = form;
    }

    ArrayNode read(JsonNode rows) {
        ArrayNode read = Json.array();
        if (!form.list(rows, "components", 0, 5)) {
            return read;
        }
        for (int i = 0; i < rows.size(); i++) {
            String path = "components." + i + ".";
            if (rows.get(i).path("type").asInt() != ROW) {
                form.errors().choices(path + "type", "1");
                continue;
            }
            row(rows.get(i).path("components"), path, read);
        }
        return read;
    }

    private void row(JsonNode items, String path, ArrayNode into) {
        if (items.isMissingNode() || items.isNull()) {
            form.errors().required(path + "components");
            return;
        }
        if (!form.list(items, path + "components", 1, 5)) {
            return;
        }
        ObjectNode row = into.addObject();
        row.put("type", ROW).put("id", ++count);
        ArrayNode read = row.putArray("components");
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            String at = path + "components." + i + ".";
            int type = item.path("type").asInt();
            if (SELECTS.contains(type) && items.size() > 1) {
                String message = "The specified component exceeds the maximum width";
                form.errors().add(path + "components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
            }
            if (type == BUTTON) {
                button(item, at);
            } else if (SELECTS.contains(type)) {
                select(item, at);
            } else {
                form.errors().choices(at + "type", "2, 3, 5, 6, 7, 8");
            }
            if (item instanceof ObjectNode object) {
                ObjectNode copy = object.deepCopy();
                copy.put("id", ++count);
                read.add(copy);
            }
        }
    }

    private void button(JsonNode button, String path) {
        Long style = form.number(button, "style", path, 1, LINK);
        String label = form.text(button, "label", path, 80);
        if (style == null) {
            if (!Json.given(button, "style")) {
                form.errors().required(path + "style");
            }
            return;
        }
        if ((label == null || label.isEmpty()) && !button.path("emoji").isObject()) {
            String message = "A button must have a label or an emoji";
            form.errors().add(path + "label", "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", message);
        }
        if (style != LINK) {
            customId(button, path);
            return;
        }
        form.url(button, "url", path, Set.of("http", "https", "discord"));
        form.text(button, "url", path, 512);
        if (!Json.given(button, "url")) {
            form.errors().add(path + "url", "BUTTON_COMPONENT_URL_REQUIRED", "A url is required");
        }
        if (Json.given(button, "custom_id")) {
            String message = "A custom id and url cannot both be specified";
            form.errors().add(path + "custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message);
        }
    }

    private void customId(JsonNode item, String path) {
        JsonNode id = item.path("custom_id");
        if (id.isMissingNode() || id.isNull() || id.asText().isEmpty()) {
            form.errors().add(path + "custom_id", "COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required");
            return;
        }
        if (Form.length(id.asText()) > 100) {
            form.errors().badLength(path + "custom_id", 1, 100);
        }
        if (!customIds.add(id.asText())) {
            String message = "Component custom id cannot be duplicated";
            form.errors().add(path + "custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", message);
        }
    }

    private void select(JsonNode select, String path) {
        customId(select, path);
        form.text(select, "placeholder", path, 150);
        Long min = form.number(select, "min_values", path, 0, 25);
        Long max = form.number(select, "max_values", path, 1, 25);
        if (min != null && max != null && min > max) {
            form.errors().add(path + "min_values", "SELECT_COMPONENT_MIN_MAX", "Min values exceeds max values");
        }
        if (select.path("type").asInt() == STRING_SELECT) {
            options(select.path("options"), path + "options");
        }
    }

    private void options(JsonNode options, String path) {
        if (options.isMissingNode() || options.isNull()) {
            form.errors().required(path);
            return;
        }
        if (!form.list(options, path, 1, 25)) {
            return;
        }
        Set<String> values = new HashSet<>();
        for (int i = 0; i < options.size(); i++) {
            String at = path + "." + i + ".";
            form.required(options.get(i), "label", at, 100);
            String value = form.required(options.get(i), "value", at, 100);
            form.text(options.get(i), "description", at, 100);
            if (!values.add(value)) {
                String message = "The specified option value is already used";
                form.errors().add(at + "value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message);
            }
        }
    }
}
