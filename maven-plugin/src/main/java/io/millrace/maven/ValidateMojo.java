package io.millrace.maven;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Validates the product, as {@code millrace validate} does. */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public final class ValidateMojo extends ProductMojo {
    @Override
    public void execute() throws MojoFailureException {
        var found = validated().mesh().products().get(0);
        getLog().info(found.qualifiedName() + " " + found.version() + " is valid");
    }
}
