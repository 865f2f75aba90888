package io.millrace.contracts.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalNamesTest {
    @ParameterizedTest
    @CsvSource({
        "email, email",
        "billing_email, email",
        "e_mail, email",
        "contactPhone, phone",
        "iban, iban",
        "date_of_birth, birth-date",
        "birth_date, birth-date",
        "name, name",
        "first_name, name",
        "lastName, name",
        "customer_name, name",
        "street, street",
        "delivery_address, address",
        "zip, postcode"
    })
    void shouldAskAboutNamesThatLookPersonal(String name, String kind) {
        assertThat(PersonalNames.kindOf(name)).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"order_id", "product_name", "city", "total", "mailing", "birthplace_code", "username_hash_count", "sku"
    })
    void shouldNotAskAboutOthers(String name) {
        assertThat(PersonalNames.kindOf(name)).isEmpty();
    }
}
