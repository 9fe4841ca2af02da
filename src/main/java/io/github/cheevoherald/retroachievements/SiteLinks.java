package io.github.cheevoherald.retroachievements;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The addresses of the site's pages and, in another place, its pictures. Both bases end with a slash. */
public record SiteLinks(URI site, URI media) {
    private static final long SECONDS_A_DAY = 86_400;

    /** An achievement's page. */
    public String achievement(long id) {
        return site + "achievement/" + id;
    }

    /** A game's page. */
    public String game(long id) {
        return site + "game/" + id;
    }

    /** A page by its path, such as {@code event/12}. */
    public String page(String path) {
        return site + path;
    }

    /** An event's page. */
    public String event(long id) {
        return site + "event/" + id;
    }

    /** A leaderboard's page. */
    public String leaderboard(long id) {
        return site + "leaderboardinfo.php?i=" + id;
    }

    /** A player's profile page, by the name as the site spells it. */
    public String player(String name) {
        return site + "user/" + encode(name);
    }

    /** A ticket's page; the site shows it only to people who are logged in. */
    public String ticket(long id) {
        return site + "ticket/" + id;
    }

    /** An achievement's badge picture. */
    public String badge(String badgeName) {
        return media + "Badge/" + encode(badgeName) + ".png";
    }

    /**
     * A player's picture by the path from an answer, such as {@code /UserPic/name.png}. The path stays the same when
     * the picture changes, and Discord caches it for good, so the address changes daily.
     */
    public String picture(String path, Instant at) {
        StringBuilder address = new StringBuilder(media.toString());
        String separator = "";
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                address.append(separator).append(encode(segment));
                separator = "/";
            }
        }
        return address.append("?d=")
                .append(Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY))
                .toString();
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
