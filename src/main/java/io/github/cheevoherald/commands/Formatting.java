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

/** How answers look alike, and how the site's text gets into them without breaking Discord's limits. */
final class Formatting {
    static final int GOLD = 0xCC9900;
    static final int BLUE = 0x2C97FA;
    static final int RED = 0xC94A3D;
    static final int GREY = 0x8A8F98;

    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_NAME = 40;
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

    /** An embed with a heading of ours, in which other people's text is escaped already. */
    static EmbedBuilder embed(int color, String heading, @Nullable String url) {
        String title = Markdown.cut(heading, MessageEmbed.TITLE_MAX_LENGTH);
        return new EmbedBuilder().setColor(color).setTitle(title, WebAddress.orNull(url));
    }

    /** A title of the site's, escaped, or a stand-in where it has none. */
    String title(@Nullable String title) {
        return Markdown.escapeAndCut(visible(title), LONGEST_TITLE);
    }

    private String visible(@Nullable String text) {
        return Markdown.orIfBlank(text == null ? "" : Markdown.plain(text), words.say("unnamed"));
    }

    /** A title of the site's as a link, or as plain text where there is nothing to link to. */
    String linked(@Nullable String title, @Nullable String url) {
        return url == null ? title(title) : Markdown.link(visible(title), url, LONGEST_TITLE);
    }

    /** A player's name as a link to the profile. */
    String player(@Nullable String name) {
        if (name == null || !LINKABLE_NAME.matcher(name).matches()) {
            return Markdown.escapeAndCut(visible(name), LONGEST_NAME);
        }
        return Markdown.link(name, links.player(name), LONGEST_NAME);
    }

    /** A game as a link with its console. */
    String game(@Nullable Long id, @Nullable String title, @Nullable String console) {
        String game = linked(title, id == null ? null : links.game(id));
        return console == null || console.isBlank()
                ? game
                : words.say("game.with-console", "game", game, "console", Markdown.escapeAndCut(console, LONGEST_NAME));
    }

    /** The page of a list in one embed, with its number and its buttons where there are others. */
    CommandAnswer.Shown page(EmbedBuilder embed, Slice<?> slice, PageButton button) {
        if (slice.pages() > 1) {
            embed.setFooter(words.say("page.number", "page", slice.page() + 1, "pages", slice.pages()));
        }
        return CommandAnswer.embeds(List.of(embed.build()), Paging.buttons(words, button.to(slice.page()), slice.hasNext()));
    }

    /** A time that Discord shows as an age, in each reader's own words. */
    static String age(Instant time) {
        return "<t:" + time.getEpochSecond() + ":R>";
    }

    /** Shows a player's picture, where the profile has one that Discord takes. */
    void showPicture(EmbedBuilder embed, Player player) {
        String address = pictureOf(player);
        if (WebAddress.isValid(address)) {
            embed.setThumbnail(
                    address, words.say("picture.alt", "player", Markdown.plain(player.name(), LONGEST_NAME)));
        }
    }

    /** The address of a player's picture, as it is today. */
    String pictureOf(Player player) {
        return links.picture(player.picture(), clock.instant());
    }

    /** Shows a badge, where there is one that Discord takes. */
    void showBadge(EmbedBuilder embed, @Nullable String badgeName, @Nullable String achievement) {
        String address = badgeName == null || badgeName.isBlank() ? null : links.badge(badgeName);
        if (address != null && WebAddress.isValid(address)) {
            String title = Markdown.plain(visible(achievement), LONGEST_TITLE);
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
