package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Announcement.PlayerCard;
import io.github.cheevoherald.outbox.Announcement.Summary;
import io.github.cheevoherald.outbox.Announcement.Unlock;
import io.github.cheevoherald.outbox.Announcement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;

/** Unlocks of several players, each with its player, link and time, oldest first. */
final class SummaryList {
    private static final int MOST_PLAYER = 60;
    private static final int MOST_TITLE = 150;
    private static final int MOST_GAME = 100;

    private final Words words;
    private final UnlockWords say;
    private final UnlockList list;

    SummaryList(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
        this.list = new UnlockList(words);
    }

    /** All parts as one, where they are of one player. */
    static Unlocks merged(List<Unlocks> parts) {
        List<Unlock> unlocks = new ArrayList<>();
        parts.forEach(part -> unlocks.addAll(part.unlocks()));
        unlocks.sort(Comparator.comparingLong(Unlock::unlockedAt));
        return new Unlocks(parts.get(parts.size() - 1).player(), unlocks);
    }

    List<Rendered> of(List<Unlocks> parts) {
        List<One> all = new ArrayList<>();
        for (Unlocks part : parts) {
            part.unlocks().forEach(unlock -> all.add(new One(part.player(), unlock)));
        }
        all.sort(Comparator.comparingLong(one -> one.unlock().unlockedAt()));
        List<Rendered> result = new ArrayList<>();
        ListPage page = new ListPage();
        List<Unlocks> here = new ArrayList<>();
        for (One one : all) {
            String line = line(one);
            if (!page.add(one.unlock(), "", line)) {
                result.add(rendered(page, here));
                page = new ListPage();
                here = new ArrayList<>();
                page.add(one.unlock(), "", line);
            }
            here.add(new Unlocks(one.player(), List.of(one.unlock())));
        }
        result.add(rendered(page, here));
        return result;
    }

    private String line(One one) {
        String player = Markdown.link(say.player(one.player()), one.player().url(), MOST_PLAYER);
        String title = Markdown.link(say.title(one.unlock()), one.unlock().url(), MOST_TITLE);
        String game = Markdown.escapeAndCut(say.game(one.unlock()), MOST_GAME);
        return list.line(one.unlock(), player + " " + title + " · " + game, true);
    }

    private Rendered rendered(ListPage page, List<Unlocks> here) {
        List<MessageEmbed> embeds = new ArrayList<>();
        for (StringBuilder text : page.texts) {
            EmbedBuilder embed = new EmbedBuilder()
                    .setColor(UnlockEmbed.color(page.unlocks.stream().anyMatch(Unlock::hardcore)))
                    .setDescription(text);
            if (embeds.isEmpty()) {
                embed.setTitle(words.say("list.title", "count", page.unlocks.size()));
            }
            embeds.add(embed.build());
        }
        Announcement announcement = here.size() == 1 ? here.get(0) : new Summary(here);
        return new Rendered(
                announcement, new MessageCreateBuilder().setEmbeds(embeds).build());
    }

    private record One(PlayerCard player, Unlock unlock) {}
}
