package io.github.cheevoherald;

import com.tngtech.archunit.junit.ArchTag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A class of tests that doesn't run beside the others in their JVM: it changes what all of them would share, such as the time
 * zone; or it is jqwik's or ArchUnit's, which run one after another; or it calculates for so long that both of Java's compilers
 * pay.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("apart")
@net.jqwik.api.Tag("apart")
@ArchTag("apart")
public @interface Apart {}
