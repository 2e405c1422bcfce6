package com.twinafas.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import com.twinafas.pipeline.encryption.MasterKeys;

/** The demo's master key, made at its first start. Beside its data, where a real one never is. */
final class DemoMasterKey {

    private DemoMasterKey() {
    }

    static Path in(Path data) {
        Path file = data.resolve("master.key");
        if (Files.exists(file)) {
            return file;
        }
        try {
            Files.createDirectories(data);
            // Never half there: a demo that was killed here starts again.
            Path made = data.resolve("master.key.new");
            Files.deleteIfExists(made);
            Files.createFile(made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(made, MasterKeys.generate(), StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
            return Files.move(made, file);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's master key cannot be kept in " + file, e);
        }
    }
}
