package io.millrace.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSettingsTest {
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                SCRAM + " username=\"orders\" password=\"s3cret; \\\" =\";",
                SCRAM + " username=orders password=s3cret ;",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required ;",
                "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true keyTab=\"/etc/k\" principal=\"o@X\";",
            })
    void shouldTakeTheLogInModulesOfKafka(String jaas) {
        assertThat(read("product.orders.kafka.sasl.jaas.config=" + jaas).kafkaOfProduct("orders", "checkout.orders"))
                .containsEntry("sasl.jaas.config", jaas);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SCRAM + " username=\"orders\" password=\"s3cret\"",
                SCRAM + " password=\"s3cret;",
                "s3cret",
                SCRAM + " password=s3cret s3cret;",
                SCRAM + " password=\"a\"; " + SCRAM + " password=\"s3cret\";",
            })
    void shouldRefuseOtherFormsWithoutQuotingThem(String jaas) {
        assertThatThrownBy(() -> read("kafka.sasl.jaas.config=" + jaas))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kafka.sasl.jaas.config is not of the form")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldRefuseLogInModulesThatRunForeignCode() {
        assertThatThrownBy(() -> read("kafka.sasl.jaas.config=com.sun.security.auth.module.JndiLoginModule required"
                        + " user.provider.url=\"ldap://elsewhere\";"))
                .hasMessageContaining("names another login module than is allowed")
                .hasMessageContaining("ScramLoginModule")
                .hasMessageNotContaining("elsewhere");
    }

    @Test
    void shouldReadEverySecretOfKafkaFromAFileAndPrintNone() throws Exception {
        Path jaas = Files.writeString(folder.resolve("jaas"), SCRAM + " username=\"orders\" password=\"s3cret\";\n");
        Path store = Files.writeString(folder.resolve("store"), "s3cret\n");
        Configuration configuration = read(
                "kafka.sasl.jaas.config.file=" + jaas,
                "product.orders.kafka.ssl.keystore.password.file=" + store,
                "gateway.kafka.sasl.oauthbearer.client.credentials.client.secret.file=" + store,
                "gateway.kafka.sasl.oauthbearer.token.endpoint.url=https://tokens.example/token");

        assertThat(configuration.kafkaOfProduct("orders", "checkout.orders"))
                .containsEntry("sasl.jaas.config", SCRAM + " username=\"orders\" password=\"s3cret\";")
                .containsEntry("ssl.keystore.password", "s3cret")
                .doesNotContainKey("sasl.jaas.config.file");
        assertThat(configuration.gateway().kafka())
                .containsEntry("sasl.oauthbearer.client.credentials.client.secret", "s3cret");
        assertThat(configuration.tokenEndpoints()).containsExactly("https://tokens.example/token");
        assertThat(configuration.toString()).doesNotContain("s3cret").contains("= ***");
        Files.writeString(jaas, "s3cret");
        assertThatThrownBy(() -> read("kafka.sasl.jaas.config.file=" + jaas))
                .hasMessageContaining("is not of the form")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldRefuseHalfACertificateAndAnOddPrincipal() {
        assertThatThrownBy(() -> read("management.tls.key.file=/key").managementTls())
                .hasMessageContaining("set management.tls.certificate.file and management.tls.key.file");
        assertThatThrownBy(() -> read("registry.tls.keystore.file=/key").registryTls())
                .hasMessageContaining("registry.tls.keystore.password is not set");
        assertThatThrownBy(() -> read(
                        "source.shop-db.principal=shop", "gateway.principal=User:", "source.shop-bd.principal=User:a"))
                .hasMessageContaining("source.shop-db.principal is \"shop\"; allowed is a Kafka principal")
                .hasMessageContaining("gateway.principal is \"User:\"")
                .hasMessageContaining("did you mean shop-db?");
    }

    private static Configuration read(String... assignments) {
        return new ConfigurationReader(new KnownNames(Set.of("orders", "checkout.orders"), Set.of("shop-db")), Map.of())
                .read(Optional.empty(), List.of(assignments));
    }
}
