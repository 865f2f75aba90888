package io.millrace.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that starts a platform, writes down what it started, and waits for its own end. */
final class PlatformOwner {
    private PlatformOwner() {}

    /**
     * Runs until it is ended from outside.
     *
     * @param args the file to write to: the work directory, then process ids, then ports, one to a line
     */
    public static void main(String[] args) throws Exception {
        EmbeddedPlatform platform = EmbeddedPlatform.builder().start();
        List<String> lines = Stream.of(
                        Stream.of(platform.workDirectory()),
                        platform.parts().stream().map(EmbeddedPart::processId),
                        platform.parts().stream().map(EmbeddedPart::port))
                .flatMap(each -> each.map(Object::toString))
                .toList();
        Path unfinished = Files.write(Path.of(args[0] + ".new"), lines);
        Files.move(unfinished, Path.of(args[0]));
        Thread.sleep(Long.MAX_VALUE);
    }
}
