package io.millrace.cli.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeopleTest {
    @Test
    void shouldInventTheSamePeopleForTheSameSeed() {
        assertThat(some(new People(new Random(7), new PersonalValues())))
                .isEqualTo(some(new People(new Random(7), new PersonalValues())))
                .isNotEqualTo(some(new People(new Random(8), new PersonalValues())));
    }

    @Test
    void shouldNoteEveryPersonalValueItHandsOut() {
        PersonalValues values = new PersonalValues();
        People people = new People(new Random(7), values);

        assertThat(some(people)).allSatisfy(value -> assertThat(values.all()).contains(value));
    }

    @Test
    void shouldMakeIbansWithValidCheckDigits() {
        People people = new People(new Random(7), new PersonalValues());

        assertThat(Stream.generate(people::iban).limit(200)).allSatisfy(iban -> {
            assertThat(iban).matches("DE\\d{20}");
            BigInteger rearranged = new BigInteger(iban.substring(4) + "1314" + iban.substring(2, 4));
            assertThat(rearranged.mod(BigInteger.valueOf(97))).isEqualTo(BigInteger.ONE);
        });
    }

    private static List<String> some(People people) {
        String name = people.name();
        return List.of(name, people.emailOf(name), people.phone(), people.street(), people.postcode(), people.iban());
    }
}
