package io.millrace.embedded;

/** A part of the platform. */
public final class EmbeddedPostgres implements EmbeddedPart {
    /** Where and as whom to connect. */
    public DatabaseAddress address() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int port() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isAlive() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long processId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restart() throws EmbeddedStartException {
        throw new UnsupportedOperationException();
    }
}
