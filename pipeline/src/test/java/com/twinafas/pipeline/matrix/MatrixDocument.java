package com.twinafas.pipeline.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * {@code docs/fault-matrix.md}, of which each test writes its own section when it is run with
 * {@code -Dtwinafas.write-documents=true}.
 */
public final class MatrixDocument {

    private static final String WRITE = "twinafas.write-documents";

    private MatrixDocument() {
    }

    /** Replaces the section when documents are to be written. */
    public static void write(String section, String text) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            String document = Files.readString(file());
            int from = document.indexOf(begin(section)) + begin(section).length();
            Files.writeString(file(), document.substring(0, from) + "\n" + text
                    + document.substring(document.indexOf(end(section))));
        }
    }

    /** What the section says now. */
    public static String section(String section) throws IOException {
        String document = Files.readString(file());
        return document.substring(document.indexOf(begin(section)), document.indexOf(end(section)));
    }

    private static String begin(String section) {
        return "<!-- begin " + section + " -->";
    }

    private static String end(String section) {
        return "<!-- end " + section + " -->";
    }

    private static Path file() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("docs/mapping.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "docs");
        }
        return folder.resolve("docs/fault-matrix.md");
    }
}
