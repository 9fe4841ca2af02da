package io.github.cheevoherald.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BadgeGridTest {
    private static final int CELL = 74;
    private static final int GOLD = 0xFFFFC83D;

    /** Hardcore and casual ones, one of another size, one that is missing and one that is no picture. */
    @Test
    void looksLikeThis() throws IOException {
        List<Badge> badges = new ArrayList<>();
        Map<String, byte[]> pictures = new HashMap<>();
        for (int i = 0; i < 11; i++) {
            badges.add(new Badge("badge " + i, i % 3 != 2));
            pictures.put("badge " + i, DrawnBadges.png(Color.getHSBColor(i / 11f, 0.7f, 0.8f), i == 4 ? 96 : 64));
        }
        pictures.remove("badge 5");
        pictures.put("badge 6", "no picture".getBytes(StandardCharsets.UTF_8));

        BufferedImage drawn = DrawnBadges.read(BadgeGrid.draw(badges, pictures));

        assertThat(difference(drawn, golden())).isLessThan(1.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "8, 8, 1", "11, 6, 2", "32, 8, 4", "40, 10, 4", "64, 10, 7"})
    void fillsRowsEvenly(int count, int columns, int rows) {
        BufferedImage drawn = DrawnBadges.read(BadgeGrid.draw(badges(count), Map.of()));

        assertThat(drawn.getWidth()).isEqualTo(columns * CELL - 4);
        assertThat(drawn.getHeight()).isEqualTo(rows * CELL - 4);
    }

    @Test
    void framesHardcoreInGoldOnATransparentGround() {
        List<Badge> badges = List.of(new Badge("a", true), new Badge("b", false));

        BufferedImage drawn = DrawnBadges.read(BadgeGrid.draw(badges, Map.of()));

        assertThat(drawn.getRGB(35, 1)).isEqualTo(GOLD);
        assertThat(drawn.getRGB(CELL + 35, 1)).isNotEqualTo(GOLD);
        assertThat(drawn.getRGB(72, 35) >>> 24).as("between two badges").isZero();
    }

    @Test
    void drawsNothingOfAPictureThatIsTooLarge() {
        List<Badge> badges = List.of(new Badge("a", true));

        BufferedImage drawn = DrawnBadges.read(BadgeGrid.draw(badges, Map.of("a", DrawnBadges.png(Color.GREEN, 600))));

        assertThat(difference(drawn, DrawnBadges.read(BadgeGrid.draw(badges, Map.of()))))
                .isZero();
    }

    private static List<Badge> badges(int count) {
        List<Badge> badges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            badges.add(new Badge("badge " + i, true));
        }
        return badges;
    }

    private static BufferedImage golden() throws IOException {
        try (InputStream file = BadgeGridTest.class.getResourceAsStream("/pictures/grid.png")) {
            return DrawnBadges.read(Objects.requireNonNull(file).readAllBytes());
        }
    }

    /** How far two pictures of the same size are apart, as a mean over all pixels and channels, of 255. */
    private static double difference(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift < 32; shift += 8) {
                    int here = one.getRGB(x, y) >>> shift & 0xFF;
                    int there = other.getRGB(x, y) >>> shift & 0xFF;
                    sum += Math.abs(here - there);
                }
            }
        }
        return sum / (4.0 * one.getWidth() * one.getHeight());
    }
}
