package io.millrace.contracts.jar;

import io.millrace.contracts.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The shop, its copies and its jars. */
final class Jars {
    static final Path SHOP = Path.of(System.getProperty("millrace.project.root", ".."), "examples", "shop");

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    private Jars() {}

    static ProductPackaging packaging(Path mesh) {
        return ProductPackaging.validated(mesh, TODAY, unchecked -> List.of());
    }

    static Product product(ProductPackaging packaging, String name) {
        return packaging.mesh().products().stream()
                .filter(product -> product.qualifiedName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The jar of checkout.orders. */
    static Path orders(Path folder) throws IOException {
        ProductPackaging shop = packaging(SHOP);
        Path jar = folder.resolve("orders.jar");
        shop.write(product(shop, "checkout.orders"), JarCode.NONE, jar);
        return jar;
    }

    static Path copy(Path mesh, Path target) throws IOException {
        for (Path file : files(mesh)) {
            Path copy = target.resolve(mesh.relativize(file).toString());
            Files.createDirectories(copy.resolveSibling(""));
            Files.copy(file, copy);
        }
        return target;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** A product of another domain that reads payments, as checkout.payments serves them. */
    static void addReaderOfOrders(Path mesh) throws IOException {
        Path folder = Files.createDirectories(mesh.resolve("finance").resolve("turnover"));
        Path resources = Path.of("src", "test", "resources", "jar");
        Files.copy(resources.resolve("turnover.odps.yaml"), folder.resolve("product.odps.yaml"));
        Files.copy(resources.resolve("turnover.odcs.yaml"), folder.resolve("turnover.odcs.yaml"));
    }
}
