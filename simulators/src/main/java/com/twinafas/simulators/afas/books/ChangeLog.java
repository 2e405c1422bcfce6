package com.twinafas.simulators.afas.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

/**
 * The changes in a file, one JSON line each, handed to the operating system before the answer goes out: a killed
 * process loses nothing that it answered.
 */
final class ChangeLog implements AutoCloseable {

    private static final byte END_OF_LINE = '\n';

    private final @Nullable FileChannel file;

    private ChangeLog(@Nullable FileChannel file) {
        this.file = file;
    }

    /** Keeps nothing. */
    static ChangeLog inMemory() {
        return new ChangeLog(null);
    }

    /** Opens the file in a folder, gives what is in it, in order, and cuts off a last line that was never finished. */
    static ChangeLog open(Path folder, Consumer<Change> changes) {
        try {
            Path path = Files.createDirectories(folder).resolve("afas-books.jsonl");
            byte[] content = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
            int start = 0;
            for (int i = 0; i < content.length; i++) {
                if (content[i] == END_OF_LINE) {
                    String line = new String(content, start, i - start, StandardCharsets.UTF_8);
                    changes.accept(JsonMapper.shared().readValue(line, Change.class));
                    start = i + 1;
                }
            }
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            file.truncate(start).position(start);
            return new ChangeLog(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(Change change) {
        if (file == null) {
            return;
        }
        try {
            ByteBuffer line = ByteBuffer
                    .wrap((JsonMapper.shared().writeValueAsString(change) + '\n').getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                file.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
