package io.github.cheevoherald.store;

import java.lang.reflect.Field;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Skips what is to run on PostgreSQL where it can't start, before the test sets anything up. */
final class WherePostgresRuns implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        Object test = context.getRequiredTestInstance();
        for (Field store : ReflectionSupport.findFields(
                test.getClass(), field -> field.getType() == StoreKind.class, HierarchyTraversalMode.TOP_DOWN)) {
            store.setAccessible(true);
            if (store.get(test) == StoreKind.POSTGRESQL) {
                var unused = PostgresServer.get();
            }
        }
    }
}
