package io.millrace.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Maven module graph keeps most of these directions; this says them in one place and closes the gaps. */
class ModuleDirectionsTest {
    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.millrace..");

    @ParameterizedTest
    @ValueSource(
            strings = {"contracts", "http", "product", "ingest", "runtime", "embedded", "catalogue", "cli", "testkit"})
    void shouldSeeTheClassesOfEveryModule(String module) {
        assertThat(MillraceClasses.ALL.stream().filter(resideInAPackage("io.millrace." + module + "..")))
                .as("classes of io.millrace.%s on the class path of the tests", module)
                .hasSizeGreaterThan(3);
    }

    @Test
    void shouldKeepKafkaOutOfContracts() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.contracts..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .because("contracts are read by tools that have no Kafka")
                .check(MillraceClasses.ALL);
    }

    @Test
    void shouldLetContractsKnowNoOtherModule() {
        mayKnow("contracts");
    }

    @Test
    void shouldLetTheCatalogueKnowContractsOnly() {
        mayKnow("catalogue", "contracts");
    }

    @Test
    void shouldLetEmbeddedKnowNoOtherModule() {
        mayKnow("embedded");
    }

    @Test
    void shouldLetHttpKnowNoOtherModule() {
        mayKnow("http");
    }

    @Test
    void shouldLetIngestKnowContractsAndHttpOnly() {
        mayKnow("ingest", "contracts", "http");
    }

    @Test
    void shouldLetTheRuntimeKnowContractsHttpAndTheProductApiOnly() {
        mayKnow("runtime", "contracts", "http", "product");
    }

    @Test
    void shouldLetTheProductApiKnowNoOtherModule() {
        mayKnow("product");
    }

    @Test
    void shouldLetThePublishedTestKitKnowContractsAndTheRuntimeOnly() {
        mayKnow("testkit", "contracts", "runtime", "product");
    }

    @Test
    void shouldLetNobodyKnowTheCommandLine() {
        noClasses()
                .that(OURS.and(not(resideInAPackage("io.millrace.cli.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.cli..")
                .because("cli is assembly only")
                .check(MillraceClasses.ALL);
    }

    @Test
    void shouldLetTheDeclaredModelKnowLocationsAndTablesOnly() {
        classes()
                .that()
                .resideInAPackage("io.millrace.contracts.product")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations",
                        "io.millrace.contracts.product",
                        "io.millrace.contracts.table",
                        "io.millrace.contracts.problem"))
                .because("the declared model is what every other module agrees on")
                .check(MillraceClasses.ALL);
    }

    private static void mayKnow(String module, String... others) {
        DescribedPredicate<JavaClass> allowed = resideInAPackage("io.millrace." + module + "..");
        for (String other : others) {
            allowed = allowed.or(resideInAPackage("io.millrace." + other + ".."));
        }
        noClasses()
                .that()
                .resideInAPackage("io.millrace." + module + "..")
                .should()
                .dependOnClassesThat(OURS.and(not(allowed)))
                .check(MillraceClasses.ALL);
    }
}
