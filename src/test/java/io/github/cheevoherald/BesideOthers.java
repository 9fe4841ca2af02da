package io.github.cheevoherald;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A class of tests that {@code mvn verify} runs in one JVM with other such classes at the same time, once there is a jar. It has
 * no use for what all classes of a JVM share: the log, the handler of uncaught errors, the default time zone. With
 * {@code @Execution(CONCURRENT)} its tests run beside each other, too. Those that take longest begin first, by {@code @Order}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("beside-others")
public @interface BesideOthers {}
