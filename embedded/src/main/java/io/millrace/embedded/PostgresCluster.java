package io.millrace.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Unpacked server programs and an initialised data directory.
 *
 * @param server the server program
 * @param data the data directory
 * @param user who the programs run as
 * @param password of {@link #SUPERUSER}: a superuser can run programs as this system user, so even a throw-away server
 *     does not let everybody on the machine in
 */
record PostgresCluster(Path server, Path data, PostgresUser user, String password) {
    static final String SUPERUSER = "postgres";

    /** The first major version with locales of its own, which are alike on every system. */
    private static final int BUILTIN_LOCALES = 17;

    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");

    /**
     * Changes are not synced to disk: that survives every kill of the server, and a power cut ends the demo anyway. The
     * log has no statements and no details, because those hold values of rows.
     */
    private static final List<String> SETTINGS = List.of(
            "wal_level=logical",
            "max_replication_slots=100",
            "max_wal_senders=100",
            "max_connections=100",
            "shared_buffers=64MB",
            "max_wal_size=256MB",
            "min_wal_size=32MB",
            "fsync=off",
            "full_page_writes=off",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "listen_addresses=" + Ports.LOOPBACK,
            "unix_socket_directories=");

    /** Of the programs in {@code jar}; empty for those on the class path. */
    static PostgresCluster create(WorkDirectory work, Optional<Path> jar) throws IOException, EmbeddedStartException {
        Path server = unpack(work, jar);
        return create(work, server, PostgresUser.choose(work.path(), server));
    }

    static PostgresCluster create(WorkDirectory work, Path server, PostgresUser user)
            throws IOException, EmbeddedStartException {
        PostgresCluster cluster = new PostgresCluster(
                server, work.directory("postgres-data"), user, HexFormat.of().formatHex(randomBytes()));
        cluster.initialise(work);
        return cluster;
    }

    /** Unpacks the programs and returns the server. */
    static Path unpack(WorkDirectory work, Optional<Path> jar) throws IOException, EmbeddedStartException {
        Path programs = work.openDirectory("postgres");
        PostgresBinaries.unpackTo(programs, jar);
        return programs.resolve("bin/postgres");
    }

    /** Has the server take TLS beside plain connections; before its first start. */
    void useTls(IssuedCertificate certificate) throws IOException {
        giveToServer(certificate.certificates(), "server.crt");
        giveToServer(certificate.key(), "server.key");
        Files.writeString(data.resolve("postgresql.conf"), "\nssl = on\n", java.nio.file.StandardOpenOption.APPEND);
    }

    private void giveToServer(Path file, String name) throws IOException {
        Path copy = data.resolve(name);
        Files.copy(file, copy);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        user.own(copy);
    }

    List<String> serverCommand(int port) {
        List<String> command = user.command(server.toString(), "-D", data.toString(), "-p", String.valueOf(port));
        for (String setting : SETTINGS) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    private void initialise(WorkDirectory work) throws IOException, EmbeddedStartException {
        Path passwordFile = work.path().resolve("postgres.password");
        Files.writeString(passwordFile, password);
        user.own(passwordFile);
        user.own(data);
        Path log = work.log("postgres");
        List<String> command = user.command(
                server.resolveSibling("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions");
        if (majorVersion() >= BUILTIN_LOCALES) {
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        ProcessBuilder initdb = new ProcessBuilder(command)
                .directory(work.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        initdb.environment().put("LC_ALL", "C");
        int exitCode = run(initdb);
        Files.delete(passwordFile);
        if (exitCode != 0) {
            throw new EmbeddedStartException(EmbeddedPostgres.NAME + ": initdb ended with exit code " + exitCode
                    + "; the end of its log:\n    " + LogTail.of(log));
        }
    }

    /** Asks the server's program, which answers as any user. */
    private int majorVersion() throws IOException, EmbeddedStartException {
        Process version = new ProcessBuilder(server.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String answer;
        try (InputStream output = version.getInputStream()) {
            answer = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        Matcher number = VERSION.matcher(answer);
        if (!number.find()) {
            throw new EmbeddedStartException(
                    EmbeddedPostgres.NAME + ": its program does not tell its version but answers: " + answer.strip());
        }
        return Integer.parseInt(number.group(1));
    }

    private static int run(ProcessBuilder program) throws EmbeddedStartException {
        Process process;
        try {
            process = program.start();
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    EmbeddedPostgres.NAME + ": " + e.getMessage()
                            + "; its programs need a system with glibc or macOS, and"
                            + " a workDirectory from which programs may be executed",
                    e);
        }
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedStartException(EmbeddedPostgres.NAME + ": interrupted while starting", e);
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresCluster[" + data + "]";
    }
}
