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

    ApiClient(OkHttpClient shared, SiteAddress access, SiteClock clock, Duration timeout) {
        this.transport = new Transport(shared, access, clock, timeout, throttledAt -> null);
        this.access = access;
        this.api = Transport.base(access).newBuilder().addPathSegments("API/").build();
    }

    @Override
    public Reply ask(ApiQuery query) {
        HttpUrl.Builder address = api.newBuilder().addPathSegment(query.method() + ".php");
        for (ApiQuery.Parameter parameter : query.parameters()) {
            address.addQueryParameter(parameter.name(), parameter.value());
        }
        address.addQueryParameter("y", access.key().get());
        return transport.send(new Request.Builder()
                .url(address.build())
                .header("Accept", "application/json")
                .header("User-Agent", access.userAgent())
                .build());
    }

    @Override
    public void close() {
        transport.close();
    }
}
