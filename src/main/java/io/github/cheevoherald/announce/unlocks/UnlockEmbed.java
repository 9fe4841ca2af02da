package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.words.Words;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Draws one unlock as a card of five lines, or as a compact one of three. */
final class UnlockEmbed {
    static final int HARDCORE = 0xFFC83D;
    static final int CASUAL = 0x9DB5CC;

    private static final int MAX_DESCRIPTION = 1000;
    private static final int MAX_GAME = 150;
    private static final int MAX_CONSOLE = 60;
    private static final int MAX_EVENT = 150;

    private final Words words;
    private final UnlockWords say;

    UnlockEmbed(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
    }

    /**
     * How much an unlock's card shows.
     *
     * @param sameGame whether it follows another unlock of its game in the same message, and need not name it
     * @param completes whether it completes its game's set
     */
    record Place(boolean sameGame, boolean completes) {}

    /** Under the description, one line of facts and one about the game, each short enough for a phone. */
    MessageEmbed card(PlayerCard player, Unlock unlock, Place place) {
        String game = game(unlock, place).add(say.progress(unlock)).toString();
        String lines = Stream.of(description(unlock), facts(unlock).toString(), game)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        return start(player, unlock, place).setDescription(lines).build();
    }

    /** Everything about the unlock on one line. */
    MessageEmbed compact(PlayerCard player, Unlock unlock, Place place) {
        FactLine line = facts(unlock).add(game(unlock, place).toString());
        return start(player, unlock, place).setDescription(line.toString()).build();
    }

    private EmbedBuilder start(PlayerCard player, Unlock unlock, Place place) {
        EmbedBuilder embed = new EmbedBuilder().setColor(color(unlock.hardcore()));
        UnlockReadBack.writeAuthor(embed, PlayerName.of(player), player);
        if (WebAddress.isValid(unlock.badgeUrl())) {
            embed.setThumbnail(unlock.badgeUrl(), words.say("badge.alt", "achievement", say.spoken(unlock)));
        }
        String title = Markdown.escapeAndCut(say.title(unlock), MessageEmbed.TITLE_MAX_LENGTH);
        UnlockReadBack.writeCard(embed, title, unlock, words.say("unlock.date"));
        return embed.setFooter(Markdown.plain(labels(unlock, place).toString()));
    }

    static int color(boolean hardcore) {
        return hardcore ? HARDCORE : CASUAL;
    }

    /** On as few lines as it takes. */
    private static String description(Unlock unlock) {
        String text = Markdown.escapeLinesAndCut(unlock.description(), MAX_DESCRIPTION);
        return Markdown.orIfBlank(text, "").replaceAll("\\s*\\n\\s*", " ");
    }

    private FactLine facts(Unlock unlock) {
        return new FactLine()
                .add(say.modeSymbol(unlock).before(say.points(unlock)))
                .add(say.share(unlock));
    }

    private FactLine game(Unlock unlock, Place place) {
        FactLine line = new FactLine();
        if (!place.sameGame()) {
            line.add(Markdown.link(say.game(unlock), unlock.gameUrl(), MAX_GAME));
            line.add(say.console(unlock, MAX_CONSOLE));
        }
        return line;
    }

    /** Stands beside the date, where Discord formats nothing. */
    private FactLine labels(Unlock unlock, Place place) {
        return new FactLine()
                .add(say.mode(unlock))
                .addIf(place.completes(), words.say("unlock.complete"))
                .add(say.amongMembers(unlock))
                .addIf(unlock.upgrade(), words.say("unlock.upgrade"))
                .add(say.type(unlock).map(Markdown::plain))
                .add(say.eventTitle(unlock, MAX_EVENT).map(event -> words.say("unlock.event", "event", event)))
                .addIf(unlock.late(), words.say("unlock.late"));
    }
}
