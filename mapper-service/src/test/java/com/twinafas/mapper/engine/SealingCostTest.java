package com.twinafas.mapper.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.Given;
import com.twinafas.mapper.Known;
import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.pipeline.encryption.MemoryCipher;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.UpdateCodec;
import com.twinafas.twinfield.xml.Xml;

/** What encryption costs a record in the mapper, in the same run as what mapping it costs. */
class SealingCostTest {

    private static final int RECORDS = 4000;
    private static final int CUSTOMERS = 1000;
    private static final byte[] XML = ("<dimension><name>Voorbeeld BV</name><uid>7f9c1f0a</uid><addresses>"
            + "<address default='true' type='invoice'><name>Voorbeeld BV</name><country>NL</country><city>Utrecht</city>"
            + "<postcode>3511 AA</postcode><telephone>030-1234567</telephone><email>a@v.example</email>"
            + "<field1>Jan</field1><field2>Dam 1</field2></address>" + "<address type='postal'><country>NL</country>"
            + "<city>Utrecht</city><postcode>3511 AA</postcode><field2>Postbus 1</field2></address></addresses>"
            + "<financials><duedays>30</duedays><payavailable>true</payavailable></financials></dimension>")
            .getBytes(StandardCharsets.UTF_8);

    private final MemoryCipher cipher = new MemoryCipher();
    private final UpdateCodec codec = new UpdateCodec();
    private final RecordMapper mapper = new RecordMapper(MappingReader.standard(), Given.settings(Map.of()));
    private final PayloadCipher.Sealed[] sealed = IntStream.range(0, CUSTOMERS)
            .mapToObj(number -> cipher.seal(key(number), XML)).toArray(PayloadCipher.Sealed[]::new);

    @Test
    void encryptionCostsAFractionOfWhatMappingDoes() {
        // Given
        byte[] update = mapped(0);

        // When
        double mapping = microseconds(number -> mapped(number).length);
        double encryption = microseconds(number -> {
            int customer = number % CUSTOMERS;
            PayloadCipher.Sealed raw = sealed[customer];
            return cipher.open(raw.keyId(), raw.payload()).length
                    + cipher.hash(key(customer), "0123456789abcdef").length()
                    + cipher.seal(key(customer), update).payload().remaining();
        });

        // Then
        System.out.printf(
                "SealingCostTest: opening, hashing and sealing takes %.1f µs of a record, mapping it %.1f µs%n",
                encryption, mapping);
        assertThat(encryption).isLessThan(mapping);
    }

    private byte[] mapped(int number) {
        return codec.write(((MapResult.Mapped) mapper.map(
                Given.record("customer/" + number % CUSTOMERS, Xml.parse(XML)), new Known(), Trace.NONE)).updates()
                .getFirst().update());
    }

    /** Of processor time, which others on the machine do not take part in; the middle one of several rounds. */
    private static double microseconds(ToIntFunction<Integer> work) {
        return IntStream.range(0, 7).mapToDouble(round -> {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int sum = 0;
            for (int i = 0; i < RECORDS; i++) {
                sum += work.applyAsInt(i);
            }
            assertThat(sum).isPositive();
            return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1000.0 / RECORDS;
        }).sorted().skip(3).findFirst().orElseThrow();
    }

    private static RecordKey key(int number) {
        return RecordKey.parse("NL/customer/" + number);
    }
}
