package io.millrace.cli;

import io.millrace.cli.config.ConfigurationException;
import io.millrace.contracts.jar.PackagingException;
import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.registry.RegistryException;
import io.millrace.contracts.secret.SecretFileException;
import io.millrace.ingest.IngestException;
import io.millrace.ingest.file.FileLoadException;
import io.millrace.ingest.file.row.UnreadableFileException;
import io.millrace.ingest.gateway.GatewayException;
import io.millrace.runtime.deadletter.SealException;
import io.millrace.runtime.key.KeyRingException;
import io.millrace.runtime.lifecycle.ProductStartException;
import io.millrace.runtime.provision.ProvisioningException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells failures in words; a stack trace only where {@code --stacktrace} asks for it. */
final class Failures implements IExecutionExceptionHandler {
    private static final String CHECK_KAFKA = " (check kafka.bootstrap.servers and that the cluster is up)";

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        if (failure instanceof InvalidDescriptorsException invalid) {
            invalid.problems().forEach(err::println);
            err.println("millrace: " + Counted.byLevel(invalid.problems()) + " in the descriptors");
        } else if (failure instanceof ConfigurationException invalid) {
            invalid.problems().forEach(err::println);
            err.println("millrace: " + Counted.of(invalid.problems().size(), "problem") + " in the configuration");
        } else {
            err.println("millrace: " + inWords(failure));
        }
        if (commandLine.getCommandSpec().root().userObject() instanceof Millrace millrace && millrace.stacktrace()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return failure instanceof CommandException known ? known.exitCode() : ExitCode.FAILED;
    }

    private static String inWords(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof CommandException
                || failure instanceof RefusedJarException
                || failure instanceof PackagingException
                || failure instanceof IngestException
                || failure instanceof GatewayException
                || failure instanceof SecretFileException
                || failure instanceof FileLoadException
                || failure instanceof UnreadableFileException
                || failure instanceof RegistryException
                || failure instanceof KeyRingException
                || failure instanceof ProductStartException
                || failure instanceof SealException) {
            return message;
        }
        if (failure instanceof ProvisioningException) {
            return failure.getCause() instanceof TimeoutException ? message + CHECK_KAFKA : message;
        }
        if (failure instanceof KafkaException) {
            return "Kafka: " + message + CHECK_KAFKA;
        }
        if (failure instanceof UncheckedIOException) {
            return message;
        }
        return "unexpected " + failure.getClass().getSimpleName() + ": " + message
                + " (run again with --stacktrace and report it)";
    }
}
