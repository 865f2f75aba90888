package io.millrace.runtime.lifecycle;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of a product's state, which is asked for before anything else: without it a run would end in its middle. */
final class StateFolder {
    private StateFolder() {}

    /**
     * Makes the folder if need be.
     *
     * @param product its qualified name
     * @throws ProductStartException if nothing can be written there
     */
    static void require(String product, Path stateDirectory) throws ProductStartException {
        try {
            Files.createDirectories(stateDirectory);
            Files.delete(Files.createTempFile(stateDirectory, "writable", null));
        } catch (IOException unwritable) {
            throw new ProductStartException(
                    product,
                    List.of("state.directory " + stateDirectory + " cannot be written to: " + reason(unwritable)
                            + ". Set state.directory to a folder that user " + System.getProperty("user.name")
                            + " may write to; in a container with a read-only root file system, mount a volume there"));
        }
    }

    private static String reason(IOException unwritable) {
        return unwritable instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason()
                : unwritable.getClass().getSimpleName();
    }
}
