package com.twinafas.pipeline.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.kafka.MemoryBroker;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.schemas.avro.Command;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.Intent;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Sentences;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;

class DoubtTest {

    private static final Instant SENT = Instant.parse("2026-11-25T10:00:00Z");
    private static final PeriodOfDoubt PERIOD = new PeriodOfDoubt(Duration.ofMinutes(15));
    private static final RecordKey INVOICE = RecordKey.parse("NL01/sales-invoice/F/1");
    private static final RecordKey CUSTOMER = RecordKey.parse("NL01/customer/1001");

    private final MemoryBroker broker = new MemoryBroker(() -> SENT);
    private final TenantKafka kafka = broker.tenant("doubts");
    private final DoubtReader reader = new DoubtReader(kafka);

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void readsTheOpenOnesTheOldestFirstWithWhatWasSentAndFound() {
        // Given
        delivery(INVOICE, Outcome.IN_DOUBT, SENT.plusSeconds(60), intent("i1", "F/1", SENT.plusSeconds(1), 2));
        delivery(CUSTOMER, Outcome.NONE, SENT, intent("i2", "1001", SENT, 0));
        delivery(RecordKey.parse("NL01/sales-invoice/F/2"), Outcome.DELIVERED, SENT, null);

        // When
        List<Doubt> doubts = reader.all();

        // Then
        assertThat(doubts).extracting(Doubt::record).containsExactly(CUSTOMER, INVOICE);
        assertThat(doubts.getLast()).isEqualTo(new Doubt(INVOICE, "i1", "FbSales", "POST", "F/1", "7",
                new TreeMap<>(Map.of("OrDa", "2026-11-25")), SENT.plusSeconds(1), 2, SENT.plusSeconds(60), null));
        assertThat(doubts.getFirst()).returns(null, Doubt::lookedAt).returns(false, Doubt::isWithPerson);
        assertThat(reader.of(INVOICE)).contains(doubts.getLast());
        assertThat(reader.of(RecordKey.parse("NL01/sales-invoice/F/2"))).isEmpty();
    }

    @Test
    void anOutcomeOfBeforeTheIntentIsNoLook() {
        delivery(INVOICE, Outcome.REFUSED, SENT.minusSeconds(1), intent("i1", "F/1", SENT, 0));
        delivery(CUSTOMER, Outcome.REFUSED, SENT, intent("i2", "1001", SENT, 0));

        assertThat(reader.all()).extracting(Doubt::record, Doubt::lookedAt).containsExactlyInAnyOrder(
                tuple(INVOICE, null),
                tuple(CUSTOMER, SENT));
    }

    @Test
    void isOverWhenItsRecordWasDeliveredOrForgotten() {
        // Given
        delivery(INVOICE, Outcome.IN_DOUBT, SENT, intent("i1", "F/1", SENT, 1));
        delivery(CUSTOMER, Outcome.IN_DOUBT, SENT, intent("i2", "1001", SENT, 1));

        // When
        delivery(INVOICE, Outcome.DELIVERED, SENT, null);
        broker.append(kafka.record(Topic.DELIVERY, CUSTOMER.toString(), null));

        // Then
        assertThat(reader.all()).isEmpty();
    }

    @Test
    void leavesOutWhatCannotBeRead() {
        delivery(INVOICE, Outcome.IN_DOUBT, SENT, intent("i1", "F/1", SENT, 1));
        broker.append(new ProducerRecord<>(kafka.name(Topic.DELIVERY), 0, CUSTOMER.toString(), new byte[]{1}));

        assertThat(reader.all()).extracting(Doubt::record).containsExactly(INVOICE);
    }

