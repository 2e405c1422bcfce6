package com.twinafas.standalone.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import com.twinafas.twinfield.signin.RefreshTokenStore;

/**
 * Keeps a refresh token that was renewed during a check in a file beside the configuration, readable by its owner only:
 * a check has no topics to keep it on, and a token that is lost means a person must consent again.
 */
final class RefreshTokenFile implements RefreshTokenStore {

    private final Path file;
    private volatile String current;

    RefreshTokenFile(String configured, Path config) {
        this.current = configured;
        this.file = config.resolveSibling(config.getFileName() + ".renewed-refresh-token");
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public void renewed(String token) {
        if (token.equals(current)) {
            return;
        }
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, token, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("The renewed refresh token cannot be kept in " + file, e);
        }
        current = token;
    }
}
