package com.twinafas.standalone.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.encryption.LogKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.DataKey;

/** What whoever has the broker's disk and the tenant's master key can read there. */
final class BrokerDisk {

    private final Path folder;
    private final TenantKafka kafka;

    BrokerDisk(Path folder, TenantKafka kafka) {
        this.folder = folder;
        this.kafka = kafka;
    }

    /** Everything that can be read: each file as it is, each record, and each payload that a key opens. */
    List<String> readable() throws IOException {
        List<String> readable = new ArrayList<>(plain());
        LogKeys keys = keys();
        values((topic, value) -> {
            if (value.getSchema().getField("keyId") != null && field(value, "keyId") instanceof String keyId
                    && field(value, "payload") instanceof ByteBuffer payload) {
                keys.open(keyId, payload)
                        .ifPresent(content -> readable.add(new String(content, StandardCharsets.UTF_8)));
            }
        });
        return readable;
    }

    /** What takes no key: each file as it is, and each record. Batches are compressed in the files. */
    List<String> plain() throws IOException {
        List<String> plain = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes(file).ifPresent(bytes -> plain.add(new String(bytes, StandardCharsets.UTF_8)));
            }
        }
        values((topic, value) -> plain.add(text(value)));
        records((topic, record) -> {
            plain.add(StandardCharsets.UTF_8.decode(record.key()).toString());
            for (Header header : record.headers()) {
                plain.add(header.key() + new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return plain;
    }

    /** The keys in every segment of their topic, those of compaction's leftovers too. */
    LogKeys keys() throws IOException {
        LogKeys keys = new LogKeys();
        values((topic, value) -> {
            if (value instanceof DataKey key) {
                keys.found(key);
            }
        });
        return keys;
    }

    private void values(BiConsumer<String, IndexedRecord> reader) throws IOException {
        records((topic, record) -> {
            byte[] value = bytes(record.value());
            if (value != null) {
                reader.accept(topic, value(topic, value));
            }
        });
    }

    private void records(BiConsumer<String, Record> reader) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> segments = files.filter(file -> file.getFileName().toString().contains(".log"))
                    .filter(file -> partition(file).startsWith(kafka.tenant() + "."))
                    .toList();
            for (Path segment : segments) {
                String partition = partition(segment);
                String topic = partition.substring(0, partition.lastIndexOf('-'));
                records(segment, topic, reader);
            }
        }
    }

    private static String partition(Path segment) {
        return segment.getName(segment.getNameCount() - 2).toString();
    }

    private static void records(Path segment, String topic, BiConsumer<String, Record> reader) {
        try {
            FileRecords records = FileRecords.open(segment.toFile(), false);
            try {
                for (RecordBatch batch : records.batches()) {
                    if (batch.isControlBatch()) {
                        continue;
                    }
                    batch.forEach(record -> reader.accept(topic, record));
                }
            } finally {
                // Closing would cut off what the broker has written since it was opened.
                records.closeHandlers();
            }
        } catch (NoSuchFileException e) {
            // The broker removed it meanwhile.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SpecificRecord value(String topic, byte[] value) {
        try {
            return kafka.read(new ConsumerRecord<>(topic, 0, 0, "", value), SpecificRecord.class);
        } catch (UnreadableRecord e) {
            throw new AssertionError("A record of " + topic + " cannot be read", e);
        }
    }

    /** All its fields, bytes as the text that they may be. */
    private static String text(IndexedRecord record) {
        StringBuilder text = new StringBuilder(record.toString());
        record.getSchema().getFields().forEach(field -> {
            if (record.get(field.pos()) instanceof ByteBuffer bytes) {
                text.append(' ').append(StandardCharsets.UTF_8.decode(bytes.duplicate()));
            }
        });
        return text.toString();
    }

    private static @Nullable Object field(IndexedRecord record, String name) {
        return record.get(record.getSchema().getField(name).pos());
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Optional<byte[]> bytes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
