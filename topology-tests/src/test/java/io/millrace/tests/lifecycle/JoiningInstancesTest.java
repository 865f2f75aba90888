package io.millrace.tests.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.tests.support.AnyPlatform;
import io.millrace.tests.support.ManagedProcess;
import io.millrace.tests.support.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under load an instance joins a first one or leaves it again every {@code -Dmillrace.joins.seconds}, five if that is not
 * set, of one version or of the next, whether or not the one before is ready. {@code -Dmillrace.joins=100} counts joins
 * and leaves together; {@code -Dmillrace.seed} repeats a run's order.
 */
@EnabledIfSystemProperty(named = "millrace.joins", matches = "\\d+", disabledReason = "long: -Dmillrace.joins=100")
class JoiningInstancesTest {
    private static final Duration LAST_RECORDS = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void shouldLoseDoubleAndReorderNothingWhileInstancesComeAndGo() throws Exception {
        TestPlatform platform = AnyPlatform.get();
        int changes = Integer.getInteger("millrace.joins");
        Duration pause = Duration.ofSeconds(Integer.getInteger("millrace.joins.seconds", 5));
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println(changes + " joins and leaves, one every " + pause.toSeconds() + " s, seed " + seed);
        var random = new Random(seed);
        Path first = PrintsMesh.FIRST.write(folder);
        Path second = PrintsMesh.SECOND.write(folder);
        var instances = new PrintsInstances(platform, folder, first);
        assertThat(instances.command("apply", first)).as(instances.printed()).isZero();
        assertThat(instances.command("apply", second)).as(instances.printed()).isZero();
        var guests = new ManagedProcess[2];
        try (ManagedProcess steady = instances.run(first, "steady")) {
            steady.awaitReady();
            try (PrintsLoad load = PrintsLoad.start(platform.bootstrapServers())) {
                for (int i = 0; i < changes; i++) {
                    long began = System.nanoTime();
                    int at = random.nextInt(guests.length);
                    if (guests[at] == null) {
                        guests[at] = instances.run(random.nextBoolean() ? first : second, "guest" + at);
                    } else {
                        instances.end(guests[at], "change " + (i + 1) + ", under load");
                        guests[at] = null;
                    }
                    long left = pause.toMillis() - (System.nanoTime() - began) / 1_000_000;
                    Thread.sleep(Math.max(0, left));
                    for (ManagedProcess guest : guests) {
                        assertThat(guest == null || guest.isAlive())
                                .as(guest == null ? "" : guest.printed())
                                .isTrue();
                    }
                }
                load.finish();
                long deadline = System.nanoTime() + LAST_RECORDS.toNanos();
                while (instances.read().size() < load.sent() && System.nanoTime() < deadline) {
                    Thread.sleep(1_000);
                }
                instances.verify(load.sent());
                System.out.println(load.sent() + " sheets, each there once and in order");
            }
            assertThat(steady.isAlive()).isTrue();
        } finally {
            for (ManagedProcess guest : guests) {
                if (guest != null) {
                    guest.close();
                }
            }
        }
    }
}
