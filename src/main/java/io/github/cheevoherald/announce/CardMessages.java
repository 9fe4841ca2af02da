package io.github.cheevoherald.announce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.jspecify.annotations.Nullable;

/** Puts cards into as few messages as their length allows; how many items are too many for cards is the kind's choice. */
public final class CardMessages {
    private CardMessages() {}

    /** Draws an item as a card. */
    @FunctionalInterface
    public interface Card<T> {
        /** The card, below that of {@code before} in the same message; null if it comes first there. */
        MessageEmbed of(T item, @Nullable T before);
    }

    /** The items' cards in order; {@code message} makes each message of its items and their cards. */
    public static <T> List<RenderedMessage> of(
            List<T> items, Card<T> card, BiFunction<List<T>, List<MessageEmbed>, RenderedMessage> message) {
        List<RenderedMessage> messages = new ArrayList<>();
        List<T> here = new ArrayList<>();
        List<MessageEmbed> embeds = new ArrayList<>();
        int used = 0;
        for (T item : items) {
            MessageEmbed next = card.of(item, here.isEmpty() ? null : here.get(here.size() - 1));
            if (used + lengthOf(next) > MessageEmbed.EMBED_MAX_LENGTH_BOT) {
                messages.add(message.apply(List.copyOf(here), List.copyOf(embeds)));
                here.clear();
                embeds.clear();
                used = 0;
                next = card.of(item, null);
            }
            here.add(item);
            embeds.add(next);
            used += lengthOf(next);
        }
        messages.add(message.apply(List.copyOf(here), List.copyOf(embeds)));
        return messages;
    }

    /** As Java counts, which is never less than Discord does. */
    private static int lengthOf(MessageEmbed embed) {
        return new EmbedBuilder(embed).length();
    }
}
