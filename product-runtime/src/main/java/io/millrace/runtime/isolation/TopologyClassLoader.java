package io.millrace.runtime.isolation;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Classes of one topology. What the topology and Millrace talk about to each other is the platform's (the JDK, Millrace,
 * Kafka, Avro, SLF4J): it has to be the same class on both sides. Everything else is the topology's own where it brings
 * it, whatever version Millrace has of it.
 */
public final class TopologyClassLoader extends URLClassLoader {
    private static final List<String> SHARED =
            List.of("io.millrace.", "org.apache.kafka.", "org.apache.avro.", "org.slf4j.");

    private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

    static {
        ClassLoader.registerAsParallelCapable();
    }

    private final ClassLoader platform;

    /**
     * A loader.
     *
     * @param product shown in stack traces, as in {@code checkout.orders//com.acme.Orders}
     * @param code folders, with a slash at their end, and jars
     * @param platform the loader of Millrace itself
     */
    public TopologyClassLoader(String product, URL[] code, ClassLoader platform) {
        super(product, code, platform);
        this.platform = platform;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = findLoadedClass(name);
            if (found == null) {
                found = find(name);
            }
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    private Class<?> find(String name) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return platform.loadClass(name);
        }
        try {
            return JDK.loadClass(name);
        } catch (ClassNotFoundException notOfTheJdk) {
            try {
                return findClass(name);
            } catch (ClassNotFoundException notBrought) {
                return platform.loadClass(name);
            }
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? platform.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        // Not both: a service of the topology's library would find providers that implement the platform's.
        Enumeration<URL> own = findResources(name);
        return own.hasMoreElements() ? own : platform.getResources(name);
    }
}
