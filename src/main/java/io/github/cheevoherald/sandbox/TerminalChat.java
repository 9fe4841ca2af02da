package io.github.cheevoherald.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.Chat;
import io.github.cheevoherald.sandbox.discord.Message;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints messages like a chat program in a terminal. */
final class TerminalChat implements BiConsumer<Chat.Change, Message> {
    private static final Pattern CHANNEL = Pattern.compile("<#(\\d{1,19})>");
    private static final Pattern MOMENT = Pattern.compile("<t:(\\d{1,11})(?::[a-zA-Z])?>");

    private final PrintStream out;
    private final boolean colour;
    private final DateTimeFormatter time;
    private final DateTimeFormatter moments;
    private final LongFunction<String> channelNames;
    private final Set<Long> thinking = new HashSet<>();

    TerminalChat(PrintStream out, boolean colour, ZoneId zone, LongFunction<String> channelNames) {
        this.out = out;
        this.colour = colour;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
        this.moments =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(zone);
        this.channelNames = channelNames;
    }

    @Override
    public void accept(Chat.Change change, Message message) {
        if (change == Chat.Change.DELETED) {
            thinking.remove(message.id());
            return;
        }
        if (message.thinking()) {
            thinking.add(message.id());
            return;
        }
        boolean edited = change == Chat.Change.EDITED && !thinking.remove(message.id());
        StringBuilder text = new StringBuilder(head(message, edited));
        lines(message.content()).forEach(line -> text.append("  ").append(line).append('\n'));
        for (JsonNode embed : message.embeds()) {
            append(text, embed);
        }
        for (JsonNode file : message.attachments()) {
            text.append("  [")
                    .append(PlainText.line(file.path("filename").asText()))
                    .append("]\n");
        }
        out.print(text);
        out.flush();
    }

    private String head(Message message, boolean edited) {
        JsonNode cause = message.json().path("interaction_metadata");
        StringBuilder head = new StringBuilder();
        head.append(dim(time.format(message.at()))).append(' ');
        head.append(dim("#" + channelName(message.channelId()))).append(' ');
        head.append(bold(PlainText.line(message.authorName())));
        String caller = PlainText.line(cause.path("user").path("username").asText(""));
        if (!caller.isEmpty()) {
            head.append(dim(" answers " + caller + (message.ephemeral() ? ", who alone sees it" : "")));
        }
        return head.append(edited ? dim(" (edited)") : "").append('\n').toString();
    }

    private void append(StringBuilder text, JsonNode embed) {
        String bar = "  " + barOf(embed.path("color").asInt(0x4f545c)) + " ";
        List<String> lines = new ArrayList<>();
        String author = PlainText.line(embed.path("author").path("name").asText(""));
        String title = PlainText.line(embed.path("title").asText(""));
        if (!author.isEmpty()) {
            lines.add(author);
        }
        if (!title.isEmpty()) {
            lines.add(bold(title));
        }
        lines.addAll(lines(embed.path("description").asText("")));
        for (JsonNode field : embed.path("fields")) {
            String name = PlainText.line(field.path("name").asText(""));
            String value = String.join(" / ", lines(field.path("value").asText("")));
            lines.add(dim(name + ": ") + value);
        }
        String footer = PlainText.line(embed.path("footer").path("text").asText(""));
        if (!footer.isEmpty()) {
            lines.add(dim(footer));
        }
        lines.forEach(line -> text.append(bar).append(line).append('\n'));
    }

    /** Plain lines with channel names and local times. */
    private List<String> lines(String markdown) {
        String named = CHANNEL.matcher(markdown)
                .replaceAll(channel ->
                        Matcher.quoteReplacement("#" + channelName(Long.parseUnsignedLong(channel.group(1)))));
        String dated = MOMENT.matcher(named)
                .replaceAll(moment -> moments.format(Instant.ofEpochSecond(Long.parseLong(moment.group(1)))));
        return PlainText.lines(dated);
    }

    private String channelName(long channel) {
        try {
            return PlainText.line(channelNames.apply(channel));
        } catch (IllegalArgumentException e) {
            return "gone";
        }
    }

    private String barOf(int rgb) {
        return colour
                ? "\u001b[38;2;%d;%d;%dm\u258c\u001b[0m".formatted(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)
                : "|";
    }

    private String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private String dim(String text) {
        return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
    }
}
