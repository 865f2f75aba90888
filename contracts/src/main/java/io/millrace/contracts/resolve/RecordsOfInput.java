package io.millrace.contracts.resolve;

import io.millrace.contracts.odps.ProductDocument.Input;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.CelText;
import io.millrace.contracts.product.ChangeEncoding;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputRecords;
import io.millrace.contracts.table.KnownField;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an input port says about its records beyond their format. */
final class RecordsOfInput {
    private final ResolvedInput input;
    private final Problems problems;

    RecordsOfInput(ResolvedInput input, Problems problems) {
        this.input = input;
        this.problems = problems;
    }

    InputRecords of(Input declared, List<KnownField> fields) {
        if (input.port().format() != InputFormat.DEBEZIUM_JSON) {
            declared.decimals().ifPresent(found -> problems.error(found.at(), onlyJson("decimals")));
            declared.times().ifPresent(found -> problems.error(found.at(), onlyJson("times")));
        }
        ChangeEncoding encoding = new ChangeEncoding(
                declared.decimals().map(Sited::value).orElse(ChangeEncoding.DEFAULT.decimals()),
                declared.times().map(Sited::value).orElse(ChangeEncoding.DEFAULT.times()));
        return new InputRecords(fields, encoding, declared.deleteWhen().flatMap(this::deleteWhen));
    }

    private String onlyJson(String key) {
        return "'" + key + "' is for format debezium-json; in format "
                + input.port().format().text() + " each value says what it is. Remove it.";
    }

    private Optional<CelText> deleteWhen(Sited<String> written) {
        if (input.port().format().isChange()) {
            problems.error(written.at(), "A change event says itself that a row was deleted. Remove 'deleteWhen'.");
            return Optional.empty();
        }
        String text = written.value().strip();
        InputPaths paths = new InputPaths(Map.of(input.port().name(), input), problems);
        paths.resolveAll(text, written.at());
        boolean reads = ReadPaths.of(text).stream()
                .anyMatch(steps -> steps.get(0).equals(input.port().name()));
        if (!reads) {
            problems.error(
                    written.at(),
                    "'deleteWhen' must read input port '" + input.port().name() + "', such as '"
                            + input.port().name() + ".event.deleted == true'.");
        }
        return Optional.of(new CelText(text, written.at().location()));
    }
}
