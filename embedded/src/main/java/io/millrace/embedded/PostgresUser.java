package io.millrace.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Who PostgreSQL's programs run as. They refuse to be root, and to be a number without a name, as in many containers.
 * Either puts them into a user namespace, where everybody from outside is user 65534; or root lets them really be that
 * user where namespaces are forbidden.
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
        throw new EmbeddedStartException(
                EmbeddedPostgres.NAME + ": nobody can run " + server + " here. It refuses to be"
                        + " root or a user without a name, and neither \"unshare --user\" (a user namespace) nor, for root,"
                        + " \"setpriv --reuid\" (another user) helps; start as an ordinary user, or choose a workDirectory that"
                        + " all users may enter and from which programs may be executed");
    }

    static List<PostgresUser> candidates(Path work) throws IOException {
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(work, "unix:uid"));
        return root ? List.of(NAMESPACE, OTHER) : List.of(SELF, NAMESPACE);
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
        return probe(server);
    }

    private boolean probe(Path server) {
        List<String> probe =
                command("/bin/sh", "-c", "[ \"$(id -u)\" != 0 ] && id -un && \"$0\" --version", server.toString());
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
