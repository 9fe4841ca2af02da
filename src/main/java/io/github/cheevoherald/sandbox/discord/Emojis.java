package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application's own emojis, with their pictures in memory. */
public final class Emojis {
    private static final int MAX_EMOJIS = 2000;
    private static final int MAX_BYTES = 256 << 10;
    private static final Pattern NAME = Pattern.compile("\\w{2,32}");
    private static final Pattern IMAGE = Pattern.compile("data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=]+)");

    private final State state;
    private final Map<Long, Uploaded> all = new LinkedHashMap<>();

    private record Uploaded(long id, String name, StoredFile picture) {}

    Emojis(State state) {
        this.state = state;
    }

    /** Their names, oldest first. */
    public List<String> names() {
        return state.locked(() -> all.values().stream().map(Uploaded::name).toList());
    }

    /** The picture of an emoji that still exists. */
    public Optional<StoredFile> picture(long id) {
        return state.locked(() -> Optional.ofNullable(all.get(id)).map(Uploaded::picture));
    }

    /** Removes them all, as the application's owner can. */
    public void clear() {
        state.locked(all::clear);
    }

    RestAnswer list(Request request) {
        checkApplication(request);
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        all.values().forEach(emoji -> items.add(payload(emoji)));
        return RestAnswer.ok(json);
    }

    RestAnswer create(Request request) {
        checkApplication(request);
        FieldErrors errors = new FieldErrors();
        Form form = new Form(errors);
        String name = form.required(request.json(), "name", "", 32);
        String image = form.required(request.json(), "image", "", Integer.MAX_VALUE);
        Matcher picture = IMAGE.matcher(image);
        byte[] bytes = picture.matches() ? Base64.getDecoder().decode(picture.group(2)) : new byte[0];
        if (errors.isEmpty() && !NAME.matcher(name).matches()) {
            errors.badLength("name", 2, 32);
        }
        if (errors.isEmpty()
                && all.values().stream().anyMatch(emoji -> emoji.name().equals(name))) {
            errors.add("name", "APPLICATION_EMOJI_NAME_ALREADY_TAKEN", "An emoji with this name already exists");
        }
        if (errors.isEmpty() && all.size() >= MAX_EMOJIS) {
            errors.tooLong("emojis", MAX_EMOJIS);
        }
        if (errors.isEmpty() && (bytes.length == 0 || bytes.length > MAX_BYTES)) {
            errors.add("image", "BINARY_TYPE_MAX_SIZE", "File cannot be larger than 256.0 kb.");
        }
        errors.refuse();
        Uploaded emoji = new Uploaded(state.nextId(), name, new StoredFile(picture.group(1), bytes));
        all.put(emoji.id(), emoji);
        return RestAnswer.of(201, payload(emoji));
    }

    RestAnswer delete(Request request) {
        checkApplication(request);
        if (all.remove(request.id("emoji")) == null) {
            throw Refusal.UNKNOWN_EMOJI.now();
        }
        return RestAnswer.nothing();
    }

    private void checkApplication(Request request) {
        if (request.id("application") != state.bot().id()) {
            throw Refusal.UNKNOWN_APPLICATION.now();
        }
    }

    private ObjectNode payload(Uploaded emoji) {
        ObjectNode json = Json.object().put("id", Json.id(emoji.id())).put("name", emoji.name());
        json.putArray("roles");
        json.set("user", Payloads.user(state.bot()));
        return json.put("require_colons", true)
                .put("managed", false)
                .put("animated", false)
                .put("available", true);
    }
}
