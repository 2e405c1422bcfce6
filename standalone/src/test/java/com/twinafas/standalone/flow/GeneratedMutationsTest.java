package com.twinafas.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

import com.twinafas.mapper.flow.GeneratedRecords;
import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Entry;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.Transaction;
import com.twinafas.writer.scenario.Rig;

/** Every transaction of a generated company, of every day book, into AFAS's books; the demo's settings but order type. */
class GeneratedMutationsTest {

    private static final long SEED = 11;

    private final Company company = Company.generate(SEED, CompanySize.SMALL);

    @Test
    void booksEveryFinalTransactionOnceAndToTheCent() throws IOException {
        // Given
        GeneratedRecords generated = new GeneratedRecords(company);
        try (Rig rig = new Rig(AfasSimulatorConfig.of(AfasSide.of(company)), settings())) {
            RecordMapper mapper = new RecordMapper(MappingReader.standard(), rig.settings());

            // When
            Map<String, String> refused = new TreeMap<>();
            long revision = 0;
            for (SourceRecord record : generated.records()) {
                if (record.key().kind() == RecordKind.TRANSACTION) {
                    switch (mapper.map(record, generated.known(), Trace.NONE)) {
                        case MapResult.Mapped(var updates) ->
                            rig.submit(record.key(), ++revision, updates.getFirst().update());
                        case MapResult.Refused no -> refused.put(record.key().toString(), no.cause().code().name());
                        case MapResult.Ignored(String reason) -> assertThat(reason).isEqualTo("provisional");
                        case MapResult.Waiting waiting -> assertThat(waiting.needed()).isEmpty();
                    }
                }
            }
            rig.await();

            // Then
            company.offices().forEach(books -> books.transactions().stream()
                    .filter(transaction -> transaction.location().equals("final")).forEach(transaction -> {
                        RecordKey key = new RecordKey(books.office().code(), RecordKind.TRANSACTION,
                                transaction.daybook() + "/" + transaction.number());
                        if (refused.containsKey(key.toString()) || hasProblemCustomer(rig, key)) {
                            assertThat(rig.books().byVoucher(voucher(key))).as("%s", key).isEmpty();
                        } else {
                            assertThat(rig.ledger().letter(key)).as("%s", key).isNull();
                            assertThat(rig.books().byVoucher(voucher(key))).as("%s", key).singleElement()
                                    .satisfies(entry -> assertSame(transaction, entry));
                        }
                    }));
            assertThat(refused.values()).as("seed " + SEED).containsOnly("COUNTRY_UNKNOWN", "VAT_CODE_UNMAPPED");
            assertThat(rig.books().entries()).extracting(Entry::journal).contains("70", "71", "60", "20", "90");
            assertThat(rig.afas().calls().violations()).isEmpty();
        }
    }

    /** The one customer that AFAS has twice, and a person and a company with one e-mail address. */
    private static boolean hasProblemCustomer(Rig rig, RecordKey key) {
        FailureCode code = rig.ledger().letter(key);
        return code == FailureCode.EMAIL_AMBIGUOUS || code == FailureCode.PARTY_CHANGED;
    }

    private static void assertSame(Transaction transaction, Entry entry) {
        List<Transaction.Line> booked = transaction.lines().stream().filter(line -> line.baseValue().signum() != 0)
                .toList();
        assertThat(entry.lines()).hasSameSizeAs(booked);
        for (int i = 0; i < booked.size(); i++) {
            assertThat(entry.lines().get(i).debit().subtract(entry.lines().get(i).credit()))
                    .isEqualByComparingTo(booked.get(i).signedBaseValue());
            assertThat(entry.lines().get(i).onDebtor()).isEqualTo(booked.get(i).dimensionType().equals("DEB"));
        }
        assertThat(entry.lines().stream().map(line -> line.debit().subtract(line.credit()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)).isZero();
    }

    private static String voucher(RecordKey key) {
        return key.office() + "/" + key.code();
    }

    private static Map<String, Object> settings() throws IOException {
        Map<String, Object> all = new HashMap<>();
        for (PropertySource<?> source : new YamlPropertySourceLoader().load("demo",
                new ClassPathResource("demo.yaml"))) {
            for (String key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                all.put(key, source.getProperty(key));
            }
        }
        all.put("twinafas.writer.in-doubt", "600ms");
        all.put("twinafas.writer.lock-retry", "20ms");
        for (int i = 0; i < 2; i++) {
            String office = "twinafas.offices[" + i + "].";
            all.put(office + "order-type", "mutation");
            all.put(office + "concepts", "false");
            for (int n = 0; n < 4; n++) {
                all.put(office + "daybooks[" + n + "]", List.of("VRKM", "INK", "BNK", "MEMO").get(n));
            }
            all.putAll(Map.of(office + "journals.VRK", "70", office + "journals.VRKM", "71", office + "journals.INK",
                    "60", office + "journals.BNK", "20", office + "journals.MEMO", "90"));
        }
        return all;
    }
}
