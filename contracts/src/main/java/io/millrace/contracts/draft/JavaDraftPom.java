package io.millrace.contracts.draft;

/** The Maven project of a product with a Java topology: one dependency and one plugin, and what its tests need. */
final class JavaDraftPom {
    private JavaDraftPom() {}

    /**
     * The file.
     *
     * @param version of Millrace that the project depends on
     */
    static String text(String domain, String product, String version) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 https://maven.apache.org/xsd/maven-4.0.0.xsd">
                  <modelVersion>4.0.0</modelVersion>

                  <groupId>%3$s</groupId>
                  <artifactId>%2$s</artifactId>
                  <version>1.0.0-SNAPSHOT</version>

                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                    <millrace.version>%1$s</millrace.version>
                  </properties>

                  <dependencies>
                    <dependency>
                      <groupId>io.millrace</groupId>
                      <artifactId>millrace-product-api</artifactId>
                      <version>${millrace.version}</version>
                      <scope>provided</scope>
                    </dependency>
                    <dependency>
                      <groupId>io.millrace</groupId>
                      <artifactId>millrace-topology-tests</artifactId>
                      <version>${millrace.version}</version>
                      <scope>test</scope>
                    </dependency>
                    <dependency>
                      <groupId>org.junit.jupiter</groupId>
                      <artifactId>junit-jupiter</artifactId>
                      <version>6.1.3</version>
                      <scope>test</scope>
                    </dependency>
                  </dependencies>

                  <build>
                    <plugins>
                      <!-- mvn package: validates the product and puts it into target/*-topology.jar, ready to run. -->
                      <plugin>
                        <groupId>io.millrace</groupId>
                        <artifactId>millrace-maven-plugin</artifactId>
                        <version>${millrace.version}</version>
                        <executions>
                          <execution>
                            <goals>
                              <goal>validate</goal>
                              <goal>package</goal>
                            </goals>
                          </execution>
                        </executions>
                      </plugin>
                    </plugins>
                    <pluginManagement>
                      <!-- Those that an older Maven brings know neither this Java nor this JUnit. -->
                      <plugins>
                        <plugin>
                          <artifactId>maven-resources-plugin</artifactId>
                          <version>3.3.1</version>
                        </plugin>
                        <plugin>
                          <artifactId>maven-compiler-plugin</artifactId>
                          <version>3.15.0</version>
                        </plugin>
                        <plugin>
                          <artifactId>maven-surefire-plugin</artifactId>
                          <version>3.6.1</version>
                        </plugin>
                        <plugin>
                          <artifactId>maven-jar-plugin</artifactId>
                          <version>3.5.1</version>
                        </plugin>
                      </plugins>
                    </pluginManagement>
                  </build>
                </project>
                """.formatted(version, product, domain);
    }
}
