package com.twinafas.pipeline.access;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * A token of this machine, made anew at each start: whoever may read the file of the user that the process runs as is an
 * administrator. The launcher's commands find it by the port.
 */
public final class LocalToken implements ApplicationListener<WebServerInitializedEvent>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalToken.class);
    private static final int BYTES = 32;

    private final Path folder;
    private final String value;
    private volatile @Nullable Path written;

    /** @param folder of its file */
    public LocalToken(Path folder) {
        this.folder = folder;
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        value = HexFormat.of().formatHex(random);
    }

    /** The folder in the user's home. */
    public static Path home() {
        return Path.of(System.getProperty("user.home", "."), ".twinafas");
    }

    /** The file for a process that listens on a port. */
    public static Path file(Path folder, int port) {
        return folder.resolve("token-" + port);
    }

    public String value() {
        return value;
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent started) {
        write(started.getWebServer().getPort());
    }

    void write(int port) {
        Path file = file(folder, port);
        try {
            Files.createDirectories(folder, owner("rwx------"));
            Files.deleteIfExists(file);
            // Nobody else may read it, not for a moment.
            Files.writeString(Files.createFile(file, owner("rw-------")), value);
            written = file;
        } catch (IOException e) {
            LOG.atWarn().log("The token of this machine cannot be written to {} ({}): the launcher's commands need "
                    + "TWINAFAS_TOKEN with one of twinafas.access.tokens", file, e.getClass().getSimpleName());
        }
    }

    /** Takes the file away. */
    @Override
    public void close() {
        Path file = written;
        if (file != null) {
            try {
                // Another process may have the port, and its own token there, by now.
                if (Files.readString(file).equals(value)) {
                    Files.delete(file);
                }
            } catch (NoSuchFileException e) {
                LOG.atDebug().log("{} is gone already", file);
            } catch (IOException e) {
                LOG.atDebug().log("{} stays behind; its token is worth nothing any more", file);
            }
        }
    }

    private static FileAttribute<?>[] owner(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
