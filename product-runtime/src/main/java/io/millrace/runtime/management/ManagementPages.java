package io.millrace.runtime.management;

/** What a management port shows. It is asked by several threads at a time. */
@FunctionalInterface
public interface ManagementPages {
    /** The page at a path, which is as the client wrote it. */
    Page at(String path);

    /**
     * A page.
     *
     * @param status of HTTP
     * @param type media type
     */
    record Page(int status, String type, String body) {}
}
