package io.github.cheevoherald.sandbox.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Badges, game icons and avatars, each drawn from its name alone. Letters come from {@link PixelFont}, because a Java
 * runtime without fontconfig can't draw text.
 */
final class Pictures {
    private static final int BADGE = 64;
    private static final int ICON = 96;
    private static final int AVATAR = 128;

    /** Ends the name of a picture from within a game. */
    static final String SCENE = "_scene";

    private static final int SCENE_WIDTH = 320;
    private static final int SCENE_HEIGHT = 224;

    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9_]{1,40})\\.png");

    /** The folders of the media host. */
    static final List<String> KINDS = List.of("Badge", "Images", "UserPic");

    private final Cache<String, byte[]> painted =
            Caffeine.newBuilder().maximumSize(2000).build();

    /** The picture with that name in that folder; every name that's possible has one. */
    Optional<byte[]> named(String kind, String file) {
        Matcher name = FILE.matcher(file);
        if (!name.matches()) {
            return Optional.empty();
        }
        return switch (kind) {
            case "Badge" -> Optional.of(badge(name.group(1)));
            case "Images" -> Optional.of(icon(name.group(1)));
            case "UserPic" -> Optional.of(avatar(name.group(1)));
            default -> Optional.empty();
        };
    }

    private byte[] badge(String name) {
        return cached("Badge/" + name, key -> {
            boolean locked = name.endsWith("_lock");
            String bare = locked ? name.substring(0, name.length() - "_lock".length()) : name;
            BufferedImage image = sprite(bare, BADGE);
            return png(locked ? grey(image) : image);
        });
    }

    private byte[] icon(String name) {
        return cached("Images/" + name, key -> png(name.endsWith(SCENE) ? scene(name) : sprite("game" + name, ICON)));
    }

    private byte[] avatar(String name) {
        return cached("UserPic/" + name, key -> png(initials(name)));
    }

    private byte[] cached(String key, Function<String, byte[]> painter) {
        return painted.get(key, painter);
    }

    /** Draws a symmetrical creature out of blocks, on a gradient, with a frame. */
    private static BufferedImage sprite(String name, int size) {
        Random random = new Random(name.hashCode() * 31L + name.length());
        float hue = random.nextFloat();
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = background(image, hue);
        int cell = size / 10;
        int edge = (size - cell * 8) / 2;
        Color light = Color.getHSBColor(hue + 0.45f + random.nextFloat() * 0.1f, 0.45f, 1f);
        Color dark = Color.getHSBColor(hue + 0.5f, 0.7f, 0.75f);
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 4; column++) {
                // Denser towards the middle, so that it looks like a body with limbs.
                boolean filled = random.nextFloat() < 0.25f + 0.17f * column - 0.03f * Math.abs(row - 4);
                if (filled) {
                    graphics.setColor(random.nextFloat() < 0.7f ? light : dark);
                    graphics.fillRect(edge + column * cell, edge + row * cell, cell, cell);
                    graphics.fillRect(edge + (7 - column) * cell, edge + row * cell, cell, cell);
                }
            }
        }
        graphics.dispose();
        return image;
    }

    /** Hills under a starry sky, in the colours of the game's icon. */
    private static BufferedImage scene(String name) {
        String icon = "game" + name.substring(0, name.length() - SCENE.length());
        Random random = new Random(icon.hashCode() * 31L + icon.length());
        float hue = random.nextFloat();
        BufferedImage image = new BufferedImage(SCENE_WIDTH, SCENE_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.8f, 0.2f), 0, SCENE_HEIGHT, Color.getHSBColor(hue + 0.1f, 0.6f, 0.8f)));
        graphics.fillRect(0, 0, SCENE_WIDTH, SCENE_HEIGHT);
        graphics.setColor(new Color(255, 255, 220, 200));
        for (int star = 0; star < 40; star++) {
            graphics.fillRect(random.nextInt(SCENE_WIDTH), random.nextInt(SCENE_HEIGHT / 2), 2, 2);
        }
        for (int row = 0; row < 3; row++) {
            graphics.setColor(Color.getHSBColor(hue + 0.35f, 0.55f, 0.6f - 0.17f * row));
            int base = SCENE_HEIGHT / 2 + 30 * row;
            double phase = random.nextDouble() * 6;
            for (int x = 0; x < SCENE_WIDTH; x += 8) {
                int top = base + (int) (18 * Math.sin(phase + x / (30.0 + 12 * row)));
                graphics.fillRect(x, top / 8 * 8, 8, SCENE_HEIGHT);
            }
        }
        graphics.drawImage(sprite(icon, ICON), 32, SCENE_HEIGHT - ICON - 24, null);
        graphics.dispose();
        return image;
    }

    private static BufferedImage initials(String name) {
        Random random = new Random(name.hashCode());
        BufferedImage image = new BufferedImage(AVATAR, AVATAR, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = background(image, random.nextFloat());
        String letters = name.substring(0, Math.min(2, name.length()));
        int dot = letters.length() == 1 ? 14 : 10;
        int width = (letters.length() * 6 - 1) * dot;
        int left = (AVATAR - width) / 2;
        int top = (AVATAR - 7 * dot) / 2;
        graphics.setColor(new Color(0, 0, 0, 90));
        PixelFont.draw(graphics, letters, left + 3, top + 3, dot);
        graphics.setColor(Color.WHITE);
        PixelFont.draw(graphics, letters, left, top, dot);
        graphics.dispose();
        return image;
    }

    private static Graphics2D background(BufferedImage image, float hue) {
        int size = image.getWidth();
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.75f, 0.62f), size, size, Color.getHSBColor(hue + 0.08f, 0.85f, 0.26f)));
        graphics.fillRect(0, 0, size, size);
        graphics.setColor(new Color(255, 255, 255, 70));
        graphics.draw(new RoundRectangle2D.Float(1.5f, 1.5f, size - 4f, size - 4f, 8, 8));
        return graphics;
    }

    private static BufferedImage grey(BufferedImage image) {
        BufferedImage grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return grey;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // ImageIO's own stream would create a temporary file for each picture.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
