package io.millrace.cli.demo;

import io.millrace.cli.demo.report.DemoReport.Verification;
import io.millrace.cli.demo.verify.Evidence;
import java.util.List;

/**
 * The end of a demo run.
 *
 * @param verifications all of them
 * @param evidence what was found in the topics
 * @param lost records that had to be somewhere and are not
 * @param duplicated records that are somewhere more often than they had to be
 * @param clearTextHits clear personal values found where masked data belongs
 */
record Verdict(List<Verification> verifications, Evidence evidence, long lost, long duplicated, long clearTextHits) {
    boolean holds() {
        return verifications.stream().allMatch(Verification::passed);
    }

    /** The line that says it all. */
    String line() {
        return "lost " + lost + " · duplicated " + duplicated + " · clear-text hits " + clearTextHits;
    }
}
