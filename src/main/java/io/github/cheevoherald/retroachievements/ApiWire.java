package io.github.cheevoherald.retroachievements;

import java.time.Duration;

/** Asks one of the site's APIs over the network. */
interface ApiWire {
    /** Sends one request and waits for the reply as long as is usual. Whatever happens is a reply. */
    Reply ask(ApiQuery query);

    /** The same, waiting no longer than this. */
    Reply ask(ApiQuery query, Duration timeout);

    /** Cancels the requests in progress and sends no more. */
    void close();
}
