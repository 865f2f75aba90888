package io.millrace.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inside product-runtime: stages never know one another, and only thin adapters know Kafka. */
class RuntimeStagesTest {
    private static final String RUNTIME = "io.millrace.runtime.";
    private static final DescribedPredicate<JavaClass> IN_RUNTIME = resideInAPackage("io.millrace.runtime..");

    @ParameterizedTest
    @ValueSource(strings = {"identity", "structure", "check", "mask"})
    void shouldLetAStageKnowTheSharedWordsOnly(String stage) {
        noClasses()
                .that()
                .resideInAPackage(RUNTIME + stage + "..")
                .should()
                .dependOnClassesThat(IN_RUNTIME.and(not(resideInAnyPackage(
                        RUNTIME + stage + "..", RUNTIME + "record", RUNTIME + "key", RUNTIME + "expression"))))
                .because("the order of the stages is known to plan and topology alone")
                .check(MillraceClasses.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "key", "expression"})
    void shouldLetTheSharedWordsKnowNoStage(String shared) {
        noClasses()
                .that()
                .resideInAPackage(RUNTIME + shared + "..")
                .should()
                .dependOnClassesThat(IN_RUNTIME.and(
                        not(resideInAnyPackage(RUNTIME + "record", RUNTIME + "key", RUNTIME + "expression"))))
                .check(MillraceClasses.ALL);
    }

    @Test
    void shouldLetOnlyPlanAndTopologyPutStagesTogether() {
        noClasses()
                .that(IN_RUNTIME.and(not(resideInAnyPackage(
                        RUNTIME + "plan..",
                        RUNTIME + "topology..",
                        RUNTIME + "identity..",
                        RUNTIME + "structure..",
                        RUNTIME + "check..",
                        RUNTIME + "mask.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        RUNTIME + "identity..", RUNTIME + "structure..", RUNTIME + "check..", RUNTIME + "mask..")
                .check(MillraceClasses.ALL);
    }

    @Test
    void shouldLetOnlyTheShellKnowKafka() {
        noClasses()
                .that(IN_RUNTIME.and(not(resideInAnyPackage(
                        RUNTIME + "topology..",
                        RUNTIME + "lifecycle..",
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
