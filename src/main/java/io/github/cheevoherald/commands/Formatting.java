package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.words.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.jspecify.annotations.Nullable;

/** Gives answers a common look, and fits the site's text into Discord's limits. */
final class Formatting {
    static final int GOLD = 0xCC9900;
    static final int BLUE = 0x2C97FA;
    static final int RED = 0xC94A3D;
    static final int GREY = 0x8A8F98;

    private static final int MAX_TITLE = 100;
    private static final int MAX_NAME = 40;
    private static final Pattern LINKABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private final SiteLinks links;
    private final Words words;
    private final Clock clock;

    Formatting(SiteLinks links, Words words, Clock clock) {
        this.links = links;
        this.words = words;
        this.clock = clock;
    }

    SiteLinks links() {
        return links;
    }

    Words words() {
        return words;
    }

    /** Starts an embed with a heading of ours; other people's text in it must already be escaped. */
    static EmbedBuilder embed(int color, String heading, @Nullable String url) {
        String title = Markdown.cut(heading, MessageEmbed.TITLE_MAX_LENGTH);
        return new EmbedBuilder().setColor(color).setTitle(title, WebAddress.orNull(url));
    }

    /** Escapes a title, or returns a stand-in if it is empty. */
    String title(@Nullable String title) {
        return Markdown.escapeAndCut(visible(title), MAX_TITLE);
    }

    private String visible(@Nullable String text) {
        return Markdown.orIfBlank(text == null ? "" : Markdown.plain(text), words.say("unnamed"));
    }

    /** Makes a title a link, or plain text if there is nothing to link to. */
    String linked(@Nullable String title, @Nullable String url) {
        return url == null ? title(title) : Markdown.link(visible(title), url, MAX_TITLE);
    }

    /** Makes a player's name a link to their profile. */
    String player(@Nullable String name) {
        if (name == null || !LINKABLE_NAME.matcher(name).matches()) {
            return Markdown.escapeAndCut(visible(name), MAX_NAME);
        }
        return Markdown.link(name, links.player(name), MAX_NAME);
    }

    /** Makes a game a link, followed by its console. */
    String game(@Nullable Long id, @Nullable String title, @Nullable String console) {
        String game = linked(title, id == null ? null : links.game(id));
        return console == null || console.isBlank()
                ? game
                : words.say("game.with-console", "game", game, "console", Markdown.escapeAndCut(console, MAX_NAME));
    }

    /** Turns one page of a list into an answer, with a page number and buttons if there are other pages. */
    CommandAnswer page(EmbedBuilder embed, Slice<?> slice, PageButton button) {
        if (slice.pages() > 1) {
            embed.setFooter(words.say("page.number", "page", slice.page() + 1, "pages", slice.pages()));
        }
        return CommandAnswer.embeds(
                List.of(embed.build()), Paging.buttons(words, button.to(slice.page()), slice.hasNext()));
    }

    /** Formats a time that Discord shows as an age, in each reader's language. */
    static String age(Instant time) {
        return "<t:" + time.getEpochSecond() + ":R>";
    }

    /** Shows a player's picture, if Discord accepts its address. */
    void showPicture(EmbedBuilder embed, Player player) {
        String address = pictureOf(player);
        if (WebAddress.isValid(address)) {
            embed.setThumbnail(address, words.say("picture.alt", "player", Markdown.plain(player.name(), MAX_NAME)));
        }
    }

    String pictureOf(Player player) {
        return links.picture(player.picture(), clock.instant());
    }

    /** Shows a badge, if there is one and Discord accepts its address. */
    void showBadge(EmbedBuilder embed, @Nullable String badgeName, @Nullable String achievement) {
        String address = badgeName == null || badgeName.isBlank() ? null : links.badge(badgeName);
        if (address != null && WebAddress.isValid(address)) {
            String title = Markdown.plain(visible(achievement), MAX_TITLE);
            embed.setThumbnail(address, words.say("badge.alt", "achievement", title));
        }
    }

    static double share(long part, long whole) {
        return whole <= 0 ? 0 : Math.min(1, Math.max(0, (double) part / whole));
    }

    static String description(CharSequence text) {
        return Markdown.cut(text.toString(), MessageEmbed.DESCRIPTION_MAX_LENGTH);
    }
}
