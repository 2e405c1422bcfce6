package com.twinafas.schemas.serde;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Makes Avro trust the records that travel. Avro 1.12.2 refuses to load any generated class that nobody vouched for,
 * even to copy a record. The serializers do it when they are loaded; whoever uses another pair calls it before.
 */
public final class TrustedClasses {

    private static final String PACKAGE = "com.twinafas.schemas.avro";
    private static boolean trusted;

    private TrustedClasses() {
    }

    /** Adds our records to what Avro trusts already; a second call changes nothing. */
    public static synchronized void trust() {
        if (!trusted) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(),
                    type -> type.getPackageName().equals(PACKAGE)));
            trusted = true;
        }
    }
}
