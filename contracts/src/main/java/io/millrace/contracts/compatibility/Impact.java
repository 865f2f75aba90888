package io.millrace.contracts.compatibility;

/** How a change affects those who rely on a product, from the least to the most. */
public enum Impact {
    /** For people only; nothing that runs changes. */
    DOCUMENTATION("documentation only", VersionStep.PATCH),
    /** Consumers go on as they are. */
    COMPATIBLE("compatible", VersionStep.MINOR),
    /** A consumer may fail, or read something else than before. */
    BREAKING("breaking", VersionStep.MAJOR);

    private final String words;
    private final VersionStep demands;

    Impact(String words, VersionStep demands) {
        this.words = words;
        this.demands = demands;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** The step of the version that a change of this impact demands. */
    public VersionStep demands() {
        return demands;
    }
}
