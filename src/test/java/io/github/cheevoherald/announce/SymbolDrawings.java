package io.github.cheevoherald.announce;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Draws the symbols' pictures. Run it in the project's folder after a change; the bot itself only reads the files, so that
 * it needs no graphics library at its start.
 */
final class SymbolDrawings {
    static final int SIDE = 128;

    static final Color GOLD = new Color(0xFFC83D);
    private static final Color DEEP_GOLD = new Color(0xB57A00);
    private static final Color SILVER = new Color(0x9DB5CC);
    static final Color STEEL = new Color(0x5F7991);
    static final Color BLUE = new Color(0x4F8FBF);
    private static final Color BRONZE = new Color(0xC9A86A);
    private static final Color BROWN = new Color(0x7A5C22);
    private static final Color VIOLET = new Color(0x8B7FD6);
    static final Color DARK = new Color(0x3A3560);
    static final Color RED = new Color(0xE0524D);
    static final Color PALE = new Color(0xF4F2FF);

    private SymbolDrawings() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of("src/main/resources/emojis"));
        for (Symbol symbol : Symbol.values()) {
            String name = symbol.name().toLowerCase(Locale.ROOT) + ".png";
            ImageIO.write(of(symbol), "png", folder.resolve(name).toFile());
        }
    }

    static BufferedImage of(Symbol symbol) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        switch (symbol) {
            case HARDCORE -> outlined(pen, star(64, 68, 60, 26), GOLD, DEEP_GOLD);
            case CASUAL -> outlined(pen, new Ellipse2D.Double(14, 14, 100, 100), SILVER, STEEL);
            case BEATEN -> flag(pen);
            case COMPLETED -> medal(pen);
            case MASTERED -> crown(pen);
            case CONSOLE -> gamepad(pen);
            case HANDHELD -> handheld(pen);
            case ARCADE -> joystick(pen);
            case COMPUTER -> computer(pen);
            default -> new ConsoleDrawings(pen).draw(symbol);
        }
        pen.dispose();
        return image;
    }

    static void outlined(Graphics2D pen, Shape shape, Color fill, Color line) {
        fill(pen, shape, fill);
        pen.setColor(line);
        pen.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(shape);
    }

    static void fill(Graphics2D pen, Shape shape, Color color) {
        pen.setColor(color);
        pen.fill(shape);
    }

    static Shape box(double x, double y, double width, double height, double rounding) {
        return new RoundRectangle2D.Double(x, y, width, height, rounding, rounding);
    }

    static Shape dot(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Shape star(double x, double y, double outer, double inner) {
        Path2D star = new Path2D.Double();
        for (int point = 0; point < 10; point++) {
            double angle = Math.PI * point / 5 - Math.PI / 2;
            double radius = point % 2 == 0 ? outer : inner;
            double px = x + radius * Math.cos(angle);
            double py = y + radius * Math.sin(angle);
            if (point == 0) {
                star.moveTo(px, py);
            } else {
                star.lineTo(px, py);
            }
        }
        star.closePath();
        return star;
    }

    static Shape polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    private static void flag(Graphics2D pen) {
        fill(pen, box(14, 8, 12, 114, 10), STEEL);
        fill(pen, box(26, 14, 92, 66, 6), PALE);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                if ((row + column) % 2 == 0) {
                    fill(pen, box(26 + column * 23, 14 + row * 22, 23, 22, 0), BLUE);
                }
            }
        }
    }

    private static void medal(Graphics2D pen) {
        fill(pen, polygon(34, 6, 62, 6, 78, 58, 54, 64), BLUE);
        fill(pen, polygon(94, 6, 66, 6, 50, 58, 74, 64), STEEL);
        outlined(pen, dot(64, 84, 37), BRONZE, BROWN);
        fill(pen, star(64, 86, 22, 9), PALE);
    }

    private static void crown(Graphics2D pen) {
        outlined(pen, polygon(16, 104, 8, 42, 38, 66, 64, 20, 90, 66, 120, 42, 112, 104), GOLD, DEEP_GOLD);
        fill(pen, dot(8, 38, 8), DEEP_GOLD);
        fill(pen, dot(64, 16, 9), DEEP_GOLD);
        fill(pen, dot(120, 38, 8), DEEP_GOLD);
        fill(pen, dot(64, 84, 9), RED);
    }

    static void cross(Graphics2D pen, double x, double y, double arm, Color color) {
        fill(pen, box(x - arm, y - arm / 3, 2 * arm, arm / 1.5, 4), color);
        fill(pen, box(x - arm / 3, y - arm, arm / 1.5, 2 * arm, 4), color);
    }

    private static void gamepad(Graphics2D pen) {
        outlined(pen, box(6, 32, 116, 64, 60), VIOLET, DARK);
        cross(pen, 38, 64, 19, PALE);
        fill(pen, dot(80, 74, 9), PALE);
        fill(pen, dot(100, 54, 9), RED);
    }

    private static void handheld(Graphics2D pen) {
        outlined(pen, box(27, 6, 74, 116, 20), VIOLET, DARK);
        fill(pen, box(38, 18, 52, 44, 6), PALE);
        cross(pen, 50, 90, 14, PALE);
        fill(pen, dot(84, 86, 9), RED);
    }

    private static void joystick(Graphics2D pen) {
        fill(pen, box(57, 40, 14, 56, 6), STEEL);
        outlined(pen, dot(64, 34, 25), RED, new Color(0x8E2723));
        outlined(pen, box(14, 86, 100, 34, 18), VIOLET, DARK);
    }

    private static void computer(Graphics2D pen) {
        outlined(pen, box(14, 10, 100, 72, 14), VIOLET, DARK);
        fill(pen, box(27, 22, 74, 48, 6), PALE);
        outlined(pen, box(6, 96, 116, 24, 12), VIOLET, DARK);
    }
}
