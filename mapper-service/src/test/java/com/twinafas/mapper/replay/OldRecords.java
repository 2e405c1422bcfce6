package com.twinafas.mapper.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

import com.twinafas.schemas.serde.KafkaAvroSerializer;

/** Writes records as a release long ago would have: without the fields that came since, with one that is gone. */
final class OldRecords {

    private static final String GONE = "formerly";

    private final KafkaAvroSerializer serializer = new KafkaAvroSerializer();

    /** @param properties with the address of the registry, which hears of the old schema */
    OldRecords(Map<String, Object> properties) {
        serializer.configure(properties, false);
    }

    /** @param since fields that are younger */
    byte[] written(String topic, SpecificRecordBase record, Set<String> since) {
        Schema today = record.getSchema();
        try {
            GenericRecord old = new GenericDatumReader<GenericRecord>(today, old(today, since)).read(null,
                    DecoderFactory.get().binaryDecoder(encoded(record), null));
            return Objects.requireNonNull(serializer.serialize(topic, old));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(SpecificRecordBase record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecordBase>(record.getSchema(), record.getSpecificData()).write(record,
                encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Schema old(Schema today, Set<String> since) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : today.getFields()) {
            if (!since.contains(field.name())) {
                fields.add(new Schema.Field(field, field.schema()));
            }
        }
        fields.add(new Schema.Field(GONE, Schema.create(Schema.Type.STRING), null, ""));
        return Schema.createRecord(today.getName(), today.getDoc(), today.getNamespace(), false, fields);
    }
}
