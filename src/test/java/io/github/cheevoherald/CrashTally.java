package io.github.cheevoherald;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Message;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what was unlocked for each channel with what can be read there. */
final class CrashTally {
    private static final Pattern LINE = Pattern.compile("<t:(-?\\d+):[ft]> (?:\\[.*?]\\([^)\\s]+/user/([^)\\s]+)\\)"
            + " (?:[^\\[\\s]+ )?)?\\[.*?]\\([^)\\s]+/(achievement|game)/(\\d+)(?:#[a-z-]+)?\\)");
    private static final Pattern DATE = Pattern.compile("<t:(-?\\d+):f>");

    private final Map<Long, Set<Read>> expected = new HashMap<>();
    private int pairs;

    /**
     * An unlock or an award as read in a channel: the name from the player's address, the number from the achievement's
     * or, for an award, from {@link #ofGame}.
     */
    record Read(String player, long achievement, long date) {}

    /** Stands for an award for the game. */
    static long ofGame(long game) {
        return -game;
    }

    /** The outcome, describing the first few errors. */
    record Outcome(int pairs, int lost, int duplicated, int unknown, int posted, List<String> wrong) {
        boolean isPerfect() {
            return lost == 0 && duplicated == 0 && unknown == 0;
        }
    }

    void expect(long channel, Read read) {
        if (!expected.computeIfAbsent(channel, id -> new HashSet<>()).add(read)) {
            throw new IllegalStateException("unlocked twice: " + read);
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
            for (Message message : discord.channels().messages(channel.getKey())) {
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

    /** Every unlock and award that the message names, embed by embed or line by line. */
    static List<Read> read(Message message) {
        List<Read> all = new ArrayList<>();
        String player = "";
        for (JsonNode embed : message.embeds()) {
            String author = embed.path("author").path("url").asText();
            player = author.isEmpty() ? player : afterTheLastSlash(author);
            String url = embed.path("url").asText();
            if (url.contains("/achievement/")) {
                all.add(new Read(player, Long.parseLong(afterTheLastSlash(url)), date(embed)));
            } else if (url.contains("/game/")) {
                String game = afterTheLastSlash(url).replaceAll("#.*", "");
                all.add(new Read(player, ofGame(Long.parseLong(game)), date(embed)));
            } else {
                Matcher line = LINE.matcher(embed.path("description").asText());
                while (line.find()) {
                    String who = line.group(2) == null ? player : line.group(2);
                    long number = Long.parseLong(line.group(4));
                    long subject = line.group(3).equals("game") ? ofGame(number) : number;
                    all.add(new Read(who, subject, Long.parseLong(line.group(1))));
                }
            }
        }
        return all;
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