    @Test
    void isWithAPersonBecauseOfItsOwnDeadLetterOrOfTheInvoiceThatBroughtTheCustomer() {
        // Given
        delivery(CUSTOMER, Outcome.IN_DOUBT, SENT, intent("i2", "1001", SENT, 3));
        delivery(INVOICE, Outcome.IN_DOUBT, SENT, intent("i1", "F/1", SENT.plusSeconds(1), 3));
        Cause doubt = Cause.of(FailureCode.IN_DOUBT, "reference", "1001");
        letter(RecordKey.parse("NL01/sales-invoice/F/9"), Stage.WRITE, doubt);
        letter(INVOICE, Stage.WRITE, Cause.of(FailureCode.AFAS_CONNECTOR_FAILS, "connector", "FbSales"));
        letter(CUSTOMER, Stage.MAP, Cause.of(FailureCode.IN_DOUBT, "reference", "elsewhere"));

        // When
        List<Doubt> doubts = reader.all();

        // Then
        assertThat(doubts).extracting(Doubt::cause).containsExactly(doubt,
                Cause.of(FailureCode.AFAS_CONNECTOR_FAILS, "connector", "FbSales"));
        assertThat(doubts).allMatch(Doubt::isWithPerson);
        assertThat(reader.heldUpBy(doubts.getFirst()))
                .containsExactly(RecordKey.parse("NL01/sales-invoice/F/9"));
        assertThat(reader.heldUpBy(doubts.getLast())).containsExactly(INVOICE);
    }

    @Test
    void aLetterOfAnotherCauseWithTheSameReferenceIsNotItsOwn() {
        delivery(CUSTOMER, Outcome.IN_DOUBT, SENT, intent("i2", "1001", SENT, 3));
        letter(INVOICE, Stage.WRITE, Cause.of(FailureCode.NUMBER_TAKEN, "reference", "1001"));

        Doubt doubt = reader.all().getFirst();

        assertThat(doubt.isWithPerson()).isFalse();
        assertThat(reader.heldUpBy(doubt)).isEmpty();
    }

    @Test
    void tellsAPersonWhatIsKnownAndTheTwoAnswers() {
        // Given
        Doubt open = new Doubt(INVOICE, "i1", "FbSales", "POST", "F/1", "7",
                new TreeMap<>(Map.of("DbId", "10001", "OrDa", "2026-11-25")), SENT, 2, SENT.plusSeconds(30), null);
        Doubt asked = new Doubt(CUSTOMER, "i2", "KnSalesRelationOrg", "POST", "1001", null, new TreeMap<>(), SENT, 1,
                null, Cause.of(FailureCode.IN_DOUBT, "reference", "1001"));

        // When
        String english = new DoubtText(Sentences.ENGLISH).of(List.of(open, asked), PERIOD);
        String dutch = new DoubtText(Sentences.DUTCH).of(List.of(asked), PERIOD);

        // Then
        assertThat(english).isEqualTo("""
                NL01/sales-invoice/F/1
                  looked for until 25-11-2026 11:15:10
                  sent: POST FbSales, 25-11-2026 11:00:00, DbId 10001, OrDa 2026-11-25
                  looked for: F/1, 2 times, last 25-11-2026 11:00:30
                  it is there: ./twinafas settle NL01/sales-invoice/F/1 --there NUMBER
                  it is not there, after 25-11-2026 11:15:10: ./twinafas settle NL01/sales-invoice/F/1 --not-there

                NL01/customer/1001
                  It is not known whether AFAS has 1001: the answer was lost and it cannot be looked up
                  sent: POST KnSalesRelationOrg, 25-11-2026 11:00:00
                  looked for: 1001, 1 times
                  it is there: ./twinafas settle NL01/customer/1001 --there NUMBER
                  it is not there, after 25-11-2026 11:15:10: ./twinafas settle NL01/customer/1001 --not-there""");
        assertThat(dutch).contains("Het is niet bekend of AFAS 1001 heeft", "gezocht: 1001, 1 keer",
                "het staat er: ./twinafas settle NL01/customer/1001 --there NUMMER",
                "het staat er niet, na 25-11-2026 11:15:10: ");
        assertThat(new DoubtText(Sentences.DUTCH).of(List.of(), PERIOD)).isEqualTo("Er is niets onzeker.");
        assertThat(new DoubtText(Sentences.ENGLISH).of(List.of(), PERIOD)).isEqualTo("Nothing is in doubt.");
    }

