package io.github.cheevoherald;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

@Apart
@AnalyzeClasses(packages = "io.github.cheevoherald", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "io.github.cheevoherald";

    /** Every package may use this one. */
    private static final String SHARED = "resilience";

    /** Which packages each package may use; anything not listed is forbidden. The root package may use all. */
    static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("store", Set.of()),
            Map.entry("words", Set.of()),
            Map.entry("retroachievements", Set.of()),
            Map.entry("discord", Set.of()),
            Map.entry("ops", Set.of()),
            Map.entry(SHARED, Set.of()),
            Map.entry("sandbox", Set.of()),
            Map.entry("rota", Set.of()),
            Map.entry("players", Set.of("retroachievements", "store")),
            Map.entry("guilds", Set.of("store")),
            Map.entry("outbox", Set.of("store")),
            Map.entry("lookups", Set.of("retroachievements")),
            Map.entry("unlocks", Set.of("rota", "retroachievements", "players", "guilds", "outbox", "store")),
            Map.entry("awards", Set.of("retroachievements", "players", "outbox", "store")),
            Map.entry("events", Set.of("retroachievements", "guilds", "outbox", "store")),
            Map.entry("sets", Set.of("retroachievements", "players", "outbox", "store")),
            Map.entry("leaderboards", Set.of("retroachievements", "players", "outbox", "store")),
            Map.entry("members", Set.of("discord", "players")),
            Map.entry("privacy", Set.of("players", "outbox", "store")),
            Map.entry("pictures", Set.of()),
            Map.entry("announce", Set.of("outbox", "guilds", "members", "discord", "pictures", "words")),
            Map.entry(
                    "commands",
                    Set.of(
                            "players",
                            "privacy",
                            "lookups",
                            "events",
                            "discord",
                            "announce",
                            "words",
                            "retroachievements")));

    private static final Set<String> MAY_USE_JDA = Set.of("discord", "announce", "commands", "sandbox");

    @ArchTest
    static final ArchTests SEALED_RESULTS = ArchTests.in(SealedResultsRules.class);

    @ArchTest
    static void everyPackageIsInTheTable(JavaClasses classes) {
        Set<String> packages = new TreeSet<>();
        for (JavaClass type : classes) {
            if (!type.getPackageName().equals(ROOT)) {
                packages.add(stage(type));
            }
        }

        assertThat(ARROWS.keySet()).isEqualTo(packages);
    }

    @ArchTest
    static void arrowsGoOneWay(JavaClasses classes) {
        for (Map.Entry<String, Set<String>> entry : ARROWS.entrySet()) {
            List<String> forbidden = ARROWS.keySet().stream()
                    .filter(other -> !other.equals(entry.getKey())
                            && !other.equals(SHARED)
                            && !entry.getValue().contains(other))
                    .map(other -> ROOT + "." + other + "..")
                    .toList();
            ArchRule rule = noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + entry.getKey() + "..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(ROOT).or(resideInAPackageOf(forbidden.toArray(String[]::new))))
                    .allowEmptyShould(true);
            rule.check(classes);
        }
    }

    @ArchTest
    static void everyArrowIsUsed(JavaClasses classes) {
        Map<String, Set<String>> unused = new TreeMap<>();
        ARROWS.forEach((name, targets) -> unused.put(name, new TreeSet<>(targets)));
        for (JavaClass type : classes) {
            if (!type.getPackageName().equals(ROOT)) {
                Objects.requireNonNull(unused.get(stage(type))).removeAll(stagesUsedBy(type));
            }
        }
        unused.values().removeIf(Set::isEmpty);

        assertThat(unused).isEmpty();
    }

    private static Set<String> stagesUsedBy(JavaClass type) {
        Set<String> stages = new TreeSet<>();
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass();
            if (target.getPackageName().startsWith(ROOT + ".")) {
                stages.add(stage(target));
            }
        }
        return stages;
    }

    @ArchTest
    static final ArchRule commandsLeaveTheSiteToTheLookups = noClasses()
            .that()
            .resideInAPackage(ROOT + ".commands..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ROOT + ".retroachievements.RetroAchievements")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule jdaStaysAtTheEdge = noClasses()
            .that(resideOutsideOfPackages(
                    MAY_USE_JDA.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new)))
            .and()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat(resideInAPackage("net.dv8tion.."))
            .allowEmptyShould(true);

    /** JDA waits by the machine's clock, so correcting its waits needs that clock. */
    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".discord.MachineClock")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule theMachinesClockIsForJdaAlone = noClasses()
            .that(resideOutsideOfPackages(ROOT + ".discord"))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ROOT + ".discord.MachineClock");

    /** Any other clock would jump. */
    @ArchTest
    static final ArchRule onlyTheSteadyClockAsksTheSystem = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".SteadyClock")
            .should()
            .callMethodWhere(target(owner(assignableTo(Clock.class)))
                    .and(target(nameMatching("system.*|tick(Millis|Seconds|Minutes)"))));

    @ArchTest
    static final ArchRule onlyTheRootMakesTheSteadyClock = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ROOT + ".SteadyClock");

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> resideInAPackageOf(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }

    private static String stage(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
