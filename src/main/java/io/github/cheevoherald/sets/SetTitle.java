package io.github.cheevoherald.sets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A game's title as the site gives it, which for a subset's own game is "Parent [Subset - Title]". */
record SetTitle(String game, @Nullable String subset) {
    private static final Pattern SUBSET = Pattern.compile("(.+) \\[Subset - (.+)]");

    static SetTitle of(String gameTitle) {
        Matcher matcher = SUBSET.matcher(gameTitle.strip());
        return matcher.matches()
                ? new SetTitle(matcher.group(1).strip(), matcher.group(2).strip())
                : new SetTitle(gameTitle, null);
    }
}
