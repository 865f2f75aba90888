package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void shouldSeeAListenerOnLoopbackAndOneOnAllAddresses() throws Exception {
        try (ServerSocket onAllAddresses = new ServerSocket(0);
                ServerSocket onLoopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isTaken(onAllAddresses.getLocalPort())).isTrue();
            assertThat(Ports.isTaken(onLoopback.getLocalPort())).isTrue();
        }
    }

    @Test
    void shouldFindFreePortsThatNoOutgoingConnectionIsGiven() throws Exception {
        for (int i = 0; i < 50; i++) {
            int port = Ports.free();
            assertThat(port).isBetween(1_024, 32_767);
            assertThat(Ports.isTaken(port)).isFalse();
        }
    }

    @Test
    void shouldNoticeWhenAFreePortWasLost() throws Exception {
        PortPicks picks = new PortPicks();
        int wished = picks.take(9_092);
        int found = picks.take(0);

        assertThat(wished).isEqualTo(9_092);
        assertThat(picks.lostOne()).isFalse();
        try (ServerSocket other = new ServerSocket(found)) {
            assertThat(other.isBound()).isTrue();
            assertThat(picks.lostOne()).isTrue();
        }
    }
}
