package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the documentation tells people to type is a command with these options and parameters; none of it is run. */
class DocumentedCommandsTest {
    private static final Path PROJECT = Path.of("..");

    /** A line that is typed: behind a prompt, or indented as code. */
    private static final Pattern TYPED = Pattern.compile("(?:\\$ |    )(?:\\./)?millrace (.*)");

    /** Words, in quotation marks or not. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private static final Pattern ENDS_HERE = Pattern.compile("#|&&|\\||>|&");

    private record Documented(String page, List<String> words) {
        String text() {
            return page + ": millrace " + String.join(" ", words);
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldDocumentCommandsThatExist() throws IOException {
        return documented().stream()
                .map(command -> DynamicTest.dynamicTest(
                        command.text(),
                        () -> assertThatCode(() -> Millrace.commandLine()
                                        .parseArgs(command.words().toArray(String[]::new)))
                                .doesNotThrowAnyException()));
    }

    @Test
    void shouldFindTheCommandsOfTheWalk() throws IOException {
        assertThat(documented())
                .filteredOn(command -> command.page().equals("shop-as-jars.md"))
                .hasSizeGreaterThan(8)
                .anySatisfy(command -> assertThat(command.words()).contains("run", "instance.leave=true"));
    }

    private static List<Documented> documented() throws IOException {
        List<Documented> found = new ArrayList<>();
        for (Path folder : List.of(PROJECT, PROJECT.resolve("docs"), PROJECT.resolve("docker"))) {
            for (Path page : pages(folder)) {
                String text = Files.readString(page).replaceAll("\\\\\\n\\s*", "");
                text.lines()
                        .map(TYPED::matcher)
                        .filter(Matcher::matches)
                        .forEach(typed ->
                                found.add(new Documented(page.getFileName().toString(), words(typed.group(1)))));
            }
        }
        return found;
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find() && !ENDS_HERE.matcher(word.group()).matches()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }
}
