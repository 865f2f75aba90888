package io.millrace.runtime.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.Payments;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicClaimsTest {
    private final Product payments = Payments.product("payments").build();
    private final Product refunds = Payments.product("refunds").build();

    @Test
    void shouldRefuseNoneOfThoseThatWriteTopicsOfTheirOwn() {
        assertThat(TopicClaims.refused(List.of(payments, refunds))).isEmpty();
    }

    @Test
    void shouldRefuseBothOfOneName() {
        Product again = Payments.product("payments").partitions(3).build();

        assertThat(TopicClaims.refused(List.of(payments, again, refunds)))
                .containsOnlyKeys(payments, again)
                .containsEntry(
                        payments,
                        List.of("product shop.payments is given 2 times, in version " + payments.version() + " and "
                                + again.version() + "; give one of them"));
    }

    @Test
    void shouldKeepTheTopicForTheProductItIsNamedAfter() {
        Product rival = writing(refunds, "shop.payments.settled.v1");

        assertThat(TopicClaims.refused(List.of(rival, payments)))
                .containsOnlyKeys(rival)
                .containsEntry(
                        rival,
                        List.of("topic shop.payments.settled.v1 is written by its owner shop.payments as well; remove"
                                + " 'physicalName', or choose another, in one of them"));
    }

    @Test
    void shouldKeepDeadLettersApart() {
        Product rival = writing(refunds, payments.deadLetterTopic());

        assertThat(TopicClaims.refused(List.of(payments, rival))).containsOnlyKeys(rival);
    }

    @Test
    void shouldRefuseBothWhereNobodyCanTellWhoseTopicItIs() {
        Product one = writing(payments, "settlements");
        Product other = writing(refunds, "settlements");

        assertThat(TopicClaims.refused(List.of(one, other))).containsOnlyKeys(one, other);
    }

    private static Product writing(Product product, String topic) {
        OutputPort port = product.outputPorts().get(0);
        OutputPort renamed = new OutputPort(
                port.name(),
                port.version(),
                topic,
                port.view(),
                port.deletes(),
                port.partitions(),
                port.contract(),
                port.compatibility());
        return new Product(
                product.id(),
                product.name(),
                product.domain(),
                product.version(),
                product.applicationId(),
                product.deadLetterTopic(),
                product.inputPorts(),
                List.of(renamed),
                product.failureBudget(),
                product.location());
    }
}
