package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.events.EventHolders.Holder;
import io.github.cheevoherald.lookups.RunningEvents.Entry;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.EmbedBuilder;

/** Formats a page of what the events list as running, with who of the server has each achievement. */
final class RunningEventsPage {
    /** With everybody who has them, four always fit. */
    static final int PER_PAGE = 4;

    private static final int MAX_DESCRIPTION = 150;
    private static final int MAX_DECORATOR = 40;
    private static final int MAX_NAMED = 5;
    private static final int MAX_NAME = 30;

    private final Formatting formatting;
    private final Words words;
    private final EmbedBuilder embed;
    private final List<String> entries = new ArrayList<>();
    private String above = "";

    RunningEventsPage(Formatting formatting, int all) {
        this.formatting = formatting;
        this.words = formatting.words();
        this.embed = Formatting.embed(Formatting.GOLD, words.say("aotw.title", "count", all), null);
    }

    /** Adds a running achievement below its event; the page's picture is that of the first. */
    void add(Entry entry, List<Holder> holders) {
        if (entries.isEmpty() && WebAddress.isValid(entry.badgeUrl())) {
            String title = Markdown.plain(entry.title(), MAX_DESCRIPTION);
            embed.setThumbnail(entry.badgeUrl(), words.say("badge.alt", "achievement", title));
        }
        List<String> lines = new ArrayList<>();
        String event = event(entry);
        if (!event.equals(above)) {
            lines.add(event);
            above = event;
        }
        lines.add(achievement(entry));
        String description = Markdown.orIfBlank(Markdown.escapeAndCut(entry.description(), MAX_DESCRIPTION), "");
        if (!description.isEmpty()) {
            lines.add(description);
        }
        Instant until = entry.until();
        if (until != null) {
            String date = "<t:" + until.getEpochSecond() + ":D>";
            lines.add(words.say("aotw.ends", "date", date, "when", Formatting.age(until)));
        }
        lines.addAll(holders(holders));
        entries.add(String.join("\n", lines));
    }

    private String event(Entry entry) {
        Long id = entry.eventId();
        String title = entry.eventTitle().isBlank() ? words.say("event.of-the-week") : entry.eventTitle();
        String event = "**"
                + formatting.linked(
                        title, id == null ? null : formatting.links().event(id)) + "**";
        String decorator = entry.decorator();
        return decorator == null ? event : event + " · " + Markdown.escapeAndCut(decorator, MAX_DECORATOR);
    }

    private String achievement(Entry entry) {
        String achievement = words.say(
                "aotw.achievement",
                "achievement",
                formatting.linked(entry.title(), formatting.links().achievement(entry.achievementId())),
                "points",
                entry.points());
        return entry.game() == null
                ? achievement
                : achievement + " · "
                        + formatting.game(entry.game().gameId(), entry.game().gameTitle(), null);
    }

    private List<String> holders(List<Holder> holders) {
        if (holders.isEmpty()) {
            return List.of(words.say("aotw.nobody"));
        }
        List<String> lines = new ArrayList<>();
        addNames(lines, "aotw.counting", holders.stream().filter(Holder::counts).toList());
        addNames(
                lines,
                "aotw.others",
                holders.stream().filter(holder -> !holder.counts()).toList());
        return lines;
    }

    private void addNames(List<String> lines, String key, List<Holder> holders) {
        if (!holders.isEmpty()) {
            String names = holders.stream()
                    .limit(MAX_NAMED)
                    .map(holder -> Markdown.escapeAndCut(holder.player(), MAX_NAME))
                    .collect(Collectors.joining(", "));
            lines.add(words.say(key, "players", names, "more", Math.max(0, holders.size() - MAX_NAMED)));
        }
    }

    EmbedBuilder embed() {
        return embed.setDescription(
                Formatting.description(entries.isEmpty() ? words.say("aotw.none") : String.join("\n\n", entries)));
    }
}
