package com.twinafas.mapper.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Target;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.schemas.update.UpdateCodec;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;

/**
 * What holds for every mapping, over generated mappings and the records of a generated company. One seed can be tried
 * alone with {@code -Dtwinafas.seed=N}; a failure says its seed and shows the mapping.
 */
class GeneratedMappingTest {

    private static final Company COMPANY = Company.generate(7, CompanySize.SMALL);
    private static final GeneratedRecords GENERATED = new GeneratedRecords(COMPANY);
    private static final UpdateCodec CODEC = new UpdateCodec();
    /** Some of each kind: what matters here is the mappings. */
    private static final List<SourceRecord> RECORDS = sample();
    private static final List<Settings> SETTINGS = List.of(GeneratedCompanyTest.settings(COMPANY, "order"),
            GeneratedCompanyTest.settings(COMPANY, "direct-invoice"),
            GeneratedCompanyTest.settings(COMPANY, "mutation"));

    static LongStream seeds() {
        Long one = Long.getLong("twinafas.seed");
        return one == null ? LongStream.range(0, 60) : LongStream.of(one);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverWritesAFieldThatIsNotMapped(long seed) {
        // Given
        GeneratedMapping mapping = new GeneratedMapping(seed);

        // When
        Map<Target, Set<String>> written = new EnumMap<>(Target.class);
        results(mapping.text(), RECORDS).values().forEach(result -> collect(result, written));

        // Then
        written.forEach((target, places) -> assertThat(mapping.places(target))
                .as("seed %d, %s, mapping:%n%s", seed, target, mapping.text()).containsAll(places));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesTheSameUpdateForTheSameInput(long seed) {
        // Given
        String text = new GeneratedMapping(seed).text();

        // When: read anew, and the records in another order
        Map<String, MapResult> once = results(text, RECORDS);
        Map<String, MapResult> again = results(text, RECORDS.reversed());

        // Then
        assertThat(said(again)).as("seed %d, mapping:%n%s", seed, text).isEqualTo(said(once));
    }

    /** Else the properties above would hold for want of updates. */
    @Test
    void generatesMappingsThatFillUpdates() {
        Set<Target> filled = EnumSet.noneOf(Target.class);
        Map<String, Integer> refused = new TreeMap<>();
        LongStream.range(0, 10).forEach(seed -> results(new GeneratedMapping(seed).text(), RECORDS).values()
                .forEach(result -> {
                    Map<Target, Set<String>> written = new EnumMap<>(Target.class);
                    collect(result, written);
                    filled.addAll(written.keySet());
                    if (result instanceof MapResult.Refused no) {
                        refused.merge(no.cause().code().name(), 1, Integer::sum);
                        assertThat(no.cause().code() != FailureCode.MAPPING_FAILED
                                || no.cause().parameters().keySet().containsAll(
                                        Set.of("field", "rule", "needed", "found")))
                                .as(no.cause().key()).isTrue();
                    }
                }));

        assertThat(filled).containsExactlyInAnyOrder(Target.values());
        assertThat(refused).doesNotContainKey("UNEXPECTED");
    }

    private static Map<String, MapResult> results(String mapping, List<SourceRecord> records) {
        Map<String, MapResult> results = new TreeMap<>();
        for (Settings settings : SETTINGS) {
            RecordMapper mapper = new RecordMapper(MappingReader.overridden("generated", mapping), settings);
            records.forEach(record -> results.put(settings.offices().getFirst().orderType() + " " + record.key(),
                    mapper.map(record, GENERATED.known(), Trace.NONE)));
        }
        return results;
    }

    /** To the byte, the order of fields included. */
    private static Map<String, String> said(Map<String, MapResult> results) {
        Map<String, String> said = new TreeMap<>();
        results.forEach((key, result) -> said.put(key, switch (result) {
            case MapResult.Mapped mapped -> mapped.updates().stream()
                    .map(one -> one.key() + one.contentHash()
                            + new String(CODEC.write(one.update()), StandardCharsets.UTF_8))
                    .collect(Collectors.joining());
            case MapResult.Refused refused -> refused.cause().key();
            case MapResult.Ignored ignored -> ignored.reason();
            case MapResult.Waiting waiting -> waiting.needed().toString();
        }));
        return said;
    }

    private static void collect(MapResult result, Map<Target, Set<String>> written) {
        if (result instanceof MapResult.Mapped mapped) {
            mapped.updates().forEach(one -> {
                switch (one.update()) {
                    case AfasUpdate.DebtorUpdate debtor -> collect(debtor.debtor(), written);
                    case AfasUpdate.ItemUpdate item when item.item() != null ->
                        collect(Objects.requireNonNull(item.item()), "", places(Target.ITEM, written));
                    case AfasUpdate.InvoiceUpdate invoice -> {
                        collect(invoice.debtor(), written);
                        collect(invoice.document(), "", places(invoice.documentKind() == DocumentKind.ORDER
                                ? Target.ORDER
                                : Target.DIRECT_INVOICE, written));
                    }
                    case AfasUpdate.EntryUpdate entry -> {
                        entry.debtors().forEach(debtor -> collect(debtor.debtor(), written));
                        collect(entry.entry(), "", places(Target.ENTRY, written));
                    }
                    case AfasUpdate.ItemUpdate _,AfasUpdate.Deletion _ -> {
                    }
                }
            });
        }
    }

    private static void collect(DebtorBlock block, Map<Target, Set<String>> written) {
        collect(block.relation(), "", places(block.party() == DebtorBlock.Party.ORGANISATION
                ? Target.ORGANISATION_DEBTOR
                : Target.PERSON_DEBTOR, written));
    }

    private static void collect(AfasElement element, String place, Set<String> places) {
        element.fields().keySet().forEach(name -> places.add(place + name));
        element.objects().forEach(
                (name, elements) -> elements.forEach(one -> collect(one, place + name + "/", places)));
    }

    private static Set<String> places(Target target, Map<Target, Set<String>> written) {
        return written.computeIfAbsent(target, _ -> new TreeSet<>());
    }

    private static List<SourceRecord> sample() {
        Map<RecordKind, Integer> taken = new EnumMap<>(RecordKind.class);
        return GENERATED.records().stream()
                .filter(record -> taken.merge(record.key().kind(), 1, Integer::sum) % 4 == 0)
                .toList();
    }
}
