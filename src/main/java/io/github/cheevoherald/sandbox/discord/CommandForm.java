package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses an application command into the form in which the API returns it. */
final class CommandForm {
    static final int SUBCOMMAND = 1;
    static final int GROUP = 2;
    static final int STRING = 3;
    static final int INTEGER = 4;
    static final int NUMBER = 10;

    private static final int MAX_TEXT = 8000;
    private static final Pattern NAME = Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}");

    private final Form form;
    private int text;

    CommandForm(Form form) {
        this.form = form;
    }

    ObjectNode read(JsonNode command, String path) {
        text = 0;
        ObjectNode json = Json.object();
        Long type = form.number(command, "type", path, 1, 3);
        json.put("type", type == null ? 1 : type);
        json.put("name", name(command, path, type == null || type == 1));
        boolean slash = type == null || type == 1;
        json.put("description", slash ? description(command, path) : "");
        json.set("name_localizations", localizations(command, "name_localizations", path, 32));
        json.set("description_localizations", localizations(command, "description_localizations", path, 100));
        json.set("options", options(command.path("options"), path + "options", 0));
        json.put("nsfw", command.path("nsfw").asBoolean());
        Long permissions = form.number(command, "default_member_permissions", path, 0, Permission.ALL);
        json.put("default_member_permissions", permissions == null ? null : Long.toString(permissions));
        json.put("dm_permission", command.path("dm_permission").asBoolean(true));
        json.set("contexts", numbers(command.path("contexts"), path + "contexts", 2));
        json.set("integration_types", numbers(command.path("integration_types"), path + "integration_types", 1));
        if (text > MAX_TEXT) {
            String message = "Command exceeds maximum size (" + MAX_TEXT + ")";
            form.errors().add(path + "name", "APPLICATION_COMMAND_TOO_LARGE", message);
        }
        return json;
    }

    private String name(JsonNode from, String path, boolean strict) {
        JsonNode value = from.path("name");
        String name = value.asText();
        if (value.isMissingNode() || value.isNull()) {
            form.errors().required(path + "name");
            return "";
        }
        text += Form.length(name);
        if (name.isEmpty() || Form.length(name) > 32) {
            form.errors().badLength(path + "name", 1, 32);
        } else if (strict
                && (!NAME.matcher(name).matches()
                        || !name.toLowerCase(Locale.ROOT).equals(name))) {
            form.errors().add(path + "name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
        return name;
    }

    private String description(JsonNode from, String path) {
        String description = form.required(from, "description", path, 100);
        text += Form.length(description);
        return description;
    }

    /** Texts by locale, or null where there are none. */
    private JsonNode localizations(JsonNode from, String key, String path, int max) {
        ObjectNode texts = Json.object();
        from.path(key).properties().forEach(text -> {
            String value = text.getValue().asText();
            if (value.isEmpty() || Form.length(value) > max) {
                form.errors().badLength(path + key + "." + text.getKey(), 1, max);
            }
            texts.put(text.getKey(), value);
        });
        return texts.isEmpty() ? Json.object().nullNode() : texts;
    }

    private ArrayNode numbers(JsonNode list, String path, int max) {
        ArrayNode read = Json.array();
        for (int i = 0; i < list.size(); i++) {
            Long number = Form.whole(list.get(i));
            if (number == null || number < 0 || number > max) {
                form.errors().choices(path + "." + i, max == 1 ? "0, 1" : "0, 1, 2");
            } else {
                read.add(number);
            }
        }
        return read;
    }

    private ArrayNode options(JsonNode options, String path, int depth) {
        ArrayNode read = Json.array();
        if (!form.list(options, path, 0, 25)) {
            return read;
        }
        Set<String> names = new HashSet<>();
        boolean optional = false;
        boolean nested = false;
        boolean plain = false;
        for (int i = 0; i < options.size(); i++) {
            String at = path + "." + i + ".";
            JsonNode option = options.get(i);
            Long type = form.number(option, "type", at, 1, 11);
            ObjectNode json = option(option, at, type == null ? 0 : type.intValue(), depth);
            if (!names.add(json.path("name").asText())) {
                String message = "Option name already exists";
                form.errors().add(at + "name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message);
            }
            boolean required = json.path("required").asBoolean();
            if (required && optional) {
                String message = "Required options must be placed before non-required options";
                form.errors()
                        .add(at.substring(0, at.length() - 1), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
            }
            boolean branch = type != null && type <= GROUP;
            nested |= branch;
            plain |= !branch;
            optional |= !branch && !required;
            read.add(json);
        }
        if (nested && plain) {
            String message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
            form.errors().add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
        }
        return read;
    }

    private ObjectNode option(JsonNode option, String path, int type, int depth) {
        ObjectNode json = option.isObject() ? option.deepCopy() : Json.object();
        json.put("type", type).put("name", name(option, path, true)).put("description", description(option, path));
        json.set("name_localizations", localizations(option, "name_localizations", path, 32));
        json.set("description_localizations", localizations(option, "description_localizations", path, 100));
        // Discord omits false values from its answers.
        json.properties()
                .removeIf(field ->
                        field.getValue().isBoolean() && !field.getValue().asBoolean());
        if (type == 0) {
            form.errors().required(path + "type");
        } else if (type <= GROUP) {
            if (depth > 1 || (depth == 1 && type == GROUP)) {
                String message = "Sub-commands and groups cannot be nested this deep";
                form.errors().add(path + "type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
            } else {
                json.set("options", options(option.path("options"), path + "options", depth + 1));
            }
        } else {
            choices(option, path, type);
            limits(option, path, type);
        }
        return json;
    }

    private void choices(JsonNode option, String path, int type) {
        JsonNode choices = option.path("choices");
        boolean autocomplete = option.path("autocomplete").asBoolean();
        boolean takes = type == STRING || type == INTEGER || type == NUMBER;
        if (autocomplete && !choices.isEmpty()) {
            String message = "Choices and autocomplete are mutually exclusive";
            form.errors().add(path + "autocomplete", "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", message);
        }
        if ((autocomplete || !choices.isEmpty()) && !takes) {
            String message = "This type of option takes neither choices nor autocomplete";
            form.errors().add(path + "type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
        }
        text += choices(form, choices, path + "choices");
    }

    /** Checks a list of choices and returns the length of their text. */
    static int choices(Form form, JsonNode choices, String path) {
        int length = 0;
        if (form.list(choices, path, 0, 25)) {
            for (int i = 0; i < choices.size(); i++) {
                String at = path + "." + i + ".";
                length += Form.length(form.required(choices.get(i), "name", at, 100));
                if (choices.get(i).path("value").isTextual()) {
                    length += Form.length(form.required(choices.get(i), "value", at, 100));
                } else if (!choices.get(i).path("value").isNumber()) {
                    form.errors().required(at + "value");
                }
            }
        }
        return length;
    }

    private void limits(JsonNode option, String path, int type) {
        if (type == STRING) {
            form.number(option, "min_length", path, 0, 6000);
            form.number(option, "max_length", path, 1, 6000);
        } else if (type == INTEGER) {
            form.number(option, "min_value", path, -(1L << 53), 1L << 53);
            form.number(option, "max_value", path, -(1L << 53), 1L << 53);
        }
    }
}
