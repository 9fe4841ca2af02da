package io.github.cheevoherald.store;

import java.lang.annotation.ElementType;
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
 * The short form of the profile {@code postgres}: tests of the whole bot that run on PostgreSQL in every build, too. The class
 * has a field {@code @Parameter StoreKind store}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = OneAfterAnother.class)
@ParameterizedClass(name = "{0}")
@MethodSource("io.github.cheevoherald.store.StoreKind#chosenAndPostgres")
@ExtendWith(WherePostgresRuns.class)
public @interface AlsoOnPostgres {}
