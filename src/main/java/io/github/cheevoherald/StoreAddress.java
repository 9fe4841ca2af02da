package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.Secret;
import io.github.cheevoherald.store.DatabaseAddress;

/** The settings of the database, as the store takes them. */
final class StoreAddress {
    private StoreAddress() {}

    static DatabaseAddress of(Config.Database settings) {
        Secret password = settings.password();
        return new DatabaseAddress(settings.url(), settings.user(), password == null ? null : password.reveal());
    }
}
