package io.github.cheevoherald.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws badges in rows on a transparent ground, so that it looks right in dark and in light. It draws no letters, since
 * a Java runtime without fonts can't.
 */
final class BadgeGrid {
    private static final int BADGE = 64;
    private static final int FRAME = 3;
    private static final int GAP = 4;
    private static final int CELL = BADGE + 2 * FRAME + GAP;
    private static final int ROUNDING = 10;

    /** Up to so many badges are drawn in shorter rows, and larger for it where Discord shrinks the picture. */
    private static final int FEW = 32;

    private static final int SHORT_ROW = 8;
    private static final int LONG_ROW = 10;

    /** Larger pictures are no badges, and would take too much memory. */
    private static final int MAX_SIDE = 512;

    private static final Color HARDCORE = new Color(0xFFC83D);
    private static final Color CASUAL = new Color(0x8494A6);
    private static final Color EMPTY = new Color(0x4A5260);
    private static final Color STAR = new Color(0x717C8D);

    private BadgeGrid() {}

    /** A PNG of the badges, in order; one whose picture is missing from the map or isn't one becomes a placeholder. */
    static byte[] draw(List<Badge> badges, Map<String, byte[]> pictures) {
        int maxRow = badges.size() <= FEW ? SHORT_ROW : LONG_ROW;
        int rows = Math.max(1, (badges.size() + maxRow - 1) / maxRow);
        int columns = Math.max(1, (badges.size() + rows - 1) / rows);
        BufferedImage grid = new BufferedImage(columns * CELL - GAP, rows * CELL - GAP, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = grid.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        for (int i = 0; i < badges.size(); i++) {
            Badge badge = badges.get(i);
            Graphics2D cell = (Graphics2D) graphics.create(i % columns * CELL, i / columns * CELL, CELL, CELL);
            drawFrame(cell, badge.hardcore() ? HARDCORE : CASUAL);
            Optional.ofNullable(pictures.get(badge.address()))
                    .flatMap(BadgeGrid::decoded)
                    .ifPresentOrElse(picture -> drawBadge(cell, picture), () -> drawPlaceholder(cell));
            cell.dispose();
        }
        graphics.dispose();
        return png(grid);
    }

    private static void drawFrame(Graphics2D cell, Color color) {
        cell.setColor(color);
        int side = BADGE + 2 * FRAME;
        cell.fill(new RoundRectangle2D.Float(0, 0, side, side, ROUNDING, ROUNDING));
    }

    private static void drawBadge(Graphics2D cell, BufferedImage picture) {
        cell.drawImage(picture, FRAME, FRAME, BADGE, BADGE, null);
    }

    /** A star on a dark ground. */
    private static void drawPlaceholder(Graphics2D cell) {
        cell.setColor(EMPTY);
        cell.fillRect(FRAME, FRAME, BADGE, BADGE);
        Path2D star = new Path2D.Double();
        double middle = FRAME + BADGE / 2.0;
        for (int point = 0; point < 10; point++) {
            double angle = Math.PI * point / 5 - Math.PI / 2;
            double radius = point % 2 == 0 ? 20 : 8.5;
            double x = middle + radius * Math.cos(angle);
            double y = middle + radius * Math.sin(angle);
            if (point == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        cell.setColor(STAR);
        cell.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        cell.draw(star);
    }

    /** Empty for what is no picture, or too large a one. ImageIO's own streams would create temporary files. */
    private static Optional<BufferedImage> decoded(byte[] bytes) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                boolean fits = reader.getWidth(0) <= MAX_SIDE && reader.getHeight(0) <= MAX_SIDE;
                return fits ? Optional.of(reader.read(0)) : Optional.empty();
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
