package io.millrace.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Inside product-runtime: who may import whom, as the package descriptions say. Stages never know one another; the
 * stages of the record plan are known to the plan alone, identity to the topology and to the start that works out where
 * its window begins; only thin adapters know Kafka.
 */
class RuntimePackagesTest {
    private static final String RUNTIME = "io.millrace.runtime.";
    private static final DescribedPredicate<JavaClass> IN_RUNTIME = resideInAPackage("io.millrace.runtime..");

    /** Package, and what of the module it may import beside itself. */
    @ParameterizedTest
    @CsvSource({
        "record, ",
        "code, ",
        "key, ",
        "expression, record",
        "structure, record",
        "check, record expression",
        "mask, record key",
        "identity, ",
        "isolation, ",
        "metrics, record",
        "quality, ",
        "period, metrics record",
        "deadletter, record key",
        "combine, record",
        "plan, combine record key expression structure check mask",
        "peer, ",
        "topology, code record key plan combine identity deadletter metrics quality period peer",
        "provision, deadletter topology period peer",
        "management, record lifecycle metrics",
        "lifecycle, code combine record key plan identity deadletter metrics quality topology provision",
    })
    void shouldImportWhatItsDescriptionAllows(String name, String allowed) {
        String[] packages = ((allowed == null ? "" : allowed + " ") + name).split(" ", -1);
        for (int i = 0; i < packages.length; i++) {
            packages[i] = RUNTIME + packages[i] + "..";
        }
        noClasses()
                .that()
                .resideInAPackage(RUNTIME + name + "..")
                .should()
                .dependOnClassesThat(IN_RUNTIME.and(not(resideInAnyPackage(packages))))
                .check(MillraceClasses.ALL);
    }

    @Test
    void shouldKnowEveryPackageOfTheModule() {
        Set<String> packages = MillraceClasses.ALL.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(RUNTIME))
                .map(name -> name.substring(RUNTIME.length()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages)
                .as("a new package needs a line above that says what it may import")
                .containsExactly(
                        "check",
                        "code",
                        "combine",
                        "deadletter",
                        "expression",
                        "identity",
                        "isolation",
                        "key",
                        "lifecycle",
                        "management",
                        "mask",
                        "metrics",
                        "peer",
                        "period",
                        "plan",
                        "provision",
                        "quality",
                        "record",
                        "structure",
                        "topology");
    }

    @Test
    void shouldLetOnlyTheShellKnowKafka() {
        noClasses()
                .that(IN_RUNTIME.and(not(resideInAnyPackage(
                        RUNTIME + "topology..",
                        RUNTIME + "code..",
                        RUNTIME + "lifecycle..",
                        RUNTIME + "peer..",
                        RUNTIME + "management..",
                        RUNTIME + "provision..",
                        RUNTIME + "deadletter.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .because("decisions are plain classes over bytes and contract objects, tested without Kafka")
                .check(MillraceClasses.ALL);
    }
}
