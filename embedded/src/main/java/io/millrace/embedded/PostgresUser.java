package io.millrace.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Who PostgreSQL's programs run as. They refuse to be root, so root puts them into a user namespace, where root has no
 * number, or, where namespaces are forbidden (as in most containers), lets them be user 65534.
 *
 * @param prefix what their command lines begin with
 * @param needsOwnFiles whether their data must be given to user 65534 first
 */
record PostgresUser(List<String> prefix, boolean needsOwnFiles) {
    private static final int NOBODY = 65_534;

    static final PostgresUser SELF = new PostgresUser(List.of(), false);
    static final PostgresUser NAMESPACE = new PostgresUser(List.of("unshare", "--user"), false);
    static final PostgresUser OTHER =
            new PostgresUser(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);

    /**
     * @param work the work directory, whose owner tells who we are
     * @param server the server program
     */
    static PostgresUser choose(Path work, Path server) throws IOException, EmbeddedStartException {
        for (PostgresUser candidate : candidates(work)) {
            if (candidate.canRun(work, server)) {
                return candidate;
            }
        }
        throw new EmbeddedStartException(EmbeddedPostgres.NAME + ": it refuses to run as root, and neither"
                + " \"unshare --user\" (a user namespace) nor \"setpriv --reuid\" (another user) can run " + server
                + " here; start as an ordinary user, or choose a workDirectory all users may enter");
    }

    static List<PostgresUser> candidates(Path work) throws IOException {
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(work, "unix:uid"));
        return root ? List.of(NAMESPACE, OTHER) : List.of(SELF);
    }

    List<String> command(String... programAndArguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(programAndArguments));
        return command;
    }

    /** Gives a file or empty directory to the user the programs will be. */
    void own(Path path) throws IOException {
        if (needsOwnFiles) {
            Files.setAttribute(path, "unix:uid", NOBODY);
            Files.setAttribute(path, "unix:gid", NOBODY);
        }
    }

    /** Another user has to get through the work directory, whose other contents stay closed to all. */
    private void openWay(Path work) throws IOException {
        if (needsOwnFiles) {
            Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    boolean canRun(Path work, Path server) throws IOException {
        openWay(work);
        return prefix.isEmpty() || probe(server);
    }

    private boolean probe(Path server) {
        List<String> probe = command("/bin/sh", "-c", "[ \"$(id -u)\" != 0 ] && \"$0\" --version", server.toString());
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
