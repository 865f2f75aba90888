package io.millrace.tests.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.embedded.CertificateAuthority;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.IssuedCertificate;
import io.millrace.tests.support.MillraceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What the processes of the lending mesh are configured with, in files of one folder. Every secret is a canary. */
final class SecuredFiles implements AutoCloseable {
    private final Path folder;
    private final Canaries secrets;
    private final EmbeddedPlatform platform = SecuredPlatform.get();
    private final CertificateAuthority authority = platform.authority();
    private final RegistryDoor registry;

    SecuredFiles(Path folder, Canaries secrets) throws Exception {
        this.folder = folder;
        this.secrets = secrets;
        String password = secrets.make("the registry's password");
        secrets.add(
                "the registry's header", Base64.getEncoder().encodeToString(("millrace:" + password).getBytes(UTF_8)));
        registry = new RegistryDoor(platform.registryUrl(), authority.issue("registry"), "millrace", password);
        secret("registry-password", password);
        secrets.add("the password of key stores", authority.password());
        secret("store-password", authority.password());
        secret("management-token", secrets.make("the management token"));
    }

    String managementToken() throws IOException {
        return Files.readString(folder.resolve("management-token"));
    }

    /** The file of those that run: each of them can log in as itself only. */
    Path ofProcesses() throws Exception {
        String database = secrets.make("the database's password");
        secret("database-password", database);
        LendingMesh.execute("CREATE ROLE capture LOGIN REPLICATION SUPERUSER PASSWORD '" + database + "'");
        IssuedCertificate management = authority.issue("management");
        List<String> lines = new ArrayList<>(List.of(
                "kafka.bootstrap.servers=" + platform.kafka().saslServers(),
                "registry.url=" + registry.url(),
                "registry.username=millrace",
                "registry.password.file=" + folder.resolve("registry-password"),
                "registry.tls.truststore.file=" + authority.certificate(),
                "privacy.keys.file=" + folder.resolve("keys"),
                "state.directory=" + folder.resolve("state"),
                "source.lending-db.database.host=127.0.0.1",
                "source.lending-db.database.port=" + platform.database().port(),
                "source.lending-db.database.user=capture",
                "source.lending-db.database.password.file=" + folder.resolve("database-password"),
                "source.lending-db.database.sslmode=verify-full",
                "source.lending-db.database.sslrootcert=" + authority.certificate(),
                "source.lending-db.principal=User:lending-capture",
                "product.loans.principal=User:CN=lending-loans",
                "product.readers.principal=User:lending-readers",
                "product.readers-by-version.principal=User:lending-counts",
                "gateway.principal=User:lending-gateway",
                "gateway.port=0",
                "gateway.tokens.file=" + folder.resolve("tokens"),
                "gateway.tls.keystore.file=" + authority.issue("gateway").keyStore(),
                "gateway.tls.keystore.password.file=" + folder.resolve("store-password"),
                "management.port=0",
                "management.token.file=" + folder.resolve("management-token"),
                "management.tls.certificate.file=" + management.certificates(),
                "management.tls.key.file=" + management.key()));
        scram(lines, "source.lending-db.kafka.", "lending-capture");
        scram(lines, "gateway.kafka.", "lending-gateway");
        scram(lines, "product.readers.kafka.", "lending-readers");
        scram(lines, "product.readers-by-version.kafka.", "lending-counts");
        SecuredPlatform.certificateSettings(authority.issue("lending-loans"))
                .forEach((key, value) -> lines.add("product.loans.kafka." + key + "=" + value));
        return Files.write(folder.resolve("millrace.properties"), lines);
    }

    /** The same with who plans and applies, which no process that runs can log in as. */
    Path ofAdministrator(Path processes) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(processes));
        scram(lines, "admin.", "lending-admin");
        grantAdministrator();
        return Files.write(folder.resolve("administrator.properties"), lines);
    }

    /** A configuration with another value for one key: in a file, since a command line is in the process list. */
    Path changed(Path config, String key, String value) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(config));
        lines.removeIf(line -> line.startsWith(key + "="));
        lines.add(key + "=" + value);
        return Files.write(folder.resolve("changed.properties"), lines);
    }

    /** A token for the gateway, made by the command for it. */
    String senderToken() throws Exception {
        Path printed = folder.resolve("token.out");
        if (MillraceProcess.run(printed, "keys", "token", "lending", "--name", "sender") != 0) {
            throw new AssertionError(Files.readString(printed));
        }
        List<String> lines = Files.readAllLines(printed);
        String token = behind("token for the sender", lines);
        secret("tokens", behind("line for the file", lines));
        secrets.add("a sender's token", token);
        return token;
    }

    /** A file that only its owner may read. */
    Path secret(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    public void close() {
        registry.close();
    }

    private void scram(List<String> lines, String prefix, String user) throws Exception {
        SecuredPlatform.scram(user, secrets.make("the password of " + user))
                .forEach((key, value) -> lines.add(prefix + key + "=" + value));
    }

    /** What docs/operations.md says that who plans and applies needs, and no more. */
    private static void grantAdministrator() throws Exception {
        List<AclBinding> grants = new ArrayList<>();
        for (String prefix : List.of("lending.", "millrace.lending-db.")) {
            for (AclOperation operation : List.of(
                    AclOperation.CREATE,
                    AclOperation.DESCRIBE,
                    AclOperation.ALTER_CONFIGS,
                    AclOperation.DESCRIBE_CONFIGS)) {
                grants.add(grant(ResourceType.TOPIC, prefix, PatternType.PREFIXED, operation));
            }
        }
        for (AclOperation operation : List.of(AclOperation.DESCRIBE, AclOperation.ALTER)) {
            grants.add(grant(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, operation));
        }
        SecuredPlatform.admin().createAcls(grants).all().get();
    }

    private static AclBinding grant(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:lending-admin", "*", operation, AclPermissionType.ALLOW));
    }

    private static String behind(String label, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .orElseThrow()
                .replaceFirst("^[^:]*:\\s*", "");
    }
}
