package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatusTextTest {
    @Test
    void shouldPutFiguresOfOneThingInOneLineAndLeaveOutWhatIsUnknown() {
        String answer = """
                {"products": [{"product": "checkout.orders", "reason": "", "outputs": [
                  {"port": "orders", "accepted": 5, "lag": null, "deadLetters": {"malformed": 1}}]}]}""";

        assertThat(StatusText.lines(answer))
                .containsExactly(
                        "  products",
                        "    product checkout.orders",
                        "      outputs",
                        "        port orders  accepted 5",
                        "          deadLetters",
                        "            malformed 1");
    }

    @Test
    void shouldRefuseAnAnswerThatIsNotJson() {
        assertThatThrownBy(() -> StatusText.lines("<html>")).isInstanceOf(CommandException.class);
    }
}
