package io.millrace.runtime.code;

import io.millrace.product.ProductTopology;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** Finds the class that a product's descriptor names, and makes its topology. */
final class TopologyClass {
    private TopologyClass() {}

    /** @throws TopologyRefusedException where there is no such class, or it is not what is wanted */
    static ProductTopology instance(String name, ClassLoader classes) {
        try {
            Class<?> found = Class.forName(name, true, classes);
            if (!ProductTopology.class.isAssignableFrom(found)) {
                throw refused(name, "does not implement " + ProductTopology.class.getName());
            }
            return (ProductTopology) found.getConstructor().newInstance();
        } catch (ClassNotFoundException absent) {
            throw refused(
                    name,
                    "is not there. Run the product's jar, or put its classes on the class path; the name stands in the"
                            + " product's descriptor");
        } catch (UnsupportedClassVersionError newer) {
            throw refused(
                    name,
                    "was compiled for a later Java than this one, "
                            + Runtime.version().feature() + ". Compile it with --release "
                            + Runtime.version().feature() + " or less");
        } catch (LinkageError broken) {
            throw refused(
                    name,
                    "cannot be linked (" + broken.getClass().getSimpleName()
                            + "): a class it needs is missing, or is of another version");
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException closed) {
            throw refused(name, "needs to be public, not abstract, with a public constructor without parameters");
        } catch (InvocationTargetException thrown) {
            throw new TopologyRefusedException(List.of(
                    CodeException.of("the constructor of " + name, thrown).getMessage()));
        }
    }

    private static TopologyRefusedException refused(String name, String why) {
        return new TopologyRefusedException(List.of("Java topology: class " + name + " " + why));
    }
}