    @Test
    void saysTheSameAsJson() {
        // Given
        Doubt open = new Doubt(INVOICE, "i1", "FbSales", "POST", "F/1", "7",
                new TreeMap<>(Map.of("OrDa", "2026-11-25")), SENT, 2, SENT.plusSeconds(30), null);
        Doubt asked = new Doubt(CUSTOMER, "i2", "KnSalesRelationOrg", "POST", "1001", null, new TreeMap<>(), SENT, 0,
                null, Cause.of(FailureCode.IN_DOUBT, "reference", "1001"));

        // When
        Map<String, Object> json = new DoubtJson().of(List.of(open, asked), PERIOD);

        // Then
        assertThat(json).extractingByKey("doubts").asInstanceOf(InstanceOfAssertFactories.LIST)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(map("record", "NL01/sales-invoice/F/1", "withPerson",
                                false,
                                "sent",
                                map("at", "2026-11-25T10:00:00Z", "method", "POST", "connector", "FbSales",
                                        "administration", "7", "facts", Map.of("OrDa", "2026-11-25")),
                                "found",
                                map("reference", "F/1", "looks", 2, "lookedAt", "2026-11-25T10:00:30Z", "mayComeUntil",
                                        "2026-11-25T10:15:10Z"),
                                "cause", null)),
                        second -> assertThat(second.toString()).contains("withPerson=true", "lookedAt=null",
                                "key=IN_DOUBT{reference=1001}@write", "code=IN_DOUBT", "en=Look it up in AFAS",
                                "nl=Zoek het op in AFAS"));
    }

    @Test
    void anIntentIsRenewedAfterTenSecondsOrHalfAShortPeriod() {
        assertThat(PERIOD.oldestIntent()).isEqualTo(Duration.ofSeconds(10));
        assertThat(new PeriodOfDoubt(Duration.ofSeconds(8)).oldestIntent()).isEqualTo(Duration.ofSeconds(4));
        assertThat(PERIOD.end(SENT)).isEqualTo(SENT.plusSeconds(910));
    }

    @Test
    void aVerdictTravelsInACommandAndNothingElseIsTakenForOne() {
        // Given
        Verdict there = new Verdict(INVOICE, "i1", "123", "anna", SENT);
        Verdict notThere = new Verdict(INVOICE, "i1", null, "anna", SENT);

        // When, Then
        assertThat(Verdict.of(command("settle", there.said()))).contains(there);
        assertThat(Verdict.of(command("settle", notThere.said()))).contains(notThere);
        assertThat(there.isThere()).isTrue();
        assertThat(notThere.isThere()).isFalse();
        assertThat(Verdict.of(command("redrive", there.said()))).isEmpty();
        assertThat(Verdict.of(command("settle", Map.of("record", INVOICE.toString())))).isEmpty();
        assertThat(Verdict.of(command("settle", Map.of("intent", "i1")))).isEmpty();
        assertThat(Verdict.of(command("settle", Map.of("intent", "i1", "record", "nonsense")))).isEmpty();
    }

    private static Command command(String action, Map<String, String> said) {
        return Command.newBuilder().setId("c").setAction(action).setBy("anna").setAt(SENT).setSaid(said).build();
    }

    private void delivery(RecordKey key, Outcome outcome, Instant at, @Nullable Intent intent) {
        broker.append(kafka.record(Topic.DELIVERY, key.toString(), Delivery.newBuilder().setOffice(key.office())
                .setKind(key.kind().wireName()).setCode(key.code()).setAdministration("7").setAfasKeys(Map.of())
                .setIntent(intent).setOutcome(outcome).setOutcomeAt(at).build()));
    }

    private static Intent intent(String id, String reference, Instant recorded, int looks) {
        return Intent.newBuilder().setId(id).setConnector("FbSales").setOperation("POST").setReference(reference)
                .setRevision(1).setSettingsVersion(1).setRawHash("r").setContentHash("c")
                .setFacts(Map.of("OrDa", "2026-11-25")).setRecordedAt(recorded).setLooks(looks).build();
    }

    private void letter(RecordKey key, Stage stage, Cause cause) {
        broker.append(new DeadLetters(kafka, () -> SENT, stage).state(key, Topic.UPDATE, 1L, cause, null));
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... entries) {
        Map<String, @Nullable Object> map = new TreeMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put(String.valueOf(entries[i]), entries[i + 1]);
        }
        return map;
    }
}
