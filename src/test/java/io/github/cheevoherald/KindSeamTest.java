package io.github.cheevoherald;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Delivery knows no kind of announcement; the root registers each kind. */
@Apart
@AnalyzeClasses(packages = "io.github.cheevoherald", importOptions = ImportOption.DoNotIncludeTests.class)
final class KindSeamTest {
    private static final String OUTBOX = "io.github.cheevoherald.outbox";
    private static final String ANNOUNCE = "io.github.cheevoherald.announce";

    @ArchTest
    static final ArchRule theOutboxKnowsNoKind = noClasses()
            .that()
            .resideInAPackage(OUTBOX)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(OUTBOX + ".*..");

    /** {@code Feeds} acts for people, who register for unlocks above all. */
    @ArchTest
    static final ArchRule deliveryKnowsNoKind = noClasses()
            .that()
            .resideInAPackage(ANNOUNCE)
            .and()
            .doNotHaveSimpleName("Feeds")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OUTBOX + ".*..", ANNOUNCE + ".*..");
}
