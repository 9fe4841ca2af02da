package io.github.cheevoherald.commands;

import io.github.cheevoherald.retroachievements.SiteLinks;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what people type to name something on the site: an id, a name, or the address of its page. */
final class PageAddress {
    private static final Set<String> OFFICIAL = Set.of("retroachievements.org", "www.retroachievements.org");
    private static final Pattern ID = Pattern.compile("#?([0-9]{1,10})");
    private static final Pattern PROFILE = Pattern.compile(".*/user/([^/]+)(?:/.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SET = Pattern.compile("(?:.*&)?set=[^&]+(?:&.*)?", Pattern.CASE_INSENSITIVE);
    private static final int MAX_LENGTH = 500;
    private static final long MAX_ID = Integer.MAX_VALUE;

    private final SiteLinks links;

    PageAddress(SiteLinks links) {
        this.links = links;
    }

    /** The kinds of pages, each with its path and with the path and parameter it used to have. */
    enum Kind {
        ACHIEVEMENT("achievement", "achievementinfo.php", "id"),
        GAME("game", "gameinfo.php", "id"),
        TICKET("ticket", "ticketmanager.php", "i"),
        CONSOLE("system", "gamelist.php", "c");

        private final Pattern path;
        private final String oldPath;
        private final Pattern oldParameter;

        Kind(String path, String oldPath, String oldParameter) {
            this.path = Pattern.compile(".*/" + path + "/([0-9]{1,10})(?:[-/].*)?");
            this.oldPath = "/" + oldPath;
            this.oldParameter = Pattern.compile("(?:.*&)?" + oldParameter + "=([0-9]{1,10})(?:&.*)?");
        }
    }

    /** The id in the text; empty if there is none. */
    OptionalLong id(Kind kind, String text) {
        String given = bare(text);
        Matcher plain = ID.matcher(given);
        if (plain.matches()) {
            return possible(plain.group(1));
        }
        Optional<URI> page = page(given);
        return page.isEmpty() ? OptionalLong.empty() : fromAddress(kind, page.get());
    }

    /** Whether the text is the address of one of a game's sets, which contains the game's number, not the set's. */
    boolean isOfASet(Kind kind, String text) {
        return kind == Kind.GAME
                && page(bare(text))
                        .map(URI::getQuery)
                        .filter(query -> SET.matcher(query).matches())
                        .isPresent();
    }

    /** A player's name, given as such or as the address of their profile page. Any other text is returned stripped. */
    String playerName(String text) {
        String given = bare(text);
        return page(given)
                .map(page -> PROFILE.matcher(page.getPath()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .orElse(text.strip());
    }

    /** Removes the brackets that keep Discord from showing a preview of an address. */
    private static String bare(String text) {
        String given = text.strip();
        boolean bracketed = given.startsWith("<") && given.endsWith(">") && given.length() > 1;
        return bracketed ? given.substring(1, given.length() - 1).strip() : given;
    }

    private Optional<URI> page(String address) {
        if (address.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            URI page = new URI(address.contains("://") ? address : "https://" + address);
            return page.getPath() != null && isSite(page) ? Optional.of(page) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong fromAddress(Kind kind, URI page) {
        String path = page.getPath();
        Matcher current = kind.path.matcher(path);
        if (current.matches()) {
            return possible(current.group(1));
        }
        String query = page.getQuery();
        if (query != null && path.toLowerCase(Locale.ROOT).endsWith(kind.oldPath)) {
            Matcher old = kind.oldParameter.matcher(query.toLowerCase(Locale.ROOT));
            return old.matches() ? possible(old.group(1)) : OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    private boolean isSite(URI page) {
        String scheme = page.getScheme();
        String host = page.getHost();
        if (host == null || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
            return false;
        }
        return OFFICIAL.contains(host.toLowerCase(Locale.ROOT))
                || host.equalsIgnoreCase(links.site().getHost());
    }

    private static OptionalLong possible(String digits) {
        long id = Long.parseLong(digits);
        return id > 0 && id <= MAX_ID ? OptionalLong.of(id) : OptionalLong.empty();
    }
}
