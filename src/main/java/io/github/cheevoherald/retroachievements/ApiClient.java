package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** Asks the Web API, with the key in the request's address. */
final class ApiClient implements ApiWire {
    private final Transport transport;
    private final SiteAddress access;
    private final HttpUrl api;
    private final Duration timeout;

    ApiClient(OkHttpClient shared, SiteAddress access, SiteClock clock, Duration timeout) {
        this.transport = new Transport(shared, access, clock, timeout, throttledAt -> null);
        this.timeout = timeout;
        this.access = access;
        this.api = Transport.base(access).newBuilder().addPathSegments("API/").build();
    }

    @Override
    public Reply ask(ApiQuery query) {
        return ask(query, timeout);
    }

    @Override
    public Reply ask(ApiQuery query, Duration within) {
        HttpUrl.Builder address = api.newBuilder().addPathSegment(query.method() + ".php");
        for (ApiQuery.Parameter parameter : query.parameters()) {
            address.addQueryParameter(parameter.name(), parameter.value());
        }
        address.addQueryParameter("y", access.key().get());
        Request request = new Request.Builder()
                .url(address.build())
                .header("Accept", "application/json")
                .header("User-Agent", access.userAgent())
                .build();
        return transport.send(request, within);
    }

    @Override
    public void close() {
        transport.close();
    }
}
