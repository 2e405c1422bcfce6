package com.twinafas.benchmarks;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.KnownRecords;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.update.UpdateCodec;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.twinfield.xml.Xml;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * Raw record to update as it travels, on one thread: XML parsed, mapped by the default mapping and the demo's settings,
 * written as JSON. The baseline is the parsing alone, which nothing can be faster than.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class MappingBenchmark {

    @Param({"customer", "article", "sales-invoice", "transaction"})
    private String kind = "";

    private final UpdateCodec codec = new UpdateCodec();
    private List<RawCompany.Raw> records = List.of();
    private Known known = new Known();
    private @Nullable RecordMapper mapper;
    private int next;

    /** A company of the demo's size. */
    @Setup
    public void generate() throws IOException {
        RawCompany company = new RawCompany(
                Company.generate(1, new CompanySize(330, 68, 340, LocalDate.of(2026, 11, 20))));
        known = new Known();
        for (RawCompany.Raw raw : company.reference()) {
            known.add(source(raw));
        }
        for (RawCompany.Raw raw : company.customers()) {
            known.add(source(raw));
        }
        for (RawCompany.Raw raw : company.articles()) {
            known.add(source(raw));
        }
        records = switch (RecordKind.ofWireName(kind)) {
            case CUSTOMER -> company.customers();
            case ARTICLE -> company.articles();
            case SALES_INVOICE -> company.invoices();
            case TRANSACTION -> company.transactions();
            case REFERENCE -> company.reference();
        };
        mapper = new RecordMapper(MappingReader.standard(), SettingsLoader.load(DemoSettings.withoutSystems()));
    }

    @Benchmark
    public XmlElement parse() {
        return Xml.parse(next().bytes());
    }

    @Benchmark
    public Object map() {
        RecordMapper mapping = Objects.requireNonNull(mapper);
        MapResult result = mapping.map(source(next()), known, Trace.NONE);
        return result instanceof MapResult.Mapped(List<MapResult.KeyedUpdate> updates)
                ? updates.stream().map(update -> codec.write(update.update())).toList()
                : result;
    }

    private RawCompany.Raw next() {
        next = next + 1 < records.size() ? next + 1 : 0;
        return records.get(next);
    }

    private static SourceRecord source(RawCompany.Raw raw) {
        return new SourceRecord(raw.key(), 1, "hash", SourceRecord.State.ACTIVE, Instant.EPOCH, Xml.parse(raw.bytes()));
    }

    /** Customers and reference data in memory. */
    private static final class Known implements KnownRecords {

        private final Map<RecordKey, SourceRecord> records = new HashMap<>();

        void add(SourceRecord record) {
            records.put(record.key(), record);
        }

        @Override
        public @Nullable SourceRecord find(RecordKey key) {
            return records.get(key);
        }

        @Override
        public Instant completeSince(String office, RecordKind kind) {
            return Instant.EPOCH;
        }
    }
}
