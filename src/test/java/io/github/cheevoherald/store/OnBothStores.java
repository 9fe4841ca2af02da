package io.github.cheevoherald.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A contract that both kinds of store keep: every test of the class runs on each. The class has a field
 * {@code @Parameter StoreKind store}, and opens what it needs with {@link StoreKind#open}. PostgreSQL's databases are
 * dropped after each test.
 */
@Target(ElementType.TYPE)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = OneAfterAnother.class)
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
@ExtendWith({WherePostgresRuns.class, OnBothStores.Cleanup.class})
public @interface OnBothStores {

    /** Drops the databases of a test once it has closed them. */
    final class Cleanup implements AfterEachCallback {
        @Override
        public void afterEach(ExtensionContext context) {
            StoreKind.forgetAll();
        }
    }
}
