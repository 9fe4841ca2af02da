package io.github.cheevoherald.sandbox.site;

import java.awt.Graphics2D;
import java.util.Locale;

/** A font of capital letters and digits, five dots wide and seven high. */
final class PixelFont {
    private static final int COLUMNS = 5;
    private static final int ROWS = 7;
    private static final String KNOWN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /** One bit per dot, row by row; the first dot is the highest bit. */
    private static final long[] GLYPHS = {
        0x3A31FC631L, 0x7A31F463EL, 0x3E108420FL, 0x7A318C63EL, 0x7E10F421FL, 0x7E10F4210L,
        0x3E109C62FL, 0x4631FC631L, 0x7C842109FL, 0x1C4210A4CL, 0x4654C5251L, 0x42108421FL,
        0x4775AC631L, 0x47359C631L, 0x3A318C62EL, 0x7A31F4210L, 0x3A318D64DL, 0x7A31F5251L,
        0x3E107043EL, 0x7C8421084L, 0x46318C62EL, 0x46318C544L, 0x4631AD771L, 0x462A22A31L,
        0x462A21084L, 0x7C222221FL, 0x3A33AE62EL, 0x11842108EL, 0x3A211111FL, 0x78217043EL,
        0x08CA97C42L, 0x7E1E0862EL, 0x3A10F462EL, 0x7C2222108L, 0x3A317462EL, 0x3A317842EL
    };

    private PixelFont() {}

    static void draw(Graphics2D graphics, String text, int left, int top, int dot) {
        int x = left;
        for (char letter : text.toUpperCase(Locale.ROOT).toCharArray()) {
            int index = KNOWN.indexOf(letter);
            if (index >= 0) {
                drawGlyph(graphics, GLYPHS[index], x, top, dot);
            }
            x += (COLUMNS + 1) * dot;
        }
    }

    private static void drawGlyph(Graphics2D graphics, long glyph, int left, int top, int dot) {
        for (int index = 0; index < COLUMNS * ROWS; index++) {
            if ((glyph >>> (COLUMNS * ROWS - 1 - index) & 1) == 1) {
                graphics.fillRect(left + index % COLUMNS * dot, top + index / COLUMNS * dot, dot, dot);
            }
        }
    }
}
