package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.EmojiPicture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A small picture among an announcement's words. Its text is a marker, which only turns into an emoji when the message is
 * sent, so that stored messages suit every application.
 */
public enum Symbol {
    HARDCORE("🟡"),
    CASUAL("⚪"),
    BEATEN("🏁"),
    COMPLETED("🎖️"),
    MASTERED("👑"),
    CONSOLE("🎮"),
    HANDHELD("🎮"),
    ARCADE("🕹️"),
    COMPUTER("💻");

    private static final Pattern HANDHELDS = Pattern.compile(
            "Game Boy.*|Game Gear|.*Lynx|Nintendo (DS|3DS).*|.*Portable|.*Vita|.*WonderSwan.*|.*Pocket.*|"
                    + "Pok[eé]mon Mini|Mega Duck|.*Supervision|Arduboy|N-Gage|Game & Watch");
    private static final Pattern COMPUTERS = Pattern.compile(
            "Amstrad.*|Apple.*|MSX.*|PC-[689]\\d+.*|Commodore.*|VIC-20|Amiga|Atari ST|ZX.*|DOS|FM Towns|Sharp X.*|X68K|"
                    + "Oric|Thomson.*|Windows");

    private final String unicode;

    Symbol(String unicode) {
        this.unicode = unicode;
    }

    /** What the console with that name looks like. */
    public static Symbol ofConsole(String name) {
        String console = name.strip();
        if (console.startsWith("Arcade")) {
            return ARCADE;
        }
        if (HANDHELDS.matcher(console).matches()) {
            return HANDHELD;
        }
        return COMPUTERS.matcher(console).matches() ? COMPUTER : CONSOLE;
    }

    /** The pictures of all, for the application's emojis. */
    public static List<EmojiPicture> pictures() {
        return Stream.of(values()).map(Symbol::picture).toList();
    }

    private EmojiPicture picture() {
        String name = name().toLowerCase(Locale.ROOT);
        try (InputStream file = Symbol.class.getResourceAsStream("/emojis/" + name + ".png")) {
            return new EmojiPicture(
                    name, unicode, Objects.requireNonNull(file, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The symbol before a word. */
    public String before(String word) {
        return this + " " + word;
    }

    @Override
    public String toString() {
        return EmojiPicture.marker(name().toLowerCase(Locale.ROOT));
    }
}
