package io.millrace.embedded;

import java.nio.file.Path;

/**
 * A certificate with its key, as a store and as PEM files.
 *
 * @param distinguishedName such as {@code CN=orders}: Kafka's principal is {@code User:} and this name
 * @param keyStore PKCS #12, with the chain up to the authority
 * @param password of the store and of the key in it
 * @param certificates the chain in PEM
 * @param key PKCS #8 in PEM, without a password
 */
public record IssuedCertificate(String distinguishedName, Path keyStore, String password, Path certificates, Path key) {

    /** Without the password. */
    @Override
    public String toString() {
        return distinguishedName;
    }
}
