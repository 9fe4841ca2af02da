package io.github.cheevoherald.sandbox.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes pages of resources as the second API does. */
final class JsonApiDocuments {
    private final String site;

    /** @param site the API's address with a slash at the end */
    JsonApiDocuments(String site) {
        this.site = site;
    }

    /** A page of a list, with the number of rows in all. */
    <T> ApiAnswer counted(JsonApiQuery query, String path, List<T> rows, Function<T, Resource> resource) {
        return page(query, path, rows, resource, true);
    }

    /** A page of a list that is too long to be counted. */
    <T> ApiAnswer uncounted(JsonApiQuery query, String path, List<T> rows, Function<T, Resource> resource) {
        return page(query, path, rows, resource, false);
    }

    private <T> ApiAnswer page(
            JsonApiQuery query, String path, List<T> rows, Function<T, Resource> resource, boolean counted) {
        int size = query.size();
        int number = query.page();
        long first = (long) (number - 1) * size;
        List<Resource> shown =
                rows.stream().skip(first).limit(size).map(resource).toList();
        List<OrderedJson> data = new ArrayList<>();
        Map<String, OrderedJson> included = new LinkedHashMap<>();
        for (Resource one : shown) {
            data.add(one.json(query, site, below("", query.includes())));
            include(one, "", query, included);
        }
        query.end();
        OrderedJson meta = new OrderedJson()
                .put("currentPage", number)
                .put("from", shown.isEmpty() ? null : first + 1)
                .put("perPage", size)
                .put("to", shown.isEmpty() ? null : first + shown.size());
        long last = Math.max(1, (rows.size() + size - 1L) / size);
        if (counted) {
            meta.put("lastPage", last).put("total", rows.size());
        }
        OrderedJson links = new OrderedJson().put("first", link(path, 1, size));
        link(links, "last", counted ? link(path, last, size) : null);
        link(links, "prev", number > 1 ? link(path, number - 1L, size) : null);
        link(links, "next", number < last ? link(path, number + 1L, size) : null);
        OrderedJson document = new OrderedJson()
                .put("meta", new OrderedJson().put("page", meta))
                .put("jsonapi", new OrderedJson().put("version", "1.0"))
                .put("links", links)
                .put("data", data);
        if (!query.includes().isEmpty()) {
            document.put("included", included.values());
        }
        return ApiAnswer.jsonApi(200, document);
    }

    private void include(Resource from, String prefix, JsonApiQuery query, Map<String, OrderedJson> included) {
        for (String relation : below(prefix, query.includes())) {
            String path = prefix + relation;
            for (Resource related : from.related(relation)) {
                included.putIfAbsent(related.key(), related.json(query, site, below(path + ".", query.includes())));
                include(related, path + ".", query, included);
            }
        }
    }

    /** The next steps of the paths that begin with a prefix. */
    private static Set<String> below(String prefix, Set<String> paths) {
        Set<String> steps = new TreeSet<>();
        for (String path : paths) {
            if (path.startsWith(prefix)) {
                String rest = path.substring(prefix.length());
                steps.add(rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest);
            }
        }
        return steps;
    }

    private String link(String path, long number, int size) {
        return site + path + "?page%5Bnumber%5D=" + number + "&page%5Bsize%5D=" + size;
    }

    private static void link(OrderedJson links, String name, @Nullable String address) {
        if (address != null) {
            links.put(name, address);
        }
    }
}
