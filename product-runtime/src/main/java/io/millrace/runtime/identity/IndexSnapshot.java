package io.millrace.runtime.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * An index of event ids in a file, so that less of the input topic is to be read back. The file holds what it was made
 * for, the offset it covers, and keyed fingerprints: nothing of a record. It is only ever a short cut: a file that is
 * damaged in any way, or made for something else, is refused, and the topic is read instead.
 *
 * <p>Layout: magic, length and text of what it is for, offset, origin, clock, number of entries, 24 bytes an entry,
 * CRC-32C of everything before it.
 */
public final class IndexSnapshot {
    private static final long MAGIC = 0x4d52_4944_5853_0001L;
    private static final int FIXED_BYTES = Long.BYTES + Integer.BYTES + 4 * Long.BYTES + Integer.BYTES;
    private static final int CHUNK = IndexSegment.SLOT_BYTES * 32_768;

    private IndexSnapshot() {}

    /** The file cannot be used; the message says why, and never what it holds. */
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String why) {
            super(why);
        }
    }

    /**
     * Writes a file in one step: readers see the old one or the whole new one.
     *
     * @param definition what the index is for; only an equal text reads it back
     * @param offset of the last record of the partition that the index covers
     */
    public static void write(Path file, String definition, long offset, EventIdIndex index) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".half");
        byte[] text = definition.getBytes(UTF_8);
        var crc = new CRC32C();
        try (FileChannel channel = FileChannel.open(
                half, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var out = new Out(channel, crc, ByteBuffer.allocate(CHUNK + FIXED_BYTES + text.length));
            out.buffer.putLong(MAGIC).putInt(text.length).put(text);
            out.buffer.putLong(offset).putLong(index.origin()).putLong(index.clock());
            out.buffer.putLong(index.entries());
            index.forEach(out);
            out.flush();
            out.buffer.putInt((int) crc.getValue());
            out.flush();
            channel.force(false);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Gathers entries in a buffer. */
    private static final class Out implements IndexSegment.Taker {
        private final FileChannel channel;
        private final CRC32C crc;
        private final ByteBuffer buffer;

        Out(FileChannel channel, CRC32C crc, ByteBuffer buffer) {
            this.channel = channel;
            this.crc = crc;
            this.buffer = buffer;
        }

        @Override
        public void take(long high, long low, long bucket, long content) {
            if (buffer.remaining() < IndexSegment.SLOT_BYTES) {
                flush();
            }
            buffer.putLong(high).putLong(low).putLong(bucket << IndexSegment.CONTENT_BITS | content);
        }

        void flush() {
            buffer.flip();
            crc.update(buffer.duplicate());
            try {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            } catch (IOException cannot) {
                throw new UncheckedIOException(cannot);
            }
            buffer.clear();
        }
    }

    /**
     * Reads a file into an empty index, after its checksum was found right.
     *
     * @return the offset of the last record of the partition that the index covers
     * @throws UnusableException where the file is damaged or was made for something else; the index is still empty
     * @throws IndexOverBudgetException where the window does not fit into the memory
     */
    public static long load(Path file, String definition, EventIdIndex into) throws IOException, UnusableException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            verify(channel, length);
            channel.position(0);
            ByteBuffer start = read(channel, Long.BYTES + Integer.BYTES);
            if (start.getLong() != MAGIC) {
                throw new UnusableException("it is of another format");
            }
            byte[] text = new byte[Math.min(start.getInt(), 1 << 16)];
            read(channel, text.length).get(text);
            String madeFor = new String(text, UTF_8);
            if (!madeFor.equals(definition)) {
                throw new UnusableException("it was made for [" + madeFor + "], wanted is [" + definition + "]");
            }
            ByteBuffer numbers = read(channel, 4 * Long.BYTES);
            long offset = numbers.getLong();
            into.load(numbers.getLong(), numbers.getLong());
            long entries = numbers.getLong();
            if (length != FIXED_BYTES + text.length + entries * IndexSegment.SLOT_BYTES) {
                throw new UnusableException("its length is not what its head says");
            }
            for (long left = entries * IndexSegment.SLOT_BYTES; left > 0; ) {
                ByteBuffer chunk = read(channel, (int) Math.min(CHUNK, left));
                left -= chunk.remaining();
                while (chunk.hasRemaining()) {
                    long high = chunk.getLong();
                    long low = chunk.getLong();
                    long last = chunk.getLong();
                    into.load(high, low, last >>> IndexSegment.CONTENT_BITS, last & IndexSegment.CONTENT_MASK);
                }
            }
            return offset;
        }
    }

    private static void verify(FileChannel channel, long length) throws IOException, UnusableException {
        if (length < FIXED_BYTES) {
            throw new UnusableException("it is cut short");
        }
        var crc = new CRC32C();
        for (long left = length - Integer.BYTES; left > 0; ) {
            ByteBuffer chunk = read(channel, (int) Math.min(CHUNK, left));
            left -= chunk.remaining();
            crc.update(chunk);
        }
        if (read(channel, Integer.BYTES).getInt() != (int) crc.getValue()) {
            throw new UnusableException("its checksum is wrong");
        }
    }

    private static ByteBuffer read(FileChannel channel, int count) throws IOException, UnusableException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new UnusableException("it is cut short");
            }
        }
        return buffer.flip();
    }
}
