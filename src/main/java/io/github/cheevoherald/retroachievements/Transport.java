package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** Sends one request and reads the reply. No address, header or exception message leaves this class: they hold the key. */
final class Transport {
    static final long MAX_BYTES = 8L * 1024 * 1024;

    private static final int CONNECTIONS_KEPT = 2;

    /** Shorter than any server keeps an idle connection: a request on a dead one would fail, and none is repeated. */
    private static final Duration KEPT_FOR = Duration.ofSeconds(4);

    /** Ten times the longest real answer, of 500 rows; 8 MiB of tiny values would fill the heap once parsed. */
    private static final long MAX_TOKENS = 250_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final OkHttpClient client;
    private final SiteAddress access;
    private final Function<Instant, @Nullable Duration> unnamedPause;
    private final SiteClock clock;
    private final Set<Call> inProgress = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param unnamedPause after a 429 of that time that names no pause; null leaves it to the caller */
    Transport(
            OkHttpClient shared,
            SiteAddress access,
            SiteClock clock,
            Duration timeout,
            Function<Instant, @Nullable Duration> unnamedPause) {
        this.client = shared.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(CONNECTIONS_KEPT, KEPT_FOR.toMillis(), TimeUnit.MILLISECONDS))
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .callTimeout(timeout)
                .readTimeout(timeout)
                .addNetworkInterceptor(Transport::withoutRetry)
                .build();
        this.access = access;
        this.unnamedPause = unnamedPause;
        this.clock = clock;
    }

    /** The base address, to which an API's path is added. */
    static HttpUrl base(SiteAddress access) {
        HttpUrl base = HttpUrl.get(access.base());
        if (base == null) {
            throw new IllegalArgumentException("not an HTTP address: " + access.base());
        }
        return base;
    }

    /** Keeps OkHttp from repeating a request by itself on 503 with {@code Retry-After: 0}, past the request budget. */
    private static Response withoutRetry(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        boolean repeats = response.code() == 503 && "0".equals(response.header("Retry-After"));
        return repeats ? response.newBuilder().removeHeader("Retry-After").build() : response;
    }

    /** Sends a request and waits for the whole answer, but no longer than this. */
    Reply send(Request request, Duration timeout) {
        Call call = client.newCall(request);
        Timeout unused = call.timeout().timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        inProgress.add(call);
        try {
            if (closed) {
                return new Reply.Cancelled("the bot is stopping");
            }
            Instant sent = clock.localInstant();
            try (Response response = call.execute()) {
                Instant received = clock.localInstant();
                Reply reply = read(response);
                Instant dated = response.headers().getInstant("Date");
                if (reply.json().isPresent() && dated != null) {
                    clock.observe(dated, sent, received);
                }
                return reply;
            }
        } catch (IOException broken) {
            return closed || Thread.currentThread().isInterrupted()
                    ? new Reply.Cancelled("the request was given up")
                    : new Reply.Down(describe(broken), null);
        } finally {
            inProgress.remove(call);
        }
    }

    /** Cancels the requests in progress and sends no more. */
    void close() {
        closed = true;
        inProgress.forEach(Call::cancel);
    }

    private Reply read(Response response) throws IOException {
        int status = response.code();
        if (status == 429) {
            return new Reply.RateLimited(pause(response));
        }
        if (status == 401 || status >= 500 || status == 403 || status == 408 || status / 100 == 3) {
            return refusal(response);
        }
        String body = text(response.body());
        if (body == null) {
            return new Reply.Unreadable("an answer of more than 8 MiB");
        }
        if (body.isBlank()) {
            return new Reply.Unreadable("an empty answer with HTTP " + status);
        }
        if (body.stripLeading().startsWith("<")) {
            return new Reply.Down("HTML with HTTP " + status, null);
        }
        if (status / 100 == 2) {
            return json(status, body);
        }
        Reply reply = json(status, withoutKey(body));
        return status == 404 || status == 422 ? reply : new Reply.Unreadable(reason(status, reply));
    }

    private @Nullable Duration pause(Response response) {
        Duration named = RetryAfter.of(response, clock.instant());
        Instant dated = response.headers().getInstant("Date");
        return named == null ? unnamedPause.apply(dated == null ? clock.instant() : dated) : named;
    }

    /**
     * Tells an HTML page with 403, which is Cloudflare's and means the site is unreachable, from the site's own
     * refusal, which gives its reason in JSON.
     */
    private Reply refusal(Response response) {
        int status = response.code();
        Reply reply = json(status, withoutKey(textIfAny(response.body())));
        String reason = reason(status, reply);
        if (status == 401) {
            return new Reply.RefusedKey(reason);
        }
        Duration retryAfter = RetryAfter.of(response, clock.instant());
        boolean givesReason =
                reply.json().filter(json -> json.root().isContainerNode()).isPresent();
        return status == 403 && givesReason
                ? new Reply.Forbidden(reason, retryAfter)
                : new Reply.Down(reason, retryAfter);
    }

    private static String reason(int status, Reply reply) {
        return reply.json().map(json -> SiteMessage.of(status, json.root())).orElse("HTTP " + status);
    }

    /** Removes the key, in case an answer repeats it. */
    private String withoutKey(String body) {
        String key = access.key().get();
        return key.isEmpty() ? body : body.replace(key, "***");
    }

    private static String textIfAny(ResponseBody body) {
        try {
            String text = text(body);
            return text == null ? "" : text;
        } catch (IOException broken) {
            return "";
        }
    }

    private static Reply json(int status, String body) {
        try {
            JsonNode root = JSON.readTree(body);
            return new Reply.Json(status, root);
        } catch (StreamConstraintsException tooMuch) {
            return new Reply.Unreadable("JSON of more or larger values than any answer has, with HTTP " + status);
        } catch (JsonProcessingException notJson) {
            return new Reply.Unreadable("not JSON, with HTTP " + status);
        }
    }

    /** Reads the body, with invalid UTF-8 replaced; null if it is too large, even after unpacking. */
    private static @Nullable String text(ResponseBody body) throws IOException {
        BufferedSource source = body.source();
        if (body.contentLength() > MAX_BYTES || source.request(MAX_BYTES + 1)) {
            return null;
        }
        String text = new String(source.readByteArray(), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String describe(IOException broken) {
        // The exceptions' messages are left out because they contain addresses.
        if (broken instanceof UnknownHostException) {
            return "the host name cannot be resolved";
        }
        if (broken instanceof ConnectException) {
            return "no connection";
        }
        if (broken instanceof SSLException) {
            return "no secure connection";
        }
        if (broken instanceof InterruptedIOException) {
            return "no answer in time";
        }
        return "the connection broke";
    }
}
