package io.millrace.embedded;

import java.util.ArrayList;
import java.util.List;

/** The ports one attempt to start a part uses, and which of them were only found free. */
final class PortPicks {
    private final List<Integer> foundFree = new ArrayList<>();

    /** The wished port, or a free one for 0. */
    int take(int wished) throws EmbeddedStartException {
        if (wished != 0) {
            return wished;
        }
        int port = Ports.free();
        foundFree.add(port);
        return port;
    }

    /** Whether somebody else took one of the free ports before the part, which is not alive any more, got it. */
    boolean lostOne() {
        return foundFree.stream().anyMatch(Ports::isTaken);
    }
}
