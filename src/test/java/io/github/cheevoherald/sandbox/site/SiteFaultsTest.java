package io.github.cheevoherald.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SiteFaultsTest {
    private static final String PROFILE = "API_GetUserProfile.php?u=Wren";

    private final SiteFixture fixture = new SiteFixture();
    private final SiteFaults faults = fixture.site.faults();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500, 503, 522})
    void answersWithTheOrderedStatusAsOftenAsOrdered(int status) throws IOException {
        SiteFaultOrder order = faults.order(ApiFilter.everywhere(), SiteFault.status(status), 2);

        assertThat(statuses(3)).containsExactly(status, status, 200);
        assertThat(order.hits()).isEqualTo(2);
        assertThat(faults.orders()).isEmpty();
    }

    @Test
    void hitsOnlyTheNamedMethodAndPlayer() throws IOException {
        fixture.world.addPlayer("Egret");
        faults.order(new ApiFilter("GetUserProfile", fixture.wren.ulid()), SiteFault.status(500), SiteFaults.ALWAYS);

        assertThat(statuses(1)).containsExactly(500);
        try (Response other = fixture.ask("API_GetUserProfile.php?u=Egret");
                Response unlocks = fixture.ask("API_GetUserRecentAchievements.php?u=Wren")) {
            assertThat(other.code()).isEqualTo(200);
            assertThat(unlocks.code()).isEqualTo(200);
        }
    }

    @Test
    void aSeededProbabilityHitsTheSameRequestsEachTime() throws IOException {
        faults.order(ApiFilter.everywhere(), SiteFault.status(500), SiteFaults.ALWAYS, 0.5, 42);
        List<Integer> first = statuses(20);
        faults.clear();
        faults.order(ApiFilter.everywhere(), SiteFault.status(500), SiteFaults.ALWAYS, 0.5, 42);

        assertThat(first).contains(200, 500);
        assertThat(statuses(20)).isEqualTo(first);
    }

    @Test
    void throttlesInEveryWay() throws IOException {
        faults.order(ApiFilter.everywhere(), SiteFault.throttled(), 1);
        faults.order(ApiFilter.everywhere(), SiteFault.throttled(Duration.ofSeconds(7)), 1);
        faults.order(ApiFilter.everywhere(), SiteFault.throttledUntil(Duration.ofSeconds(30)), 1);

        List<String> retryAfter = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            try (Response response = fixture.ask(PROFILE)) {
                assertThat(response.code()).isEqualTo(429);
                retryAfter.add(response.header("Retry-After"));
            }
        }
        assertThat(retryAfter).containsExactly(null, "7", "Sun, 1 Mar 2026 12:00:30 GMT");
    }

    @Test
    void maintenanceIsJsonOnlyForClientsThatAcceptIt() throws IOException {
        faults.order(SiteFault.of(SiteFault.Kind.MAINTENANCE));
        String url = fixture.site.url() + "API/" + PROFILE;

        try (Response html = fixture.ask(PROFILE);
                Response json = fixture.send(new Request.Builder()
                        .url(url)
                        .header("Accept", "application/json")
                        .build())) {
            assertThat(html.code()).isEqualTo(503);
            assertThat(html.header("Content-Type")).startsWith("text/html");
            assertThat(json.code()).isEqualTo(503);
            assertThat(json.body().string()).startsWith("{\"message\":\"Service Unavailable\"");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SiteFault.Kind.class,
            names = {"CUT_BEFORE", "CUT_AFTER"})
    void cutsTheConnection(SiteFault.Kind kind) throws IOException {
        faults.order(ApiFilter.everywhere(), SiteFault.of(kind), 1);

        assertThatThrownBy(() -> fixture.ask(PROFILE)).isInstanceOf(IOException.class);
        assertThat(statuses(1)).containsExactly(200);
        await().untilAsserted(() -> assertThat(fixture.site.requests().entries())
                .anyMatch(entry -> entry.fault() == kind && entry.status() == 0));
    }

    @Test
    void truncatesTheBody() throws IOException {
        faults.order(SiteFault.of(SiteFault.Kind.TRUNCATED));

        try (Response response = fixture.ask(PROFILE)) {
            assertThat(response.code()).isEqualTo(200);
            assertThatThrownBy(() -> response.body().bytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void sendsHugeMisshapenAndRedirectedAnswers() throws IOException {
        faults.order(ApiFilter.everywhere(), SiteFault.of(SiteFault.Kind.HUGE_BODY), 1);
        faults.order(ApiFilter.everywhere(), SiteFault.of(SiteFault.Kind.WRONG_SHAPE), 1);
        faults.order(ApiFilter.everywhere(), SiteFault.of(SiteFault.Kind.HTML), 1);
        faults.order(ApiFilter.everywhere(), SiteFault.answer(200, "[{\"Date\":null}]"), 1);
        faults.order(ApiFilter.everywhere(), SiteFault.redirect("/login"), 1);

        assertThat(fixture.text(PROFILE)).hasSizeGreaterThan(8 * 1024 * 1024).startsWith("{\"User\":\"Wren\"");
        assertThat(fixture.text(PROFILE)).startsWith("{\"success\":false");
        assertThat(fixture.text(PROFILE)).startsWith("<!DOCTYPE html>");
        assertThat(fixture.text(PROFILE)).isEqualTo("[{\"Date\":null}]");
        try (Response response = fixture.ask(PROFILE)) {
            assertThat(response.code()).isEqualTo(302);
            assertThat(response.header("Location")).isEqualTo("/login");
        }
    }

    @Test
    void aSlowBodyOrADelayTakesItsTime() throws IOException {
        faults.order(ApiFilter.everywhere(), SiteFault.slowBody(Duration.ofMillis(120)), 1);
        faults.order(ApiFilter.everywhere(), SiteFault.delay(Duration.ofMillis(120)), 1);

        for (int count = 0; count < 2; count++) {
            long before = System.nanoTime();
            assertThat(fixture.text(PROFILE)).endsWith("}");
            assertThat(System.nanoTime() - before).isGreaterThan(100_000_000L);
        }
    }

    @Test
    void holdsARequestUntilReleased() throws IOException {
        SiteFaultOrder order = faults.order(SiteFault.of(SiteFault.Kind.HOLD));
        CompletableFuture<List<Integer>> held = CompletableFuture.supplyAsync(() -> statuses(1));
        await().until(() -> order.waiting() == 1);
        assertThat(held).isNotDone();

        order.release();

        assertThat(held.join()).containsExactly(200);
        assertThat(statuses(1)).containsExactly(200);
    }

    @Test
    void logsRequestsWithoutTheKey() throws IOException {
        List<RequestLog.Entry> heard = new ArrayList<>();
        fixture.site.requests().listen(heard::add);

        fixture.text(PROFILE + "&c=" + fixture.site.apiKey());

        RequestLog requests = fixture.site.requests();
        await().until(() -> requests.total() == 1);
        assertThat(requests.entries()).isEqualTo(heard);
        assertThat(heard.get(0).method()).isEqualTo("API_GetUserProfile");
        assertThat(heard.get(0).parameters()).containsEntry("u", "Wren").doesNotContainKey("y");
        assertThat(heard.toString()).doesNotContain(fixture.site.apiKey());
        assertThat(requests.perMinute()).containsExactly(java.util.Map.entry(SiteFixture.START, 1));
    }

    private List<Integer> statuses(int count) {
        List<Integer> statuses = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            try (Response response = fixture.ask(PROFILE)) {
                statuses.add(response.code());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return statuses;
    }
}
