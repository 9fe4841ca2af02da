package io.github.cheevoherald.pictures;

import io.github.cheevoherald.resilience.DaemonThreads;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Cache;
import okhttp3.CacheControl;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** The badges' files, from the media host or from a folder that keeps the last ones used, up to a size. */
final class BadgeFiles implements AutoCloseable {
    private static final long MAX_KEPT = 32L << 20;
    private static final int MAX_BYTES = 128 << 10;
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A badge's file never changes: an achievement that gets another badge gets another name for it. */
    private static final CacheControl FROM_THE_FOLDER_FIRST =
            new CacheControl.Builder().maxStale(365, TimeUnit.DAYS).build();

    private final String mediaUrl;
    private final Cache kept;
    private final OkHttpClient http;

    BadgeFiles(OkHttpClient http, URI mediaUrl, Path folder) {
        this.mediaUrl = mediaUrl.toString();
        this.kept = new Cache(folder.toFile(), MAX_KEPT);
        Dispatcher dispatcher = new Dispatcher(Executors.newFixedThreadPool(AT_ONCE, DaemonThreads.named("badges")));
        dispatcher.setMaxRequests(AT_ONCE);
        dispatcher.setMaxRequestsPerHost(AT_ONCE);
        this.http = http.newBuilder()
                .dispatcher(dispatcher)
                .cache(kept)
                .addNetworkInterceptor(BadgeFiles::keepable)
                .followRedirects(false)
                .callTimeout(PATIENCE)
                .build();
    }

    /** A file is kept whatever the host says about that, and a failure never is. */
    private static Response keepable(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.newBuilder()
                .removeHeader("Pragma")
                .removeHeader("Vary")
                .header("Cache-Control", response.code() == 200 ? "max-age=31536000" : "no-store")
                .build();
    }

    /** Those of the files that arrive within the time, by address. Only the media host is ever asked. */
    Map<String, byte[]> get(Set<String> addresses, Duration time) throws InterruptedException {
        Set<String> wanted = new HashSet<>(addresses);
        wanted.removeIf(address -> !address.startsWith(mediaUrl) || HttpUrl.parse(address) == null);
        Arrivals arrivals = new Arrivals(wanted.size());
        List<Call> calls = wanted.stream()
                .map(address -> http.newCall(new Request.Builder()
                        .url(address)
                        .cacheControl(FROM_THE_FOLDER_FIRST)
                        .tag(String.class, address)
                        .build()))
                .toList();
        calls.forEach(call -> call.enqueue(arrivals));
        Map<String, byte[]> arrived = arrivals.after(time);
        calls.forEach(Call::cancel);
        return arrived;
    }

    /** Collects what arrives. */
    private static final class Arrivals implements Callback {
        private final CountDownLatch outstanding;
        private final Map<String, byte[]> files = new HashMap<>();

        Arrivals(int expected) {
            outstanding = new CountDownLatch(expected);
        }

        @Override
        public void onResponse(Call call, Response response) throws IOException {
            try (response;
                    BufferedSource body = response.body().source()) {
                // One byte more than allowed shows that a file is too long, without reading all of it.
                boolean tooLong = body.request(MAX_BYTES + 1);
                if (response.code() == 200 && !tooLong) {
                    byte[] bytes = body.readByteArray();
                    String address = call.request().tag(String.class);
                    synchronized (files) {
                        files.put(String.valueOf(address), bytes);
                    }
                }
            } finally {
                outstanding.countDown();
            }
        }

        @Override
        public void onFailure(Call call, IOException failure) {
            outstanding.countDown();
        }

        Map<String, byte[]> after(Duration time) throws InterruptedException {
            boolean unused = outstanding.await(time.toMillis(), TimeUnit.MILLISECONDS);
            synchronized (files) {
                return Map.copyOf(files);
            }
        }
    }

    @Override
    public void close() throws IOException {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdownNow();
        kept.close();
    }
}
