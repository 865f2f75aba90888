package io.millrace.runtime.check;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.CodePoints;

/** Bounds on the length of a string in Unicode code points. */
final class Lengths {
    private Lengths() {}

    static Condition atLeast(int length) {
        return cell -> CodePoints.count(cell.data(), cell.start(), cell.length()) >= length;
    }

    static Condition atMost(int length) {
        return new Condition() {
            @Override
            public boolean holds(Cell cell) {
                // A code point takes a byte at least: most texts need no counting.
                return cell.length() <= length || CodePoints.count(cell.data(), cell.start(), cell.length()) <= length;
            }

            @Override
            public boolean canClamp() {
                return true;
            }

            @Override
            public void clamp(Cell cell) {
                int kept = CodePoints.prefix(cell.data(), cell.start(), cell.length(), length);
                cell.setSpan(cell.data(), cell.start(), kept);
            }
        };
    }
}
