package io.github.cheevoherald.announce;

import static io.github.cheevoherald.announce.SymbolDrawings.BLUE;
import static io.github.cheevoherald.announce.SymbolDrawings.DARK;
import static io.github.cheevoherald.announce.SymbolDrawings.GOLD;
import static io.github.cheevoherald.announce.SymbolDrawings.PALE;
import static io.github.cheevoherald.announce.SymbolDrawings.RED;
import static io.github.cheevoherald.announce.SymbolDrawings.STEEL;
import static io.github.cheevoherald.announce.SymbolDrawings.box;
import static io.github.cheevoherald.announce.SymbolDrawings.cross;
import static io.github.cheevoherald.announce.SymbolDrawings.dot;
import static io.github.cheevoherald.announce.SymbolDrawings.fill;
import static io.github.cheevoherald.announce.SymbolDrawings.outlined;
import static io.github.cheevoherald.announce.SymbolDrawings.polygon;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;

/** Draws consoles: their shape and colors have to do, since readers see them twenty pixels high. */
final class ConsoleDrawings {
    private static final Color GRAY = new Color(0xC9C7D1);
    private static final Color BLACK = new Color(0x26262E);
    private static final Color RIM = new Color(0x8D90A5);
    private static final Color GREEN = new Color(0x3FA35B);
    private static final Color INDIGO = new Color(0x5A4FA8);
    private static final Color PLUM = new Color(0x8C3B7A);
    private static final Color TEAL = new Color(0x14A0B4);
    private static final Color OLIVE = new Color(0x9BB52A);
    private static final Color ORANGE = new Color(0xF08A24);
    private static final Color SKY = new Color(0x59C3F2);

    private final Graphics2D pen;

    ConsoleDrawings(Graphics2D pen) {
        this.pen = pen;
    }

    void draw(Symbol console) {
        switch (console) {
            case NES -> nes();
            case SNES -> snes();
            case N64 -> n64();
            case GAMECUBE -> gamecube();
            case WII -> wii();
            case GAME_BOY -> upright(GRAY, STEEL, OLIVE, PLUM);
            case GAME_BOY_COLOR -> upright(TEAL, new Color(0x0A6270), BLACK, PALE);
            case GAME_BOY_ADVANCE -> wide(INDIGO, DARK, SKY);
            case NINTENDO_DS -> clamshell();
            case MASTER_SYSTEM -> masterSystem();
            case MEGA_DRIVE -> megaDrive();
            case GAME_GEAR -> gameGear();
            case SATURN -> planet();
            case DREAMCAST -> dreamcast();
            case PLAYSTATION -> twoHandles(GRAY, STEEL, false);
            case PLAYSTATION_2 -> twoHandles(BLACK, RIM, true);
            case PSP -> wide(BLACK, RIM, BLUE);
            case PC_ENGINE -> pcEngine();
            case ATARI_2600 -> stickAndButton();
            default -> throw new IllegalArgumentException(console.name());
        }
    }

    private void dots(double radius, Object... places) {
        for (int i = 0; i < places.length; i += 3) {
            double x = ((Number) places[i]).doubleValue();
            double y = ((Number) places[i + 1]).doubleValue();
            fill(pen, dot(x, y, radius), (Color) places[i + 2]);
        }
    }

    private void nes() {
        outlined(pen, box(6, 34, 116, 60, 8), GRAY, STEEL);
        fill(pen, box(14, 48, 100, 38, 6), BLACK);
        cross(pen, 36, 67, 16, GRAY);
        dots(11, 72, 70, RED, 98, 70, RED);
    }

    private void snes() {
        Area body = new Area(box(30, 34, 68, 52, 10));
        body.add(new Area(dot(36, 64, 32)));
        body.add(new Area(dot(92, 64, 32)));
        outlined(pen, body, GRAY, STEEL);
        cross(pen, 36, 64, 18, BLACK);
        dots(9, 92, 48, BLUE, 92, 80, GOLD, 76, 64, GREEN, 108, 64, RED);
    }

    private void n64() {
        Area body = new Area(box(8, 24, 112, 44, 44));
        body.add(new Area(polygon(8, 46, 38, 46, 32, 106, 18, 106)));
        body.add(new Area(polygon(48, 46, 80, 46, 72, 122, 56, 122)));
        body.add(new Area(polygon(90, 46, 120, 46, 110, 106, 96, 106)));
        outlined(pen, body, GRAY, STEEL);
        cross(pen, 30, 46, 14, BLACK);
        dots(11, 64, 74, BLACK);
        dots(9, 64, 44, RED, 88, 58, GREEN, 104, 44, GOLD);
    }

    private void gamecube() {
        Area body = new Area(box(12, 26, 104, 48, 48));
        body.add(new Area(polygon(10, 50, 48, 60, 34, 112, 16, 112)));
        body.add(new Area(polygon(118, 50, 80, 60, 94, 112, 112, 112)));
        outlined(pen, body, INDIGO, DARK);
        dots(13, 34, 52, GRAY, 96, 50, GREEN);
        dots(8, 78, 70, GOLD, 76, 42, RED);
    }

    private void wii() {
        outlined(pen, box(42, 4, 44, 120, 18), PALE, STEEL);
        cross(pen, 64, 28, 13, STEEL);
        dots(12, 64, 58, SKY);
        dots(6, 64, 86, STEEL, 64, 104, STEEL);
    }

