package io.github.cheevoherald.store;

import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Has the tests of a class run one after another while other classes run beside it, which JUnit's configuration grants to usual
 * classes, but not to parameterized ones. A class that says {@code @Execution(CONCURRENT)} itself is left alone.
 */
final class OneAfterAnother implements ResourceLocksProvider {
    @Override
    public Set<Lock> provideForClass(Class<?> test) {
        return test.isAnnotationPresent(Execution.class) ? Set.of() : Set.of(new Lock(test.getName()));
    }
}
