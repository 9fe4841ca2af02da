package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.players.HiddenGames;
import io.github.cheevoherald.players.HiddenGames.HiddenGame;
import io.github.cheevoherald.privacy.AnnouncedGames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;

/** {@code /privacy hide} and {@code /privacy unhide}: games of which nothing is announced about the caller. */
final class GameHiding {
    private static final int MAX_CHOICES = 25;

    private final HiddenGames games;
    private final AnnouncedGames announced;
    private final PageAddress addresses;
    private final Formatting formatting;

    GameHiding(HiddenGames games, AnnouncedGames announced, PageAddress addresses, Formatting formatting) {
        this.games = games;
        this.announced = announced;
        this.addresses = addresses;
        this.formatting = formatting;
    }

    /** Games to hide, for autocompletion. */
    List<Choice> choices(long guildId, long memberId, String typed) {
        return choices(known(guildId, memberId).stream(), typed);
    }

    /** Games to show again, for autocompletion. */
    List<Choice> hidden(long guildId, long memberId, String typed) {
        return choices(games.of(guildId, memberId).stream(), typed);
    }

    private List<Choice> choices(Stream<HiddenGame> from, String typed) {
        String part = typed.strip().toLowerCase(Locale.ROOT);
        return from.filter(game -> game.title().toLowerCase(Locale.ROOT).contains(part)
                        || Long.toString(game.gameId()).startsWith(part))
                .limit(MAX_CHOICES)
                .map(game ->
                        new Choice(Markdown.plain(nameOf(game), Choice.MAX_NAME_LENGTH), Long.toString(game.gameId())))
                .toList();
    }

    private List<HiddenGame> known(long guildId, long memberId) {
        return announced.of(guildId, memberId).entrySet().stream()
                .map(game -> new HiddenGame(game.getKey(), game.getValue()))
                .toList();
    }

    CommandAnswer hide(long guildId, long memberId, String typed) {
        Optional<HiddenGame> game = find(known(guildId, memberId), typed);
        if (game.isEmpty()) {
            return notAGame(typed);
        }
        return games.hide(guildId, memberId, game.get())
                ? CommandAnswer.text(say("privacy.hide.done", game.get()))
                : CommandAnswer.refused(formatting.words().say("privacy.not-registered"));
    }

    CommandAnswer unhide(long guildId, long memberId, String typed) {
        Optional<HiddenGame> game = find(games.of(guildId, memberId), typed);
        if (game.isEmpty()) {
            return notAGame(typed);
        }
        return games.show(guildId, memberId, game.get().gameId())
                ? CommandAnswer.text(say("privacy.unhide.done", game.get()))
                : CommandAnswer.refused(say("privacy.unhide.not-hidden", game.get()));
    }

    private CommandAnswer notAGame(String typed) {
        return CommandAnswer.refused(formatting
                .words()
                .say(addresses.isOfASet(PageAddress.Kind.GAME, typed) ? "refused.a-set" : "refused.not-a-game"));
    }

    /** By number or address, or by title among these. */
    private Optional<HiddenGame> find(List<HiddenGame> known, String typed) {
        if (addresses.isOfASet(PageAddress.Kind.GAME, typed)) {
            return Optional.empty();
        }
        Optional<HiddenGame> titled = known.stream()
                .filter(game -> game.title().equalsIgnoreCase(typed.strip()))
                .findFirst();
        OptionalLong id = addresses.id(PageAddress.Kind.GAME, typed);
        if (titled.isPresent() || id.isEmpty()) {
            return titled;
        }
        return Optional.of(known.stream()
                .filter(game -> game.gameId() == id.getAsLong())
                .findFirst()
                .orElseGet(() -> new HiddenGame(id.getAsLong(), "")));
    }

    private String say(String key, HiddenGame game) {
        return formatting.words().say(key, "game", formatting.game(game.gameId(), nameOf(game), null));
    }

    private String nameOf(HiddenGame game) {
        return game.title().isBlank()
                ? formatting.words().say("privacy.game", "number", Long.toString(game.gameId()))
                : game.title();
    }
}
