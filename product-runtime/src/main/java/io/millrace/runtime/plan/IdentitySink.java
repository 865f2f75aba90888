package io.millrace.runtime.plan;

/** Takes the bytes of an event's id, in one or several pieces; the bytes are valid during the call only. */
@FunctionalInterface
public interface IdentitySink {
    void update(byte[] bytes, int offset, int length);
}
