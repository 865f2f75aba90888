package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHomeTest {
    @TempDir
    private Path told;

    @AfterEach
    void forgetWhatWasTold() {
        System.clearProperty(RegistryHome.HOME_PROPERTY);
    }

    @Test
    void shouldFindTheRegistryTheBuildUnpacked() throws Exception {
        assertThat(RegistryHome.runner()).exists().isAbsolute();
    }

    @Test
    void shouldPreferThePlaceItIsTold() throws Exception {
        Path runner = Files.createFile(told.resolve("apicurio-registry-app-9.9.9-runner.jar"));
        System.setProperty(RegistryHome.HOME_PROPERTY, told.toString());

        assertThat(RegistryHome.runner()).isEqualTo(runner);
    }

    @Test
    void shouldNameAllThreePlacesWhenThereIsNoRegistry() {
        System.setProperty(RegistryHome.HOME_PROPERTY, told.toString());

        assertThatThrownBy(RegistryHome::runner)
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(told.toString())
                .hasMessageContaining("-Dmillrace.registry.home")
                .hasMessageContaining("../registry")
                .hasMessageContaining("embedded/target/registry")
                .hasMessageContaining("mvn package");
    }
}
