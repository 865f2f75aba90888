package io.millrace.runtime.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages bytes, and puts words where they do not belong. */
final class FuzzDamage {
    private final Random random;
    private final List<byte[]> words;

    FuzzDamage(Random random, List<byte[]> words) {
        this.random = random;
        this.words = words;
    }

    byte[] of(byte[] original) {
        byte[] bytes = original.clone();
        if (!words.isEmpty() && random.nextInt(2) == 0) {
            return withWords(bytes);
        }
        switch (random.nextInt(6)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(20));
            case 2 -> {
                // A run of continuation bytes: lengths and counts of any size.
                int from = random.nextInt(bytes.length);
                int to = Math.min(bytes.length, from + 1 + random.nextInt(11));
                Arrays.fill(bytes, from, to, (byte) (0x80 | random.nextInt(128)));
            }
            case 3 -> {
                int from = random.nextInt(bytes.length);
                byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 16));
                bytes = replaced(bytes, random.nextInt(bytes.length), 0, piece);
            }
            default -> {}
        }
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Most words begin after one and end before another mark, so that many results still are of the format. */
    private byte[] withWords(byte[] original) {
        byte[] bytes = original;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            byte[] word = words.get(random.nextInt(words.size()));
            int at = random.nextInt(4) == 0
                    ? random.nextInt(bytes.length + 1)
                    : mark(bytes, random.nextInt(bytes.length + 1));
            int end = random.nextInt(4) == 0 ? at : mark(bytes, at);
            bytes = replaced(bytes, at, Math.max(0, end - at), word);
        }
        return bytes;
    }

    /** The next place at or after which a value of JSON may begin or end. */
    private static int mark(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && "\":,{}[]".indexOf(bytes[at]) < 0) {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] piece) {
        byte[] result = new byte[bytes.length - length + piece.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(piece, 0, result, at, piece.length);
        System.arraycopy(bytes, at + length, result, at + piece.length, bytes.length - at - length);
        return result;
    }
}
