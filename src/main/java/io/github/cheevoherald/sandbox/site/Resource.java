package io.github.cheevoherald.sandbox.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource of the second API, with those that it is related to. */
final class Resource {
    private final String type;
    private final String id;
    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    private final Map<String, Relation> relations = new LinkedHashMap<>();

    /** @param single null for a relation to many */
    private record Relation(
            @Nullable Resource single, @Nullable List<Resource> many) {}

    Resource(String type, Object id) {
        this.type = type;
        this.id = String.valueOf(id);
    }

    Resource put(String name, @Nullable Object value) {
        attributes.put(name, value);
        return this;
    }

    Resource one(String name, @Nullable Resource related) {
        relations.put(name, new Relation(related, null));
        return this;
    }

    Resource many(String name, List<Resource> related) {
        relations.put(name, new Relation(null, related));
        return this;
    }

    String key() {
        return type + " " + id;
    }

    List<Resource> related(String relation) {
        Relation found = relations.get(relation);
        if (found == null) {
            return List.of();
        }
        if (found.many() != null) {
            return found.many();
        }
        return found.single() == null ? List.of() : List.of(found.single());
    }

    /**
     * As JSON, with the wanted fields only.
     *
     * @param site the API's address with a slash at the end
     * @param included the relations whose ids are given
     */
    OrderedJson json(JsonApiQuery query, String site, Set<String> included) {
        Set<String> wanted = query.fields(type);
        if (wanted != null) {
            for (String name : wanted) {
                if (!attributes.containsKey(name) && !relations.containsKey(name)) {
                    throw new JsonApiError(400, "Sparse field set " + name + " of " + type + " is not allowed.");
                }
            }
        }
        OrderedJson shown = new OrderedJson();
        attributes.forEach((name, value) -> {
            if (wanted == null || wanted.contains(name)) {
                shown.put(name, value);
            }
        });
        OrderedJson related = new OrderedJson();
        relations.forEach((name, relation) -> {
            if (wanted == null || wanted.contains(name)) {
                related.put(name, json(name, relation, site, included.contains(name)));
            }
        });
        return new OrderedJson()
                .put("type", type)
                .put("id", id)
                .put("attributes", shown)
                .put("relationships", related)
                .put("links", new OrderedJson().put("self", self(site)));
    }

    private OrderedJson json(String name, Relation relation, String site, boolean withIds) {
        OrderedJson json = new OrderedJson().put("links", new OrderedJson().put("related", self(site) + "/" + name));
        if (!withIds) {
            return json;
        }
        List<OrderedJson> ids = new ArrayList<>();
        related(name)
                .forEach(other ->
                        ids.add(new OrderedJson().put("type", other.type).put("id", other.id)));
        Object single = ids.isEmpty() ? null : ids.get(0);
        return json.put("data", relation.many() == null ? single : ids);
    }

    private String self(String site) {
        return site + type + "/" + id;
    }
}
