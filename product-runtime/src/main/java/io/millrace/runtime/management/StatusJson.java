package io.millrace.runtime.management;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.runtime.lifecycle.MetricStatus;
import io.millrace.runtime.lifecycle.ProductState;
import io.millrace.runtime.lifecycle.ProductStatus;
import io.millrace.runtime.lifecycle.StartProgress;
import io.millrace.runtime.lifecycle.StartStage;
import io.millrace.runtime.metrics.PortBalance;
import java.util.List;
import java.util.OptionalLong;

/**
 * The JSON of {@code /status}: {@code products[]} with {@code product}, {@code version}, {@code digest}
 * (of its jar, empty without one), {@code state}, {@code reason}, {@code stage},
 * {@code inputs[]} and {@code outputs[]}. Counts are those of the partitions on this instance. Unknown figures are null.
 */
final class StatusJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StatusJson() {}

    static String of(List<ProductStatus> products) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("products");
        products.forEach(product -> product(list.addObject(), product));
        return root.toPrettyString();
    }

    /** @param reasons whether it says why a product is not running: that may name topics and principals */
    static String health(boolean healthy, List<ProductStatus> products, boolean reasons) {
        ObjectNode root = JSON.createObjectNode();
        root.put("healthy", healthy);
        ObjectNode states = root.putObject("products");
        ObjectNode progress = root.putObject("waitsFor");
        for (ProductStatus product : products) {
            states.put(product.product(), product.state().word());
            if (!(product.state() instanceof ProductState.Running)
                    || product.progress().stuck().isPresent()) {
                ObjectNode node = progress.putObject(product.product());
                progress(node, product.progress());
                if (reasons) {
                    node.put("reason", product.state().reasonOrEmpty());
                }
            }
        }
        return root.toPrettyString();
    }

    private static void product(ObjectNode node, ProductStatus product) {
        node.put("product", product.product());
        node.put("version", product.version());
        node.put("digest", product.digest());
        node.put("applicationId", product.applicationId());
        node.put("state", product.state().word());
        node.put("reason", product.state().reasonOrEmpty());
        progress(node, product.progress());
        ArrayNode inputs = node.putArray("inputs");
        product.inputs().forEach(input -> {
            ObjectNode port = inputs.addObject();
            port.put("port", input.port());
            port.put("topic", input.topic());
            port.put("records", input.records());
            put(port, "lag", input.lag());
            put(port, "freshnessMillis", input.freshnessMillis());
            port.put("conflicts", input.conflicts());
            port.put("indexEntries", input.indexEntries());
            port.put("indexBytes", input.indexBytes());
        });
        ArrayNode outputs = node.putArray("outputs");
        product.outputs().forEach(output -> output(outputs.addObject(), output));
    }

    private static void progress(ObjectNode node, StartProgress progress) {
        node.put("stage", progress.stage().map(StartStage::word).orElse(""));
        if (progress.percent() < 100 || progress.remaining() > 0) {
            node.put("restorePercent", progress.percent());
            node.put("restoreRemaining", progress.remaining());
        }
        progress.stuck().ifPresent(why -> node.put("stuck", why));
    }

    private static void output(ObjectNode port, ProductStatus.OutputStatus output) {
        port.put("port", output.port());
        port.put("input", output.input());
        port.put("topic", output.topic());
        PortBalance balance = output.balance();
        port.put("accepted", balance.accepted());
        port.put("retracted", balance.retracted());
        port.put("filtered", balance.filtered());
        port.put("duplicates", balance.duplicates());
        port.put("control", balance.control());
        port.put("waiting", balance.waiting());
        port.put("elsewhere", balance.elsewhere());
        ObjectNode rejected = port.putObject("deadLetters");
        balance.rejected().forEach((reason, count) -> rejected.put(reason.code(), count));
        port.put("deadLettersTotal", balance.rejectedTotal());
        put(port, "lag", output.lag());
        put(port, "freshnessMillis", output.freshnessMillis());
        put(port, "latencyMillis", output.latencyMillis());
        put(port, "latencyBoundMillis", output.latencyBoundMillis());
        port.put("late", output.late());
        put(port, "silenceMillis", output.silenceMillis());
        port.put("silenceExceeded", output.silenceExceeded());
        ArrayNode metrics = port.putArray("metrics");
        output.metrics().forEach(metric -> metric(metrics.addObject(), metric));
    }

    private static void metric(ObjectNode node, MetricStatus metric) {
        node.put("metric", metric.name());
        node.put("verdict", metric.verdict());
        node.put("value", metric.value());
        node.put("promise", metric.promise());
        node.put("rows", metric.rows());
        node.put("window", metric.window());
        node.put("windowStart", metric.windowStart());
        node.put("severity", metric.severity());
    }

    private static void put(ObjectNode node, String name, OptionalLong value) {
        if (value.isPresent()) {
            node.put(name, value.getAsLong());
        } else {
            node.putNull(name);
        }
    }
}
