package io.millrace.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatestVersionsTest {
    private static final Fingerprint KEY = new Fingerprint(1, 2);
    private final Stored stored = new Stored();

    private static final class Stored implements LatestVersions.Store {
        private final Map<Fingerprint, byte[]> entries = new HashMap<>();

        @Override
        public byte @Nullable [] get(Fingerprint key) {
            return entries.get(key);
        }

        @Override
        public void put(Fingerprint key, byte[] entry) {
            entries.put(key, entry);
        }
    }

    @Test
    void shouldSupersedeWhatIsNotNewer() {
        LatestVersions latest = of("one", "two");
        assertThat(latest.compare(KEY, 5, 1).newer()).isEqualTo(0b11);
        latest.taken(KEY, 5, 1, 0b11);
        assertThat(latest.compare(KEY, 5, 1)).isEqualTo(new LatestVersions.Answer(0, false));
        assertThat(latest.compare(KEY, 4, 1)).isEqualTo(new LatestVersions.Answer(0, false));
        assertThat(latest.compare(KEY, 6, 1)).isEqualTo(new LatestVersions.Answer(0b11, false));
        assertThat(latest.compare(KEY, 5, 2)).isEqualTo(new LatestVersions.Answer(0, true));
        assertThat(latest.compare(new Fingerprint(2, 2), 1, 1).newer()).isEqualTo(0b11);
    }

    @Test
    void shouldKeepAPortThatRejectedAVersionWhereItWas() {
        LatestVersions latest = of("one", "two");
        latest.compare(KEY, 1, 1);
        latest.taken(KEY, 1, 1, 0b11);
        latest.compare(KEY, 9, 2);
        latest.taken(KEY, 9, 2, 0b01);
        assertThat(latest.compare(KEY, 5, 3).newer()).isEqualTo(0b10);
        latest.taken(KEY, 5, 3, 0);
        assertThat(latest.compare(KEY, 5, 3).newer()).isEqualTo(0b10);
    }

    @Test
    void shouldTakeVersionsUpByThePortsName() {
        LatestVersions before = of("one", "two");
        before.compare(KEY, 3, 1);
        before.taken(KEY, 3, 1, 0b10);
        assertThat(of("new", "two", "one").compare(KEY, 3, 1).newer()).isEqualTo(0b101);
        before.compare(KEY, 3, 1);
        before.taken(KEY, 3, 1, 0b01);
        assertThat(of("new", "two", "one").compare(KEY, 3, 1).newer()).isZero();
    }

    @Test
    void shouldAgreeWithAModelOverRandomVersions() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        LatestVersions latest = of("a", "b", "c");
        Map<Fingerprint, long[]> model = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            var key = new Fingerprint(random.nextInt(50), 0);
            long version = random.nextInt(60) - 30L;
            long[] last =
                    model.computeIfAbsent(key, none -> new long[] {Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE});
            long newer = 0;
            for (int port = 0; port < 3; port++) {
                newer |= version > last[port] ? 1L << port : 0;
            }
            assertThat(latest.compare(key, version, version).newer()).isEqualTo(newer);
            long taken = newer & random.nextLong();
            latest.taken(key, version, version, taken);
            for (int port = 0; port < 3; port++) {
                last[port] = (taken >>> port & 1) == 0 ? last[port] : version;
            }
        }
    }

    private LatestVersions of(String... ports) {
        return new LatestVersions(stored, List.of(ports));
    }
}
