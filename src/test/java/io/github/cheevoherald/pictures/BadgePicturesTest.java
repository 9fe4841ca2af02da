package io.github.cheevoherald.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BadgePicturesTest {
    private static final byte[] GREEN = DrawnBadges.png(Color.GREEN, 64);

    @TempDir
    Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final MockWebServer media = new MockWebServer();
    private final OkHttpClient http = new OkHttpClient();
    private BadgePictures pictures;

    @BeforeEach
    void open() throws IOException {
        media.start();
        media.setDispatcher(answering(new MockResponse.Builder()
                .addHeader("Cache-Control", "no-cache")
                .body(new Buffer().write(GREEN))
                .build()));
        pictures = new BadgePictures(http, mediaUrl(), folder.resolve("badges"), clock);
    }

    @AfterEach
    void close() throws IOException {
        pictures.close();
        media.close();
    }

    private URI mediaUrl() {
        return media.url("/").uri();
    }

    private static Dispatcher answering(MockResponse answer) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer;
            }
        };
    }

    private List<Badge> badges(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Badge(mediaUrl() + "Badge/" + i + ".png", true))
                .toList();
    }

    private byte[] picture(List<Badge> badges) {
        return pictures.of(badges).orTimeout(6, TimeUnit.SECONDS).join();
    }

    @Test
    void fetchesEachBadgeOnceAndKeepsItOverARestart() throws IOException {
        byte[] first = picture(badges(3));
        pictures.close();
        pictures = new BadgePictures(http, mediaUrl(), folder.resolve("badges"), clock);
        byte[] again = picture(badges(3));

        assertThat(first).isNotEmpty().isEqualTo(again);
        assertThat(media.getRequestCount()).isEqualTo(3);
        assertThat(DrawnBadges.read(first).getRGB(35, 35)).isEqualTo(Color.GREEN.getRGB());
    }

    /** More than the folder may hold, each as large as a badge can be. */
    @Test
    void itsFolderIsBounded() throws Exception {
        byte[] large = new byte[128 << 10];
        media.setDispatcher(answering(
                new MockResponse.Builder().body(new Buffer().write(large)).build()));
        Path kept = folder.resolve("bounded");
        try (BadgeFiles files = new BadgeFiles(http, mediaUrl(), kept)) {
            for (int round = 0; round < 5; round++) {
                Set<String> addresses = new HashSet<>();
                for (int i = 0; i < 60; i++) {
                    addresses.add(mediaUrl() + "Badge/" + (1000 * round + i) + ".png");
                }
                assertThat(files.get(addresses, Duration.ofSeconds(10))).hasSize(60);
            }

            await().untilAsserted(() -> assertThat(size(kept)).isBetween(16L << 20, 32L << 20));
        }
    }

    private static long size(Path folder) throws IOException {
        long size = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                size += Files.size(file);
            }
        }
        return size;
    }

    @Test
    void drawsSixtyFourAtMost() {
        BufferedImage drawn = DrawnBadges.read(picture(badges(100)));

        assertThat(media.getRequestCount()).isEqualTo(64);
        assertThat(drawn.getHeight()).isEqualTo(7 * 74 - 4);
    }

    @Test
    void asksNoOtherHost() throws IOException {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            List<Badge> badges = new ArrayList<>(badges(2));
            badges.add(new Badge(other.url("/Badge/9.png").toString(), true));
            badges.add(new Badge("", true));

            assertThat(picture(badges)).isNotEmpty();
            assertThat(other.getRequestCount()).isZero();
        }
    }

    @Test
    void showsAPlaceholderForOneThatFailsAndTriesItAgain() {
        MockResponse badge =
                new MockResponse.Builder().body(new Buffer().write(GREEN)).build();
        media.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return request.getUrl().encodedPath().endsWith("/1.png")
                        ? new MockResponse.Builder().code(404).build()
                        : badge;
            }
        });

        BufferedImage before = DrawnBadges.read(picture(badges(3)));
        media.setDispatcher(answering(badge));
        BufferedImage after = DrawnBadges.read(picture(badges(3)));

        assertThat(before.getRGB(74 + 6, 6)).isNotEqualTo(Color.GREEN.getRGB());
        assertThat(after.getRGB(74 + 6, 6)).isEqualTo(Color.GREEN.getRGB());
    }

    @Test
    void goesWithoutWhereMostBadgesFailAndLeavesTheHostAloneForAMinute() {
        media.setDispatcher(answering(new MockResponse.Builder().code(503).build()));
        byte[] failed = picture(badges(3));
        int asked = media.getRequestCount();

        media.setDispatcher(answering(
                new MockResponse.Builder().body(new Buffer().write(GREEN)).build()));
        byte[] soon = picture(badges(3));
        clock.advance(Duration.ofMinutes(2));
        byte[] later = picture(badges(3));

        assertThat(failed).isEmpty();
        assertThat(soon).isEmpty();
        assertThat(asked).isEqualTo(3);
        assertThat(later).isNotEmpty();
    }

    @Test
    void tenServersThatWantTheSamePictureAllGetIt() {
        List<CompletableFuture<byte[]>> all =
                IntStream.range(0, 10).mapToObj(i -> pictures.of(badges(64))).toList();

        assertThat(all).allSatisfy(one -> assertThat(one.join()).isNotEmpty());
        assertThat(media.getRequestCount()).isEqualTo(64);
    }

    @Test
    void isNeverLateThoughTheHostIsSilent() {
        media.setDispatcher(answering(
                new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).build()));
        long begun = System.nanoTime();

        List<CompletableFuture<byte[]>> all =
                IntStream.range(0, 5).mapToObj(i -> pictures.of(badges(20))).toList();

        assertThat(all).allSatisfy(one -> assertThat(one.join()).isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anEndlessBadgeIsNone() {
        byte[] endless = new byte[1 << 20];
        System.arraycopy(GREEN, 0, endless, 0, GREEN.length);
        media.setDispatcher(answering(
                new MockResponse.Builder().body(new Buffer().write(endless)).build()));

        assertThat(picture(badges(2))).isEmpty();
    }

    @Test
    void drawsThoughItsFolderCannotBeUsed() throws IOException {
        Files.writeString(folder.resolve("taken"), "a file where the folder should be");
        try (BadgePictures unkept = new BadgePictures(http, mediaUrl(), folder.resolve("taken"), clock)) {
            assertThat(unkept.of(badges(2)).orTimeout(6, TimeUnit.SECONDS).join())
                    .isNotEmpty();
        }
    }
}
