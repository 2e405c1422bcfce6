package com.twinafas.pipeline.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.doubt.Verdict;
import com.twinafas.pipeline.kafka.MemoryBroker;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.avro.Command;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;

class JobBoardTest {

    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");
    private static final RecordKey RECORD = RecordKey.parse("NL01/sales-invoice/F/1");
    private static final Ask CUSTOMERS = new Ask(Action.REPLAY,
            new LetterFilter(null, null, null, null, RecordKind.CUSTOMER, Set.of()), null, true, false, null, null,
            null);
    private static final Ask BY_CAUSE = new Ask(Action.REDRIVE, LetterFilter.ofCause("ITEM_MISSING"), null, false,
            false, null, null, null);

    private final MemoryBroker broker = new MemoryBroker(() -> AT);
    private final TenantKafka kafka = broker.tenant("boards");
    private final JobRecords records = new JobRecords(kafka);
    private final OfferRecords offers = new OfferRecords(kafka);

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void showsTheJobsOfAnActionTheLastThatWasAskedForFirst() {
        // Given
        broker.append(records.of(Job.begun("a", CUSTOMERS, "anna", AT)));
        broker.append(records.of(Job.begun("b", CUSTOMERS, "anna", AT.plusSeconds(1))));
        broker.append(records.of(Job.begun("c", BY_CAUSE, "anna", AT)));
        broker.append(records.of(Job.begun("d", CUSTOMERS, "anna", AT)));
        broker.append(records.forgotten("d"));
        broker.append(kafka.record(Topic.CHECKPOINT, "NL01/customer", Checkpoint.newBuilder().setName("n")
                .setPosition(Map.of()).setAt(AT).build()));
        broker.append(new ProducerRecord<>(kafka.name(Topic.CHECKPOINT), 0, null, new byte[]{1}));
        broker.append(new ProducerRecord<>(kafka.name(Topic.CHECKPOINT), 0, "offer/x", new byte[]{1}));

        // When
        JobBoard board = board();

        // Then
        assertThat(board.jobs(Action.REPLAY)).extracting(Job::id).containsExactly("b", "a");
        assertThat(board.jobs(Action.REDRIVE)).extracting(Job::id).containsExactly("c");
        assertThat(board.job("c")).isPresent();
        assertThat(board.job("d")).isEmpty();
        assertThat(board.offer("x")).isEmpty();
    }

    @Test
    void showsAnOfferUntilItIsTakenBack() {
        broker.append(offers.of(new Offer("A{}@map", Offer.Because.SETTINGS, AT)));
        broker.append(offers.of(new Offer("B{}@map", Offer.Because.ITEM, AT)));
        broker.append(offers.over("B{}@map"));

        JobBoard board = board();

        assertThat(board.offer("A{}@map")).contains(new Offer("A{}@map", Offer.Because.SETTINGS, AT));
        assertThat(board.offer("B{}@map")).isEmpty();
        assertThat(board.jobs(Action.REPLAY)).isEmpty();
    }

    @Test
    void tellsAllOfAJobInItsOrder() {
        // Given
        Job job = Job.begun("1a2b", CUSTOMERS, "anna", AT)
                .moved(Map.of(Job.TOTAL, 1200L, Job.DONE, 300L, "mapped", 299L, "refused", 1L),
                        Map.of(Job.WORKED, 1000L), Map.of("change A", Finding.of(RECORD), "change B",
                                new Finding(2, List.of(RECORD, RecordKey.parse("NL01/sales-invoice/F/2")))),
                        AT);
        Job refused = Job.begun("3c4d", BY_CAUSE, "bob", AT).refused("Not now");

        // When, Then
        assertThat(new JobText().full(job)).isEqualTo("""
                1a2b  replay   running    300 of 1,200, 300 a second, 3s left (dry run)
                  asked by anna at 2026-11-25T10:00:00Z: dryRun true, flow customer
                        299  mapped
                          1  refused

                          2  change B  (NL01/sales-invoice/F/1, NL01/sales-invoice/F/2)
                          1  change A  (NL01/sales-invoice/F/1)""");
        assertThat(new JobText().full(refused)).isEqualTo("""
                3c4d  redrive  refused    0 of 0
                  Not now
                  asked by bob at 2026-11-25T10:00:00Z: cause ITEM_MISSING""");
        assertThat(new JobText().list(List.of(refused, Job.begun("5e6f", BY_CAUSE, "bob", AT)))).isEqualTo("""
                3c4d  redrive  refused    0 of 0
                5e6f  redrive  running    0 of 0, 0 a second""");
        assertThat(new JobText().list(List.of())).isEqualTo("None.");
    }

