package io.github.cheevoherald.announce;

import io.github.cheevoherald.words.Words;
import java.util.List;

/** The names of kinds of announcements, as people read them. */
public final class KindNames {
    private final Words words;

    public KindNames(Words words) {
        this.words = words;
    }

    /** The names within a sentence: "unlocks, awards and events". */
    public String list(List<String> kinds) {
        String names = "";
        for (int i = 0; i < kinds.size(); i++) {
            String name = name(kinds.get(i));
            if (i == 0) {
                names = name;
            } else {
                names = words.say(i == kinds.size() - 1 ? "kinds.last" : "kinds.next", "before", names, "name", name);
            }
        }
        return names;
    }

    /** The names at the start of a sentence, or on their own. */
    public String title(List<String> kinds) {
        String names = list(kinds);
        int first = names.offsetByCodePoints(0, names.isEmpty() ? 0 : 1);
        return names.substring(0, first).toUpperCase(words.locale()) + names.substring(first);
    }

    /** A kind that this version has no words for goes by its own name. */
    private String name(String kind) {
        return words.has("kind." + kind) ? words.say("kind." + kind) : kind;
    }
}
