package io.github.cheevoherald.announce;

import io.github.cheevoherald.announce.FeedTastes.Taste;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.ServerExtras.RoleAccess;
import io.github.cheevoherald.outbox.Filter;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Puts what a server chose for a kind of announcement into words. */
public final class TasteWords {
    private static final int MAX_NAMES = 3;
    private static final int MAX_NAME = 30;

    private final Words words;
    private final KindNames kindNames;

    public TasteWords(Words words) {
        this.words = words;
        this.kindNames = new KindNames(words);
    }

    /** Lines with everything that was chosen, one for all kinds for which it's the same. */
    public List<String> everything(List<Taste> tastes) {
        return grouped(tastes, this::everything);
    }

    /** Lines that say what is announced, one for all kinds for which it's the same. */
    public List<String> filters(List<Taste> tastes) {
        return grouped(
                tastes,
                taste -> taste.filter().equals(Filter.NONE)
                        ? words.say("taste.everything")
                        : conditions(taste.filter()));
    }

    private List<String> grouped(List<Taste> tastes, Function<Taste, String> facts) {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (Taste taste : tastes) {
            kinds.computeIfAbsent(facts.apply(taste), same -> new ArrayList<>()).add(taste.kind());
        }
        kinds.remove("");
        return kinds.entrySet().stream()
                .map(one -> words.say("taste.line", "kinds", kindNames.title(one.getValue()), "facts", one.getKey()))
                .toList();
    }

    private String everything(Taste taste) {
        FactLine facts = new FactLine();
        if (!taste.filter().equals(Filter.NONE)) {
            facts.add(conditions(taste.filter()));
        }
        if (taste.mentionRole() != null) {
            String role = Long.toUnsignedString(taste.mentionRole());
            facts.add(words.say("taste.mention." + taste.roleAccess().name(), "role", role));
        }
        if (taste.publish()) {
            facts.add(words.say(taste.canPublish() ? "taste.publish" : "taste.publish.impossible"));
        }
        return facts.toString();
    }

    /** What keeps the role from being pinged, if anything does. */
    public static boolean needsPermission(Taste taste) {
        return taste.mentionRole() != null && taste.roleAccess() == RoleAccess.NEEDS_PERMISSION;
    }

    private String conditions(Filter filter) {
        List<String> all = new ArrayList<>();
        if (filter.minimumPoints() != null) {
            all.add(words.say("taste.points", "points", filter.minimumPoints()));
        }
        if (filter.maximumRarity() != null) {
            all.add(words.say("taste.rarity", "share", Percentage.of(filter.maximumRarity(), words)));
        }
        if (filter.hardcoreOnly()) {
            all.add(words.say("taste.hardcore"));
        }
        String only = all.isEmpty() ? "" : words.say("taste.only", "conditions", joined(all));
        if (filter.leftOut().isEmpty()) {
            return only;
        }
        String names = leftOut(filter.leftOut());
        return only.isEmpty()
                ? words.say("taste.except", "names", names)
                : only + ", " + words.say("taste.left-out", "names", names);
    }

    private String joined(List<String> conditions) {
        String joined = conditions.get(0);
        for (int i = 1; i < conditions.size(); i++) {
            String key = i == conditions.size() - 1 ? "taste.conditions.last" : "taste.conditions.next";
            joined = words.say(key, "before", joined, "condition", conditions.get(i));
        }
        return joined;
    }

    private String leftOut(List<String> leftOut) {
        List<String> names = leftOut.stream()
                .limit(leftOut.size() <= MAX_NAMES + 1 ? MAX_NAMES + 1 : MAX_NAMES)
                .map(this::name)
                .toList();
        String listed = String.join(words.say("taste.name.next"), names);
        return names.size() == leftOut.size()
                ? listed
                : words.say("taste.left-out.more", "names", listed, "count", leftOut.size() - names.size());
    }

    private String name(String name) {
        boolean isNumber = name.matches("#[0-9]+");
        return isNumber ? words.say("taste.game", "number", name.substring(1)) : Markdown.escapeAndCut(name, MAX_NAME);
    }
}