    @Test
    void saysAllOfAJobAsJson() {
        // Given
        Job job = Job.begun("1a2b", CUSTOMERS, "anna", AT)
                .moved(Map.of(Job.TOTAL, 12L, Job.DONE, 3L, "mapped", 3L), Map.of(Job.WORKED, 900L),
                        Map.of("change A", Finding.of(RECORD), "change B", new Finding(2, List.of(RECORD))), AT);
        Job refused = Job.begun("3c4d", BY_CAUSE, "bob", AT).refused("Not now");

        // When
        Map<String, Object> json = new JobJson().of(job);

        // Then
        assertThat(json).containsEntry("id", "1a2b").containsEntry("action", "replay").containsEntry("state", "running")
                .containsEntry("by", "anna").containsEntry("askedAt", AT.toString())
                .containsEntry("asked", Map.of("dryRun", "true", "flow", "customer")).containsEntry("total", 12L)
                .containsEntry("done", 3L).containsEntry("perSecond", 3.3).containsEntry("secondsLeft", 3L)
                .containsEntry("counts", Map.of("mapped", 3L)).doesNotContainKey("why")
                .containsEntry("findings",
                        List.of(Map.of("what", "change B", "records", 2L, "examples", List.of(RECORD.toString())),
                                Map.of("what", "change A", "records", 1L, "examples", List.of(RECORD.toString()))));
        assertThat(new JobJson().of(refused)).containsEntry("why", "Not now").containsEntry("state", "refused");
        assertThat(new JobJson().of(List.of(job, refused)).get("jobs")).asInstanceOf(
                InstanceOfAssertFactories.LIST).hasSize(2);
    }

    @Test
    void whatIsAskedTravelsAsCommandsEachUnderAnIdOfItsOwn() {
        // Given
        Commands commands = new Commands(kafka, () -> AT);
        Verdict verdict = new Verdict(RECORD, "i1", "12", "bob", AT);

        // When
        String replay = commands.begin(CUSTOMERS, "anna");
        commands.change(replay, JobChange.PAUSE, "bob");
        String reconciling = commands.reconcile("NL01", Periods.parse("2026/3"), "anna");
        commands.settle(verdict);

        // Then
        List<Command> sent = commands();
        assertThat(sent).extracting(Command::getAction).containsExactly("replay", "pause", "reconcile", "settle");
        assertThat(sent).extracting(Command::getId).doesNotHaveDuplicates().contains(replay, reconciling);
        assertThat(replay).hasSize(8);
        assertThat(sent.getFirst().getBy()).isEqualTo("anna");
        assertThat(sent.getFirst().getAt()).isEqualTo(AT);
        assertThat(Ask.of(sent.getFirst().getSaid())).isEqualTo(CUSTOMERS);
        assertThat(sent.get(1).getJob()).isEqualTo(replay);
        assertThat(sent.get(2).getSaid()).containsValue("NL01").containsValue(Periods.parse("2026/3").toString());
        assertThat(Verdict.of(sent.getLast())).contains(verdict);
    }

    @Test
    void aChangeLeadsToItsStateAndOnlySomeStatesAreFinal() {
        assertThat(JobChange.ofWireName("pause")).map(JobChange::to).contains(JobState.PAUSED);
        assertThat(JobChange.ofWireName("resume")).map(JobChange::to).contains(JobState.RUNNING);
        assertThat(JobChange.ofWireName("cancel")).map(JobChange::to).contains(JobState.CANCELLED);
        assertThat(JobChange.ofWireName("undo")).isEmpty();
        assertThat(JobState.values()).filteredOn(JobState::isFinal).containsExactly(JobState.DONE, JobState.CANCELLED,
                JobState.REFUSED);
    }

    private JobBoard board() {
        JobBoard board = new JobBoard(kafka);
        kafka.readToEnd(Topic.CHECKPOINT, board::read);
        return board;
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        kafka.readToEnd(Topic.CONTROL, record -> {
            try {
                commands.add(kafka.read(record, Command.class));
            } catch (UnreadableRecord e) {
                throw new AssertionError(e);
            }
        });
        return commands;
    }
}
