package io.github.cheevoherald.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests above the repositories: on SQLite in every build, on PostgreSQL in the profile {@code postgres}. The class has a field
 * {@code @Parameter StoreKind store}, as with {@link OnBothStores}.
 */
@Target(ElementType.TYPE)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = OneAfterAnother.class)
@ParameterizedClass(name = "{0}")
@MethodSource("io.github.cheevoherald.store.StoreKind#chosenOnly")
@ExtendWith({WherePostgresRuns.class, OnBothStores.Cleanup.class})
public @interface OnTheChosenStore {}
