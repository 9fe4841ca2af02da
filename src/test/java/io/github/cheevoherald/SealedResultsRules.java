package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A sealed type's callers go through its {@code fold}, which doesn't compile until they decide about a new case. A chain
 * of {@code instanceof} would compile, and a new case would end up in its last branch unnoticed. {@link ArchitectureTest}
 * runs these rules, because it has the classes loaded.
 */
final class SealedResultsRules {
    /** Not a result: the two shapes in which one kind of announcement is stored. */
    private static final Set<String> OTHERWISE_CLOSED =
            Set.of("io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement");

    @ArchTest
    static void onlyASealedTypesOwnFileAsksForItsCases(JavaClasses classes) {
        List<String> violations = new ArrayList<>();
        for (JavaClass type : classes) {
            for (InstanceofCheck check : type.getInstanceofChecks()) {
                if (isCaseOfAnotherFile(check.getRawType(), outermost(type))) {
                    violations.add(check.getOwner().getFullName() + " asks for "
                            + check.getRawType().getName());
                }
            }
        }

        assertThat(violations).isEmpty();
    }

    @ArchTest
    static void sealedTypesAreFound(JavaClasses classes) {
        assertThat(classes.stream().filter(SealedResultsRules::isSealed).map(JavaClass::getSimpleName))
                .contains("Outcome", "Reply", "SendResult", "HistoryResult", "RegistrationResult");
    }

    private static boolean isCaseOfAnotherFile(JavaClass asked, String file) {
        return Stream.concat(Stream.of(asked), asked.getAllRawInterfaces().stream())
                .filter(SealedResultsRules::isSealed)
                .anyMatch(closed -> !outermost(closed).equals(file) && !OTHERWISE_CLOSED.contains(closed.getName()));
    }

    private static boolean isSealed(JavaClass type) {
        return type.getPackageName().startsWith("io.github.cheevoherald")
                && type.isInterface()
                && type.reflect().isSealed();
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }
}
