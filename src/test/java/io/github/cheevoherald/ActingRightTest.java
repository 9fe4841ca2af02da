package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

final class ActingRightTest {
    @Test
    void nothingReachesTheServerWhileAnotherProcessMayBeAboutToTakeOver() throws IOException {
        AtomicBoolean mayAct = new AtomicBoolean();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder().code(204).build());
            OkHttpClient http = new OkHttpClient.Builder()
                    .addNetworkInterceptor(new ActingRight(mayAct::get))
                    .build();
            Request request = new Request.Builder().url(server.url("/")).build();

            assertThatThrownBy(() -> http.newCall(request).execute()).isInstanceOf(IOException.class);
            assertThat(server.getRequestCount()).isZero();

            mayAct.set(true);
            try (Response response = http.newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(204);
            }
            assertThat(server.getRequestCount()).isEqualTo(1);
            http.connectionPool().evictAll();
        }
    }
}
