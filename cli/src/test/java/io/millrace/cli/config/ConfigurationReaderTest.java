package io.millrace.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {
    private static final KnownNames SHOP =
            new KnownNames(Set.of("orders", "checkout.orders", "orders-archive"), Set.of("shop-db"));

    @TempDir
    private Path folder;

    @Test
    void shouldLetEnvironmentOverrideTheFileAndSetOverrideBoth() throws IOException {
        Path file = file("kafka.bootstrap.servers=file:1", "instance.id=file", "management.port=1");

        Configuration configuration = new ConfigurationReader(
                        SHOP, Map.of("MILLRACE_INSTANCE_ID", "environment", "MILLRACE_MANAGEMENT_PORT", "2"))
                .read(Optional.of(file), List.of("management.port=3"));

        assertThat(configuration.kafka()).containsEntry("bootstrap.servers", "file:1");
        assertThat(configuration.instanceId()).isEqualTo("environment");
        assertThat(configuration.managementPort()).isEqualTo(3);
    }

    @Test
    void shouldGiveEachProductAndSourceItsOwnClientProperties() {
        Configuration configuration = read(
                "kafka.bootstrap.servers=a:1",
                "kafka.security.protocol=PLAINTEXT",
                "product.orders.kafka.security.protocol=SSL",
                "source.shop-db.kafka.client.id=ingest",
                "admin.client.id=ops");

        assertThat(configuration.kafkaOfProduct("orders", "checkout.orders"))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "a:1");
        assertThat(configuration.kafkaOfSource("shop-db"))
                .containsEntry("client.id", "ingest")
                .containsEntry("security.protocol", "PLAINTEXT");
        assertThat(configuration.admin()).containsEntry("client.id", "ops");
    }

    @Test
    void shouldFindTheSourceAndTheProductInNamesOfEnvironmentVariables() {
        Configuration configuration = new ConfigurationReader(
                        SHOP,
                        Map.of(
                                "MILLRACE_SOURCE_SHOP_DB_DATABASE_PASSWORD", "secret",
                                "MILLRACE_PRODUCT_ORDERS_ARCHIVE_KAFKA_CLIENT_ID", "archive",
                                "MILLRACE_KAFKA_BOOTSTRAP_SERVERS", "b:2",
                                "MILLRACE_HOME", "/ignored"))
                .read(Optional.empty(), List.of());

        assertThat(configuration.database("shop-db", "password")).contains("secret");
        assertThat(configuration.kafkaOfProduct("orders-archive", "checkout.orders-archive"))
                .containsEntry("client.id", "archive")
                .containsEntry("bootstrap.servers", "b:2");
    }

    @Test
    void shouldTellAllProblemsAtOnceWithPlaceAndNearestMatch() throws IOException {
        Path file = file(
                "# shop",
                "kafka.bootstrap.server=a:1",
                "managment.port=1",
                "management.port=seventy",
                "source.shop-bd.database.password=hidden",
                "source.shop-db.database.pasword=hidden",
                "product.orders.retries=3",
                "registry.url=localhost:8080",
                "instance.id=a",
                "instance.id=b");

        ConfigurationException refused = refused(Map.of("MILLRACE_REGISTY_URL", "http://x:1"), file, "novalue");

        assertThat(refused.problems())
                .anySatisfy(problem -> assertThat(problem).contains(":2:", "did you mean kafka.bootstrap.servers?"))
                .anySatisfy(problem -> assertThat(problem).contains(":3:", "did you mean management.port?"))
                .anySatisfy(problem -> assertThat(problem).contains(":4:", "seventy", "0 to 65535"))
                .anySatisfy(problem -> assertThat(problem).contains(":5:", "did you mean shop-db?"))
                .anySatisfy(problem -> assertThat(problem).contains(":6:", "did you mean password?"))
                .anySatisfy(problem -> assertThat(problem).contains(":7:", "product.<name>.kafka.*"))
                .anySatisfy(problem -> assertThat(problem).contains(":8:", "http or https URL"))
                .anySatisfy(problem -> assertThat(problem).contains(":10:", "set twice"))
                .anySatisfy(
                        problem -> assertThat(problem).contains("MILLRACE_REGISTY_URL", "did you mean registry.url?"))
                .anySatisfy(problem -> assertThat(problem).contains("--set", "key=value"))
                .hasSize(10)
                .noneSatisfy(problem -> assertThat(problem).contains("hidden"));
    }

    @Test
    void shouldReadPasswordsFromFilesAndNeverPrintSecrets() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "from-file\n");

        Configuration configuration = read(
                "source.shop-db.database.password.file=" + password,
                "registry.password=plain-secret",
                "kafka.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " password=\"inside\";");

        assertThat(configuration.database("shop-db", "password")).contains("from-file");
        assertThat(configuration.toString())
                .contains("registry.password = ***")
                .doesNotContain("from-file", "plain-secret", "inside");
    }

    @Test
    void shouldRefuseAPasswordThatIsGivenTwice() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "one");

        ConfigurationException refused =
                refused(Map.of(), file("registry.password=two", "registry.password.file=" + password), "instance.id=1");

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains("both set")
                .doesNotContain("two", "one ");
    }

    @Test
    void shouldNameAMissingFileAndAnUnreadablePasswordFile() {
        ConfigurationException refused = refused(
                Map.of(), folder.resolve("absent.properties"), "registry.password.file=" + folder.resolve("no"));

        assertThat(refused.problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("absent.properties", "--config"))
                .anySatisfy(problem -> assertThat(problem).contains("registry.password.file", "cannot be read"));
    }

    @Test
    void shouldNameEveryWayToSetARequiredKey() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> read("instance.id=a").require("registry.url", "instance.id"));

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains("registry.url", "--config", "MILLRACE_REGISTRY_URL", "--set registry.url=");
    }

    @Test
    void shouldKeepHeadersOfAPushToItself() throws IOException {
        Path headers = Files.writeString(folder.resolve("headers"), "authorization=Bearer t0ken, x-scope=shop\n");

        Configuration configuration =
                read("management.otlp.url=http://collector:4318/v1/metrics", "management.otlp.headers.file=" + headers);

        OtlpSettings otlp = configuration.otlp().orElseThrow();
        assertThat(otlp.headers())
                .containsOnly(Map.entry("authorization", "Bearer t0ken"), Map.entry("x-scope", "shop"));
        assertThat(otlp.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.toString())
                .contains("management.otlp.headers = ***")
                .doesNotContain("t0ken");
        assertThat(otlp.toString()).doesNotContain("t0ken");
    }

    @Test
    void shouldRefuseHeadersThatAreNoPairsWithoutSayingThem() {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> read("management.otlp.headers=t0ken"));

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains("management.otlp.headers is ***", "name=value pairs")
                .doesNotContain("t0ken");
    }

    private Configuration read(String... assignments) {
        return new ConfigurationReader(SHOP, Map.of()).read(Optional.empty(), List.of(assignments));
    }

    private static ConfigurationException refused(Map<String, String> environment, Path file, String assignment) {
        return catchThrowableOfType(
                ConfigurationException.class,
                () -> new ConfigurationReader(SHOP, environment).read(Optional.of(file), List.of(assignment)));
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("shop.properties"), List.of(lines));
    }
}
