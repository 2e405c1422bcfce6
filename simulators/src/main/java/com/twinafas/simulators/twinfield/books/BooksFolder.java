package com.twinafas.simulators.twinfield.books;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.simulators.company.Company;

/**
 * Keeps the books in a folder: {@code company.json} as it began, {@code changes.jsonl} with one line for each change
 * since. A change is written before it counts; a last line that a kill cut off never happened.
 */
final class BooksFolder implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility.withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE).withIsGetterVisibility(Visibility.NONE))
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Path folder;
    private final FileChannel changes;

    private BooksFolder(Path folder, FileChannel changes) {
        this.folder = folder;
        this.changes = changes;
    }

    static BooksFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            return new BooksFolder(folder, FileChannel.open(folder.resolve("changes.jsonl"), StandardOpenOption.CREATE,
                    StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The company as it began: of an earlier run, else this one, which is then kept. */
    Company company(Supplier<Company> fresh) {
        Path file = folder.resolve("company.json");
        try {
            if (Files.exists(file)) {
                return JSON.readValue(Files.readString(file), Company.class);
            }
            Company company = fresh.get();
            replace(file, JSON.writeValueAsString(company));
            return company;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The changes of earlier runs. What stands behind the last whole line is cut off. */
    List<Change> changes() {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(changes.size()));
            while (bytes.hasRemaining() && changes.read(bytes) >= 0) {
                // Reads on until all is there.
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            changes.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
            changes.position(changes.size());
            List<Change> all = new ArrayList<>();
            whole.lines().forEach(line -> all.add(JSON.readValue(line, Change.class)));
            return all;
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException("The books in " + folder + " cannot be read", e);
        }
    }

    void append(Change change) {
        ByteBuffer line = StandardCharsets.UTF_8.encode(JSON.writeValueAsString(change) + "\n");
        try {
            while (line.hasRemaining()) {
                changes.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name, String otherwise) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readString(file) : otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, String text) {
        try {
            replace(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            changes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
