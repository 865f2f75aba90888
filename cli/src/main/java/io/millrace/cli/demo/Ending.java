package io.millrace.cli.demo;

import io.millrace.cli.demo.report.DemoReport.Verification;
import java.io.PrintWriter;

/** The last words: what was verified, the line that says it all, and what to do next with one's own table. */
final class Ending {
    private Ending() {}

    static void tell(Verdict verdict, PrintWriter out) {
        out.println();
        for (Verification verification : verdict.verifications()) {
            out.println((verification.passed() ? "  ok      " : "  FAILED  ") + verification.name());
            out.println("            " + verification.detail());
        }
        out.println();
        out.println("Your own table, next (docs/your-first-product.md goes the whole way):");
        out.println(
                "  cp -r examples/shop my-mesh           # name your table in sources/, your fields in the contracts");
        out.println("  ./millrace validate my-mesh           # every problem at once, with file and line");
        out.println("  ./millrace ingest my-mesh --config my.properties --apply    # and beside it: ./millrace run");
        out.println();
        out.println((verdict.holds() ? "verified: " : "NOT VERIFIED: ") + verdict.line());
        out.flush();
    }
}
