package io.github.cheevoherald.retroachievements;

/** Asks one of the site's APIs over the network. */
interface ApiWire {
    /** Sends one request. Whatever happens is a reply. */
    Reply ask(ApiQuery query);

    /** Cancels the requests in progress and sends no more. */
    void close();
}
