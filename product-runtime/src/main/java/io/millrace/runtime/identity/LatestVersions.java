package io.millrace.runtime.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last version of each key, per output port: what is not newer is superseded. A port that rejects a version has not
 * seen it, so that neither a broken nor a far-future one keeps later ones out. Belongs to one task; not thread-safe.
 *
 * <p>An entry is a count byte, then for each version the length and name of its port, the version and 48 bits of
 * content; a single version without a name holds for all ports, which is nearly always so.
 */
public final class LatestVersions {
    private static final int VERSION_BYTES = 2 * Long.BYTES;

    private final Store store;
    private final List<byte[]> ports;
    private final long[] versions;
    private final long[] contents;
    private final boolean[] known;

    /** Where entries are kept; null where there is none. */
    public interface Store {
        byte @Nullable [] get(Fingerprint key);

        void put(Fingerprint key, byte[] entry);
    }

    /** @param ports names of the output ports, in the order of the bits of {@link Answer#newer} */
    public LatestVersions(Store store, List<String> ports) {
        this.store = store;
        this.ports = ports.stream().map(port -> port.getBytes(UTF_8)).toList();
        this.versions = new long[ports.size()];
        this.contents = new long[ports.size()];
        this.known = new boolean[ports.size()];
    }

    /**
     * What a version is to the ports.
     *
     * @param newer bit i is set if the version is newer than all that port i has taken
     * @param conflict whether a port has taken this very version with other content
     */
    public record Answer(long newer, boolean conflict) {}

    /**
     * Compares a version with the last one of its key.
     *
     * @param content hash of the record's bytes
     */
    public Answer compare(Fingerprint key, long version, long content) {
        read(store.get(key));
        long newer = 0;
        boolean conflict = false;
        for (int port = 0; port < versions.length; port++) {
            if (!known[port] || version > versions[port]) {
                newer |= 1L << port;
            } else if (version == versions[port] && content != contents[port]) {
                conflict = true;
            }
        }
        return new Answer(newer, conflict);
    }

    /** Notes which ports took the version last compared. */
    public void taken(Fingerprint key, long version, long content, long takenBy) {
        if (takenBy == 0) {
            return;
        }
        for (int port = 0; port < versions.length; port++) {
            if ((takenBy >>> port & 1) != 0) {
                versions[port] = version;
                contents[port] = content;
                known[port] = true;
            }
        }
        store.put(key, write());
    }

    private void read(byte @Nullable [] entry) {
        Arrays.fill(known, false);
        if (entry == null) {
            return;
        }
        ByteBuffer from = ByteBuffer.wrap(entry);
        for (int count = from.get(); count > 0; count--) {
            byte[] name = new byte[from.getShort()];
            from.get(name);
            long version = from.getLong();
            long content = from.getLong();
            for (int port = 0; port < versions.length; port++) {
                if (name.length == 0 || Arrays.equals(name, ports.get(port))) {
                    versions[port] = version;
                    contents[port] = content;
                    known[port] = true;
                }
            }
        }
    }

    private byte[] write() {
        if (isUniform()) {
            return one(ByteBuffer.allocate(1 + Short.BYTES + VERSION_BYTES).put((byte) 1), new byte[0], 0)
                    .array();
        }
        int count = 0;
        int length = 1;
        for (int port = 0; port < versions.length; port++) {
            if (known[port]) {
                count++;
                length += Short.BYTES + ports.get(port).length + VERSION_BYTES;
            }
        }
        ByteBuffer into = ByteBuffer.allocate(length).put((byte) count);
        for (int port = 0; port < versions.length; port++) {
            if (known[port]) {
                one(into, ports.get(port), port);
            }
        }
        return into.array();
    }

    private ByteBuffer one(ByteBuffer into, byte[] name, int port) {
        return into.putShort((short) name.length)
                .put(name)
                .putLong(versions[port])
                .putLong(contents[port]);
    }

    private boolean isUniform() {
        for (int port = 0; port < versions.length; port++) {
            if (!known[port] || versions[port] != versions[0] || contents[port] != contents[0]) {
                return false;
            }
        }
        return true;
    }
}
