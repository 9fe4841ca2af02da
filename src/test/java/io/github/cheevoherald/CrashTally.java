package io.github.cheevoherald;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Message;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what should be announced in each channel with what can be read there. */
final class CrashTally {
    private static final String PAGE = "/(achievement|game|leaderboardinfo)(?:/|\\.php\\?i=)(\\d+)(?:#[a-z-]+)?";
    private static final Pattern LINE = Pattern.compile("<t:(-?\\d+):([dft])> (?:\\[.*?]\\([^)\\s]+/user/([^)\\s]+)\\)"
            + " (?:[^\\[\\s]+ )?)?\\[.*?]\\([^)\\s]+" + PAGE + "\\)");
    private static final Pattern ADDRESS = Pattern.compile(PAGE + "$");
    private static final Pattern DATE = Pattern.compile("<t:(-?\\d+):f>");
    private static final Pattern BEGUN = Pattern.compile("(?m)^<t:(-?\\d+):d>");

    /** What the site's pages stand for where they come with a day, and no player, instead of a time. */
    private static final Map<String, String> NEWS = Map.of("achievement", "event", "game", "set");

    private final Map<Long, Set<Read>> expected = new HashMap<>();
    private int pairs;

    /**
     * An item of an announcement as read in a channel.
     *
     * @param player from the player's address; empty for news that no player made
     * @param subject such as {@link #achievement}
     */
    record Read(String player, String subject, long date) {}

    /** The subject of an unlock. */
    static String achievement(long id) {
        return "achievement " + id;
    }

    /** The subject of an award for a game. */
    static String game(long id) {
        return "game " + id;
    }

    /** An event's achievement, which begins at that time. */
    static Read event(long achievement, Instant from) {
        return new Read("", "event " + achievement, from.getEpochSecond());
    }

    /** Completed work on a game's set. */
    static Read set(long game, Instant finishedAt) {
        return new Read("", "set " + game, finishedAt.getEpochSecond());
    }

    /** A score on a leaderboard. */
    static Read score(String player, long board, Instant date) {
        return new Read(player, "leaderboardinfo " + board, date.getEpochSecond());
    }

    /** The outcome, describing the first few errors. */
    record Outcome(int pairs, int lost, int duplicated, int unknown, int posted, List<String> wrong) {
        boolean isPerfect() {
            return lost == 0 && duplicated == 0 && unknown == 0;
        }
    }

    void expect(long channel, Read read) {
        if (!expected.computeIfAbsent(channel, id -> new HashSet<>()).add(read)) {
            throw new IllegalStateException("expected twice: " + read);
        }
        pairs++;
    }

    int pairs() {
        return pairs;
    }

    Outcome compare(EmbeddedDiscord discord) {
        List<String> wrong = new ArrayList<>();
        int lost = 0;
        int duplicated = 0;
        int unknown = 0;
        int posted = 0;
        for (Map.Entry<Long, Set<Read>> channel : expected.entrySet()) {
            Map<Read, Integer> there = new HashMap<>();
            for (Message message : Herald.withoutExamples(discord.channels().messages(channel.getKey()))) {
                read(message).forEach(read -> there.merge(read, 1, Integer::sum));
            }
            for (Read read : channel.getValue()) {
                int times = there.getOrDefault(read, 0);
                posted += times;
                lost += times == 0 ? 1 : 0;
                duplicated += Math.max(0, times - 1);
                note(wrong, times != 1, channel.getKey(), read, times);
            }
            for (Map.Entry<Read, Integer> read : there.entrySet()) {
                boolean wanted = channel.getValue().contains(read.getKey());
                unknown += wanted ? 0 : 1;
                note(wrong, !wanted, channel.getKey(), read.getKey(), read.getValue());
            }
        }
        return new Outcome(pairs, lost, duplicated, unknown, posted, wrong);
    }

    private static void note(List<String> wrong, boolean isWrong, long channel, Read read, int times) {
        if (isWrong && wrong.size() < 20) {
            wrong.add("channel " + channel + " has " + times + " times " + read);
        }
    }

    /** Everything that the message announces, embed by embed or line by line. */
    static List<Read> read(Message message) {
        List<Read> all = new ArrayList<>();
        String player = "";
        for (JsonNode embed : message.embeds()) {
            String author = embed.path("author").path("url").asText();
            player = author.contains("/user/") ? afterTheLastSlash(author) : player;
            Matcher page = ADDRESS.matcher(embed.path("url").asText());
            if (page.find()) {
                all.add(card(embed, page.group(1), page.group(2), player));
            } else {
                readLines(embed.path("description").asText(), player, all);
            }
        }
        return all;
    }

    private static Read card(JsonNode embed, String page, String number, String player) {
        Matcher begun = BEGUN.matcher(embed.path("description").asText());
        if (page.equals("achievement") && begun.find()) {
            return new Read("", NEWS.get(page) + " " + number, Long.parseLong(begun.group(1)));
        }
        boolean isSet = page.equals("game") && !embed.path("url").asText().contains("#");
        return isSet
                ? new Read("", NEWS.get(page) + " " + number, date(embed))
                : new Read(player, page + " " + number, date(embed));
    }

    private static void readLines(String text, String headed, List<Read> all) {
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            long date = Long.parseLong(line.group(1));
            String page = line.group(4);
            if (line.group(2).equals("d")) {
                all.add(new Read("", NEWS.get(page) + " " + line.group(5), date));
            } else {
                all.add(new Read(line.group(3) == null ? headed : line.group(3), page + " " + line.group(5), date));
            }
        }
    }

    private static long date(JsonNode embed) {
        if (embed.hasNonNull("timestamp")) {
            return OffsetDateTime.parse(embed.path("timestamp").asText()).toEpochSecond();
        }
        for (JsonNode field : embed.path("fields")) {
            Matcher date = DATE.matcher(field.path("value").asText());
            if (date.matches()) {
                return Long.parseLong(date.group(1));
            }
        }
        throw new AssertionError("no date in " + embed);
    }

    private static String afterTheLastSlash(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
