package io.millrace.contracts.mesh;

import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A folder of policies beside the mesh, such as one that a central team publishes. */
public final class PolicyFolder {
    private PolicyFolder() {}

    /** Every {@code *.policy.yaml} in the folder and below, by its path as the user would write it. */
    public static Map<String, Node.Mapping> read(Path folder, Problems problems) {
        Map<String, Node.Mapping> found = new LinkedHashMap<>();
        if (!Files.isDirectory(folder)) {
            problems.error(
                    DescriptorFiles.whole(folder.toString()),
                    "There is no such folder. Give a folder that holds *.policy.yaml files.");
            return found;
        }
        DescriptorFiles files = DescriptorFiles.under(folder, problems);
        for (Path file : files.named(DescriptorFiles.POLICY)) {
            String shown = folder.resolve(files.name(file)).toString();
            files.read(file, shown).ifPresent(fields -> found.put(shown, fields.mapping()));
        }
        if (files.named(DescriptorFiles.POLICY).isEmpty()) {
            problems.error(
                    DescriptorFiles.whole(folder.toString()),
                    "The folder holds no policy: no file named *.policy.yaml.");
        }
        return found;
    }

    /** Whether a file of a mesh holds policies. */
    public static boolean isPolicy(String file) {
        return DescriptorFiles.POLICY
                .matcher(file.substring(file.lastIndexOf('/') + 1))
                .matches();
    }
}