    /** With the screen above the buttons. */
    private void upright(Color body, Color line, Color screen, Color buttons) {
        outlined(pen, box(24, 5, 80, 118, 18), body, line);
        fill(pen, box(34, 16, 60, 46, 6), DARK);
        fill(pen, box(42, 22, 44, 34, 2), screen);
        cross(pen, 46, 90, 15, BLACK);
        dots(9, 75, 97, buttons, 92, 82, buttons);
    }

    /** With the screen between the buttons. */
    private void wide(Color body, Color line, Color screen) {
        outlined(pen, box(4, 32, 120, 64, 44), body, line);
        fill(pen, box(34, 42, 60, 44, 4), PALE);
        fill(pen, box(38, 46, 52, 36, 2), screen);
        cross(pen, 20, 62, 10, PALE);
        dots(7, 108, 54, PALE, 108, 74, PALE);
    }

    private void clamshell() {
        outlined(pen, box(14, 6, 100, 56, 12), GRAY, STEEL);
        outlined(pen, box(14, 66, 100, 56, 12), GRAY, STEEL);
        fill(pen, box(38, 14, 52, 38, 4), SKY);
        fill(pen, box(38, 76, 52, 38, 4), BLUE);
        cross(pen, 26, 94, 9, BLACK);
        dots(6, 102, 86, BLACK, 102, 102, BLACK);
    }

    private void masterSystem() {
        outlined(pen, box(6, 34, 116, 60, 10), BLACK, RIM);
        fill(pen, box(10, 40, 108, 9, 0), RED);
        outlined(pen, box(20, 56, 30, 30, 6), RIM, RIM);
        dots(12, 74, 71, PALE, 102, 71, PALE);
    }

    private void megaDrive() {
        Area body = new Area(dot(34, 62, 30));
        body.add(new Area(dot(94, 62, 30)));
        body.add(new Area(box(34, 32, 60, 44, 10)));
        body.add(new Area(polygon(6, 70, 34, 92, 26, 104, 12, 96)));
        body.add(new Area(polygon(122, 70, 94, 92, 102, 104, 116, 96)));
        outlined(pen, body, BLACK, RIM);
        cross(pen, 34, 62, 18, PALE);
        dots(9, 74, 74, RED, 92, 64, RED, 107, 50, RED);
    }

    private void gameGear() {
        outlined(pen, box(4, 26, 120, 76, 40), BLACK, RIM);
        fill(pen, box(36, 36, 56, 52, 6), PALE);
        fill(pen, box(40, 40, 16, 44, 0), RED);
        fill(pen, box(56, 40, 16, 44, 0), GREEN);
        fill(pen, box(72, 40, 16, 44, 0), BLUE);
        dots(12, 20, 62, RIM);
        dots(7, 108, 54, RIM, 108, 76, RIM);
    }

    private void planet() {
        fill(pen, dot(64, 64, 40), BLUE);
        fill(pen, new Arc2D.Double(24, 24, 80, 80, 200, 140, Arc2D.CHORD), new Color(0x3A6E96));
        pen.setColor(GOLD);
        pen.setStroke(new BasicStroke(11, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.rotate(-0.35, 64, 64);
        pen.draw(new Arc2D.Double(6, 46, 116, 36, 146, 248, Arc2D.OPEN));
        pen.rotate(0.35, 64, 64);
    }

    private void dreamcast() {
        Area body = new Area(box(8, 20, 112, 62, 60));
        body.add(new Area(polygon(14, 50, 54, 60, 34, 112, 18, 108)));
        body.add(new Area(polygon(114, 50, 74, 60, 94, 112, 110, 108)));
        outlined(pen, body, PALE, STEEL);
        fill(pen, box(46, 26, 36, 30, 4), BLACK);
        fill(pen, polygon(64, 66, 72, 80, 56, 80), ORANGE);
        cross(pen, 28, 60, 12, STEEL);
        dots(7, 98, 42, GOLD, 98, 68, RED, 86, 55, SKY, 110, 55, GREEN);
    }

    private void twoHandles(Color color, Color line, boolean sticks) {
        Shape pad = box(10, 28, 108, 48, 44);
        Area body = new Area(pad);
        body.add(new Area(polygon(10, 52, 46, 64, 30, 112, 12, 106)));
        body.add(new Area(polygon(118, 52, 82, 64, 98, 112, 116, 106)));
        outlined(pen, body, color, line);
        cross(pen, 32, 52, 13, sticks ? PALE : BLACK);
        dots(7, 93, 40, GREEN, 93, 66, SKY, 80, 53, new Color(0xE88BB5), 106, 53, RED);
        if (sticks) {
            outlined(pen, dot(48, 76, 12), BLUE, line);
            outlined(pen, dot(80, 76, 12), BLUE, line);
        }
    }

    private void pcEngine() {
        outlined(pen, box(6, 34, 116, 60, 14), PALE, STEEL);
        fill(pen, box(6, 82, 116, 8, 0), ORANGE);
        fill(pen, dot(36, 60, 20), STEEL);
        cross(pen, 36, 60, 15, BLACK);
        dots(11, 78, 62, ORANGE, 104, 62, ORANGE);
    }

    private void stickAndButton() {
        fill(pen, box(60, 22, 16, 60, 12), RIM);
        outlined(pen, dot(68, 22, 14), BLACK, RIM);
        outlined(pen, box(14, 76, 100, 44, 12), BLACK, RIM);
        fill(pen, box(22, 108, 84, 6, 0), ORANGE);
        dots(11, 34, 92, RED);
    }
}
