package io.millrace.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds for every package and class of ours. */
class HouseRulesTest {

    @Test
    void shouldDescribeEveryPackageAndMarkItNullSafe() {
        Set<String> unmarked = MillraceClasses.ALL.stream()
                .map(JavaClass::getPackage)
                .filter(pkg -> !pkg.isAnnotatedWith(NullMarked.class))
                .map(pkg -> pkg.getName() + ": needs a package-info.java with @NullMarked")
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unmarked).isEmpty();
    }

    @Test
    void shouldNameClassesForWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)")
                .because("such a name says nothing about the one job of a class")
                .check(MillraceClasses.ALL);
    }

    @Test
    void shouldLogThroughSlf4jOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.logging..", "org.apache.commons.logging..")
                .check(MillraceClasses.ALL);
    }

    @Test
    void shouldSerializeNothingWithJavaSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .because("it runs what the bytes say")
                .check(MillraceClasses.ALL);
    }

    @Test
    void shouldKeepWhatIsPostgresAloneInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.ingest.postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..", "io.debezium.connector.postgresql..")
                .because("another database is to be one more such package")
                .check(MillraceClasses.ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.ingest.postgres..")
                .and()
                .doNotHaveFullyQualifiedName("io.millrace.ingest.DatabaseKinds")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.ingest.postgres..")
                .because(
                        "ingestion asks io.millrace.ingest.database of any kind, and one class knows the kinds by name")
                .check(MillraceClasses.ALL);
    }
}
