package io.millrace.ingest.gateway.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How the last file of an event fares, as far as this process knows.
 *
 * @param phase what is being done
 * @param name of the file
 * @param bytes of it that were received, or read while it is loaded
 * @param of its size; -1 where it is not known yet
 * @param rows committed, rejected ones included
 * @param rejected of them
 * @param detail what came of it, in words; may be empty
 */
record UploadStatus(Phase phase, String name, long bytes, long of, long rows, long rejected, String detail) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is being done. */
    enum Phase {
        RECEIVING("receiving"),
        LOADING("loading"),
        DONE("done"),
        FAILED("failed");

        private final String word;

        Phase(String word) {
            this.word = word;
        }
    }

    static ObjectNode none(String event) {
        return JSON.createObjectNode().put("event", event).put("phase", "none");
    }

    static UploadStatus receiving(String name, long bytes, long of) {
        return new UploadStatus(Phase.RECEIVING, name, bytes, of, 0, 0, "");
    }

    UploadStatus loading(long bytes, long of, long rows, long rejected) {
        return new UploadStatus(Phase.LOADING, name, bytes, of, rows, rejected, "");
    }

    UploadStatus done(long rows, long rejected) {
        return new UploadStatus(Phase.DONE, name, of, of, rows, rejected, "");
    }

    UploadStatus failed(String detail) {
        return new UploadStatus(Phase.FAILED, name, bytes, of, rows, rejected, detail);
    }

    ObjectNode write(String event) {
        ObjectNode node = JSON.createObjectNode()
                .put("event", event)
                .put("phase", phase.word)
                .put("name", name)
                .put("bytes", bytes);
        if (of >= 0) {
            node.put("of", of);
        }
        node.put("rows", rows).put("rejected", rejected);
        if (!detail.isEmpty()) {
            node.put("detail", detail);
        }
        return node;
    }
}
