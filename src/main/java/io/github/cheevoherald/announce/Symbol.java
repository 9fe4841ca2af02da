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
    NES("🎮", "NES.*|Famicom.*"),
    SNES("🎮", "SNES.*|Super Famicom"),
    N64("🎮", "Nintendo 64"),
    GAMECUBE("🎮", "GameCube"),
    WII("🎮", "Wii"),
    GAME_BOY("🎮", "Game Boy"),
    GAME_BOY_COLOR("🎮", "Game Boy Color"),
    GAME_BOY_ADVANCE("🎮", "Game Boy Advance"),
    NINTENDO_DS("🎮", "Nintendo DSi?"),
    MASTER_SYSTEM("🎮", "Master System"),
    MEGA_DRIVE("🎮", ".*Mega Drive|Sega CD|32X"),
    GAME_GEAR("🎮", "Game Gear"),
    SATURN("🎮", "Saturn"),
    DREAMCAST("🎮", "Dreamcast"),
    PLAYSTATION("🎮", "PlayStation"),
    PLAYSTATION_2("🎮", "PlayStation 2"),
    PSP("🎮", "PlayStation Portable"),
    PC_ENGINE("🎮", "PC Engine.*"),
    ATARI_2600("🕹️", "Atari 2600"),
    HANDHELD(
            "🎮",
            "Game Boy.*|.*Lynx|Nintendo 3DS|.*Portable|.*Vita|.*WonderSwan.*|.*Pocket.*|Pok[eé]mon Mini|Mega Duck|"
                    + ".*Supervision|Arduboy|.*N-Gage|Game & Watch"),
    ARCADE("🕹️", "Arcade.*"),
    COMPUTER(
            "💻",
            "Amstrad.*|Apple.*|MSX.*|PC-[689]\\d+.*|Commodore.*|VIC-20|Amiga|Atari ST|ZX.*|DOS|FM Towns|Sharp X.*|X68K|"
                    + "Oric|Thomson.*|Windows"),
    CONSOLE("🎮", ".*");

    private final String unicode;
    private final Pattern consoles;

    /** One that no console looks like. */
    Symbol(String unicode) {
        this(unicode, "(?!)");
    }

    Symbol(String unicode, String consoles) {
        this.unicode = unicode;
        this.consoles = Pattern.compile(consoles);
    }

    /** What the console with that name looks like. The site calls some by one name and some by two. */
    public static Symbol ofConsole(String name) {
        String console = name.strip();
        return Stream.of(values())
                .filter(symbol -> symbol.consoles.matcher(console).matches())
                .findFirst()
                .orElse(CONSOLE);
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
