package io.millrace.maven;

import io.millrace.contracts.jar.JarCode;
import io.millrace.contracts.jar.JarManifest;
import io.millrace.contracts.jar.PackagingException;
import io.millrace.contracts.jar.ProductPackaging;
import io.millrace.contracts.product.Product;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Validates the product and packages it with the project's classes and libraries, as {@code millrace package} does. The
 * jar is attached with classifier {@code topology}, so that it is installed and deployed with the project.
 */
@Mojo(
        name = "package",
        defaultPhase = LifecyclePhase.PACKAGE,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class PackageMojo extends ProductMojo {
    private static final String OURS = "io.millrace:";

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private @Nullable MavenProject project;

    // Its successor, @Inject, would be one dependency more, for this one field.
    @Component
    @SuppressWarnings("deprecation")
    private @Nullable MavenProjectHelper projectHelper;

    /** Where the jar goes. */
    @Parameter(
            property = "millrace.output",
            defaultValue = "${project.build.directory}/${project.build.finalName}-topology.jar")
    private File output = new File("topology.jar");

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        MavenProject built = Objects.requireNonNull(project, "Maven sets the project");
        ProductPackaging packaging = validated();
        Product found = packaging.mesh().products().get(0);
        try {
            JarManifest written = packaging.write(found, code(built), output.toPath());
            getLog().info(output + ": " + written.product() + " " + written.version() + ", " + written.digest());
        } catch (PackagingException cannot) {
            throw new MojoFailureException(cannot.getMessage(), cannot);
        } catch (IOException e) {
            throw new MojoExecutionException(output + " cannot be written: " + e.getMessage(), e);
        }
        if (projectHelper != null) {
            projectHelper.attachArtifact(built, "jar", "topology", output);
        }
    }

    private static JarCode code(MavenProject project) {
        File classes = new File(project.getBuild().getOutputDirectory());
        List<Path> libraries = project.getArtifacts().stream()
                .filter(artifact -> !isBroughtByMillrace(artifact))
                .map(artifact -> artifact.getFile().toPath())
                .toList();
        return new JarCode(classes.isDirectory() ? List.of(classes.toPath()) : List.of(), libraries);
    }

    /** Ours, and what ours need: it is there where the product runs. */
    private static boolean isBroughtByMillrace(Artifact artifact) {
        List<String> trail = artifact.getDependencyTrail();
        // The first of a trail is the project itself.
        return trail != null && trail.stream().skip(1).anyMatch(step -> step.startsWith(OURS));
    }
}
