package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.discord.EmojiPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The pictures among an announcement's words. */
final class SymbolTest {
    private static final int TOLERANCE = 24;

    /** Antialiasing differs a little from one Java to another. */
    @ParameterizedTest
    @EnumSource
    void theFilesAreTheDrawings(Symbol symbol) throws IOException {
        String name = symbol.name().toLowerCase(Locale.ROOT);
        EmojiPicture file = Symbol.pictures().stream()
                .filter(picture -> picture.name().equals(name))
                .findFirst()
                .orElseThrow();
        BufferedImage actual = ImageIO.read(new ByteArrayInputStream(file.png()));
        BufferedImage expected = SymbolDrawings.of(symbol);

        assertThat(List.of(actual.getWidth(), actual.getHeight())).containsOnly(SymbolDrawings.SIDE);
        assertThat(file.png().length).isLessThan(256 << 10);
        int different = 0;
        for (int y = 0; y < SymbolDrawings.SIDE; y++) {
            for (int x = 0; x < SymbolDrawings.SIDE; x++) {
                different += isClose(actual.getRGB(x, y), expected.getRGB(x, y)) ? 0 : 1;
            }
        }
        assertThat(different).isLessThan(SymbolDrawings.SIDE * SymbolDrawings.SIDE / 100);
    }

    private static boolean isClose(int one, int other) {
        for (int shift = 0; shift < 32; shift += 8) {
            if (Math.abs((one >>> shift & 0xFF) - (other >>> shift & 0xFF)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @CsvSource({
        "SNES, SNES",
        "SNES/Super Famicom, SNES",
        "NES/Famicom, NES",
        "Famicom Disk System, NES",
        "Genesis/Mega Drive, MEGA_DRIVE",
        "Mega Drive, MEGA_DRIVE",
        "32X, MEGA_DRIVE",
        "PlayStation, PLAYSTATION",
        "PlayStation 2, PLAYSTATION_2",
        "PlayStation Portable, PSP",
        "PlayStation Vita, HANDHELD",
        "Game Boy, GAME_BOY",
        "Game Boy Color, GAME_BOY_COLOR",
        "Game Boy Advance, GAME_BOY_ADVANCE",
        "Game Boy Something, HANDHELD",
        "Nintendo DS, NINTENDO_DS",
        "Nintendo DSi, NINTENDO_DS",
        "Nintendo 3DS, HANDHELD",
        "Nintendo 64, N64",
        "GameCube, GAMECUBE",
        "Wii, WII",
        "Wii U, CONSOLE",
        "Master System, MASTER_SYSTEM",
        "Game Gear, GAME_GEAR",
        "Saturn, SATURN",
        "Dreamcast, DREAMCAST",
        "PC Engine CD/TurboGrafx-CD, PC_ENGINE",
        "Atari 2600, ATARI_2600",
        "Arcade, ARCADE",
        "Arcadia 2001, CONSOLE",
        "Apple II, COMPUTER",
        "MSX, COMPUTER",
        "Something New, CONSOLE",
        "Atari Lynx, HANDHELD",
        "Nokia N-Gage, HANDHELD",
        "Atari Jaguar, CONSOLE",
        "Mastered, CONSOLE"
    })
    void aConsoleLooksLikeWhatItIs(String name, Symbol symbol) {
        assertThat(Symbol.ofConsole(name)).isEqualTo(symbol);
    }

    @Test
    void noEmojiIsLongerThanItsMarker() {
        for (EmojiPicture picture : Symbol.pictures()) {
            String longest = "<:" + picture.name() + "_0123abcd:" + Long.toUnsignedString(-1) + ">";
            assertThat(EmojiPicture.marker(picture.name()).length())
                    .isGreaterThanOrEqualTo(longest.length())
                    .isGreaterThan(picture.unicode().length());
        }
    }
}
