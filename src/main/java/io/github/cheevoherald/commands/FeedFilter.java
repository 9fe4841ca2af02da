package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.FeedTastes;
import io.github.cheevoherald.announce.FilterChange;
import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.announce.TasteWords;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.retroachievements.ConsoleNames;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import org.jspecify.annotations.Nullable;

/** {@code /feed filter}: adds conditions to what is announced, clears them, or shows them. */
final class FeedFilter {
    private final FeedTastes tastes;
    private final PageAddress addresses;
    private final ConsoleNames consoles = new ConsoleNames();
    private final KindNames kindNames;
    private final TasteWords tasteWords;
    private final Words words;

    FeedFilter(FeedTastes tastes, PageAddress addresses, Words words) {
        this.tastes = tastes;
        this.addresses = addresses;
        this.kindNames = new KindNames(words);
        this.tasteWords = new TasteWords(words);
        this.words = words;
    }

    /** What the options ask for. */
    FilterChange change(SlashCommandInteractionEvent event) {
        Double rarity = event.getOption("maximum-rarity", OptionMapping::getAsDouble);
        Integer points = event.getOption("minimum-points", OptionMapping::getAsInt);
        return new FilterChange(
                event.getOption("clear", false, OptionMapping::getAsBoolean),
                points == null ? null : (Integer) Math.max(0, points),
                rarity == null ? null : (Double) Math.min(100, Math.max(0, rarity)),
                event.getOption("hardcore-only", OptionMapping::getAsBoolean),
                leftOut(event.getOption("leave-out", OptionMapping::getAsString)));
    }

    /** Changes the filter of a kind, or of all kinds (null), and shows what comes of it. */
    CommandAnswer answer(long guildId, @Nullable String kind, FilterChange change) {
        List<String> kinds = Stream.ofNullable(kind).toList();
        List<String> lacking = kind == null ? List.of() : tastes.lacking(kind, change);
        if (!lacking.isEmpty()) {
            String property = words.say("filter.lacks." + lacking.get(0));
            return CommandAnswer.refused(
                    words.say("feed.filter.lacks", "kinds", kindNames.title(kinds), "property", property));
        }
        if (!tastes.hasRoom(guildId, kinds, change)) {
            return CommandAnswer.refused(words.say("feed.filter.full", "max", FilterChange.MAX_LEFT_OUT));
        }
        List<String> lines = new ArrayList<>();
        if (!change.isEmpty()) {
            tastes.filter(guildId, kinds, change);
        }
        lines.add(words.say(change.isEmpty() ? "feed.filter.now" : "feed.filter.done"));
        if (change.leaveOut().size() > 1) {
            lines.add(words.say("feed.filter.both", "console", change.leaveOut().get(0)));
        }
        lines.addAll(tasteWords.filters(tastes.of(guildId, kinds)));
        return CommandAnswer.longText(String.join("\n", lines));
    }

    /** The names that are meant: two for a number that both a console and a game may have. */
    private List<String> leftOut(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        OptionalLong game = addresses.id(PageAddress.Kind.GAME, text);
        OptionalLong console =
                text.strip().startsWith("#") ? OptionalLong.empty() : addresses.id(PageAddress.Kind.CONSOLE, text);
        List<String> names = new ArrayList<>();
        console.ifPresent(number -> consoles.of(number).ifPresent(names::add));
        game.ifPresent(number -> names.add("#" + number));
        if (names.isEmpty()) {
            String plain = Markdown.plain(text, FeedDefinition.MAX_NAME);
            return plain.isBlank() ? List.of() : List.of(plain);
        }
        return names;
    }
}
