package com.twinafas.mapper.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.Given;
import com.twinafas.mapper.engine.LiveMapper;
import com.twinafas.mapper.engine.MapperService;
import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.deadletter.Letter;
import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.deadletter.OpenDeadLetter;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.erasure.Erasures;
import com.twinafas.pipeline.kafka.MemoryBroker;
import com.twinafas.pipeline.kafka.MortalKafka;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.pipeline.replay.Commands;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.pipeline.replay.JobBoard;
import com.twinafas.pipeline.replay.Offer;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.story.Story;
import com.twinafas.pipeline.story.StoryReader;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.schemas.avro.Activity;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.avro.Delivery;
import com.twinafas.schemas.avro.Intent;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.avro.RawRecord;
import com.twinafas.schemas.avro.RawState;
import com.twinafas.schemas.avro.Stock;
import com.twinafas.schemas.avro.StockState;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.avro.Waiting;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.UpdateCodec;

/** A tenant with a mapper and whoever works on jobs; the poller and the writer are the test. */
final class ReplayRig implements AutoCloseable {

    private static final int MOST_LOOKS = 2000;

    private final Map<String, Object> properties;
    private final TenantKafka kafka;
    private final InstantSource clock;
    private final KeyRing keys;
    private final Producer<String, byte[]> producer;
    private final List<MapperService> mappers = new ArrayList<>();
    private final List<ReplayService> services = new ArrayList<>();
    private final Map<Long, Settings> versions = new HashMap<>();
    private final Commands commands;
    private final CurrentSettings settings;
    private Optional<String> objection = Optional.empty();
    private String automatic = "";
    private long revision;

    ReplayRig(String brokers) {
        this(tenant(), brokers);
        kafka.createTopics(null);
        begin();
    }

    private ReplayRig(String tenant, String brokers) {
        this(tenant, Map.of("bootstrap.servers", brokers, "schema.registry.url", "mock://" + tenant,
                "specific.avro.reader", true,
                // A consumer that is closed waits for what it had asked for.
                "fetch.max.wait.ms", 20));
    }

    private ReplayRig(String tenant, Map<String, Object> properties) {
        this(new TenantKafka(tenant, properties, new KafkaAvroSerializer(), new KafkaAvroDeserializer()), properties,
                InstantSource.system());
    }

    /** Without a broker and without threads: jobs are worked on at a {@link #desk()}, at a time that stands still. */
    ReplayRig(MemoryBroker broker, InstantSource clock) {
        this(broker.tenant(tenant()), Map.of(), clock);
        begin();
    }

    private ReplayRig(TenantKafka kafka, Map<String, Object> properties, InstantSource clock) {
        this.kafka = kafka;
        this.properties = properties;
        this.clock = clock;
        keys = TestKeys.of(kafka);
        producer = kafka.producer();
        commands = new Commands(kafka, clock);
        settings = CurrentSettings.fixed(version(1, Map.of()));
    }

    private static String tenant() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void begin() {
        Map.of("VH", "21", "VL", "9").forEach((code, rate) -> raw("reference/vat/" + code, "<vat><percentages>"
                + "<percentage><date>20000101</date><percentage>" + rate + "</percentage></percentage></percentages>"
                + "</vat>"));
        List.of("reference", "article", "customer").forEach(this::complete);
    }

    /** Settings with what is said of the mapping are in force. */
    void become(long version, Map<String, String> mapping) {
        settings.become(version(version, mapping));
    }

    /** The same, and what is over goes by itself. */
    void becomeAutomatic(long version, Map<String, String> mapping, FailureCode code) {
        automatic = code.name();
        become(version, mapping);
    }

    private Settings version(long number, Map<String, String> mapping) {
        Map<String, String> said = new HashMap<>(Map.of("version", String.valueOf(number), "offices[0].code", "NL",
                "offices[0].administration", "7", "mapping.vat[0].code", "VH", "mapping.vat[0].vat-duty", "1",
                "mapping.vat[0].rate-group", "1", "redrive.attempts", "3"));
        if (!automatic.isEmpty()) {
            said.put("redrive.automatic", automatic);
        }
        mapping.forEach((key, value) -> said.put("mapping." + key, value));
        Settings settings = Given.tenant(said);
        versions.put(number, settings);
        return settings;
    }

    void erase(String customer) {
        new Erasures(kafka, keys, InstantSource.system()).request(RecordKey.parse("NL/customer/" + customer), "test",
                null);
    }

    void objects(String reason) {
        objection = Optional.of(reason);
    }

    /** The tenant for another process, which may end; it reads so few records at once that a job has several steps. */
    MortalKafka process() {
        Map<String, Object> own = new HashMap<>(properties);
        own.put("max.poll.records", 3);
        return new MortalKafka(kafka.tenant(), own, new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    }

    MapperService mapper() {
        return mapper(kafka);
    }

    MapperService mapper(TenantKafka process) {
        MapperService mapper = new MapperService(process, new LiveMapper(settings), keys,
                InstantSource.system(), new SimpleMeterRegistry(), Tracing.OFF);
        mappers.add(mapper);
        mapper.start();
        return mapper;
    }

    /** Where a process works on jobs, without waiting for its turn. */
    JobDesk desk(TenantKafka process) {
        return new Workshop(process, settings, keys, version -> Optional.ofNullable(versions.get(version)),
                () -> objection, clock, Tracing.OFF).desk();
    }

    ReplayService service() {
        ReplayService service = new ReplayService(kafka, settings, keys,
                version -> Optional.ofNullable(versions.get(version)), () -> objection, InstantSource.system(),
                new SimpleMeterRegistry(), Tracing.OFF);
        services.add(service);
        service.start();
        return service;
    }

    JobDesk desk() {
        return desk(kafka);
    }

    /** Asks for a job and has the desk work until it finds nothing more to do. */
    Job worked(JobDesk desk, Ask ask) {
        String id = commands.begin(ask, "tester");
        work(desk);
        return job(id).orElseThrow();
    }

    /** Has the desk work until it finds nothing more to do. */
    static void work(JobDesk desk) {
        AtomicInteger looks = new AtomicInteger();
        desk.work(Duration.ofMinutes(1), () -> looks.incrementAndGet() > MOST_LOOKS);
        assertThat(looks).as("time stands still: it goes round without end").hasValueLessThan(MOST_LOOKS);
    }

    /** What the poller would publish. @return its revision */
    long raw(String key, String xml) {
        RecordKey record = RecordKey.parse("NL/" + key);
        PayloadCipher.Sealed sealed = TestKeys.seal(kafka, keys, owner(record, xml),
                xml.getBytes(StandardCharsets.UTF_8));
        send(kafka.record(Topic.raw(record.kind()), record.toString(), RawRecord.newBuilder()
                .setOffice(record.office()).setKind(record.kind().wireName()).setCode(record.code())
                .setRevision(++revision).setHash("h" + xml.hashCode()).setState(RawState.ACTIVE)
                .setPolledAt(Instant.now()).setKeyId(sealed.keyId()).setPayload(sealed.payload()).build()));
        return revision;
    }

    /** The customer it is about; the record itself when it is about nobody. */
    private static RecordKey owner(RecordKey record, String xml) {
        Matcher customer = Pattern.compile("<customer>(.*?)</customer>").matcher(xml);
        return customer.find() ? new RecordKey(record.office(), RecordKind.CUSTOMER, customer.group(1)) : record;
    }

    long customer(String code) {
        return customer(code, "Voorbeeld BV");
    }

    long customer(String code, String name) {
        return raw("customer/" + code,
                "<dimension><name>" + name + "</name><addresses><address default='true'>"
                        + "<country>NL</country><city>Utrecht</city><field2>Dam 1</field2></address></addresses>"
                        + "</dimension>");
    }

    long invoice(String number, String customer, String vat) {
        return invoice(number, customer, vat, "");
    }

    long invoice(String number, String customer, String vat, String header) {
        return raw("sales-invoice/" + number, "<salesinvoice><header><invoicetype>F</invoicetype>"
                + "<invoicedate>20260301</invoicedate><customer>" + customer + "</customer><currency>EUR</currency>"
                + "<status>final</status><headertext>" + header
                + "</headertext></header><lines><line><article>A</article><quantity>1</quantity>"
                + "<unitspriceexcl>100.00</unitspriceexcl><vatcode>" + vat + "</vatcode></line></lines><totals>"
                + "<valueinc>" + (vat.equals("VL") ? "109.00" : "121.00")
                + "</valueinc><valueexcl>100.00</valueexcl></totals></salesinvoice>");
    }

    /** What the writer would say of an update that it made true. */
    void delivered(Update update) {
        send(delivery(update).build());
    }

    /** What the writer would say of an update that it made true, of which another content is known. */
    void delivered(Update update, String contentHash) {
        send(delivery(update).setContentHash(contentHash).build());
    }

    /** What the writer would say of an update that AFAS may or may not have carried out. */
    void inDoubt(Update update) {
        send(delivery(update).setOutcome(Outcome.IN_DOUBT).setIntent(Intent.newBuilder().setId("1")
                .setConnector("FbSales").setOperation("POST").setReference("r").setRevision(update.getRevision())
                .setSettingsVersion(update.getSettingsVersion()).setRawHash(update.getRawHash())
                .setContentHash(update.getContentHash()).setRecordedAt(clock.instant()).build()).build());
    }

    private void send(Delivery delivery) {
        send(kafka.record(Topic.DELIVERY, new RecordKey(delivery.getOffice(),
                RecordKind.ofWireName(delivery.getKind()), delivery.getCode()).toString(), delivery));
    }

    private static Delivery.Builder delivery(Update update) {
        return Delivery.newBuilder().setOffice(update.getOffice())
                .setKind(update.getKind()).setCode(update.getCode()).setDocumentKind(update.getDocumentKind())
                .setAfasKeys(Map.of()).setRevision(update.getRevision())
                .setSettingsVersion(update.getSettingsVersion()).setRawHash(update.getRawHash())
                .setContentHash(update.getContentHash()).setCustomerRevision(update.getCustomerRevision())
                .setOutcome(Outcome.DELIVERED).setOutcomeAt(Instant.now());
    }

    /** What the writer would say of an update that it cannot make true. */
    void refused(Update update, Cause cause) {
        refused(key(update), update.getRevision(), cause);
    }

    void refused(RecordKey key, long ofRevision, Cause cause) {
        refused(Stage.WRITE, key, ofRevision, cause);
    }

    void refused(Stage stage, RecordKey key, long ofRevision, Cause cause) {
        send(new DeadLetters(kafka, clock, stage).state(key, Topic.UPDATE, ofRevision, cause, null));
    }

    /** What an update says. */
    AfasUpdate content(Update update) {
        return new UpdateCodec().read(keys.open(Objects.requireNonNull(update.getKeyId()), update.getPayload()));
    }

    /**
     * As a release before this one wrote it.
     *
     * @param since fields that are younger
     */
    void old(Topic topic, String key, SpecificRecordBase record, Set<String> since) {
        send(new ProducerRecord<>(kafka.name(topic), 0, key,
                new OldRecords(properties).written(kafka.name(topic), record, since)));
    }

    /** The dead letters that are open. */
    List<Letter> letters() {
        List<Letter> letters = new ArrayList<>();
        new LetterReader(kafka).forEach(LetterFilter.ALL, letters::add);
        return letters;
    }

    Story story(RecordKey key) {
        return new StoryReader(kafka, keys).read(key, true);
    }

    /** What the mapper would say of a record that has failed so often. */
    void unmapped(RecordKey key, long ofRevision, Cause cause, int attempts) {
        send(new DeadLetters(kafka, clock, Stage.MAP).state(key, Topic.raw(key.kind()), ofRevision, cause,
                new OpenDeadLetter(ofRevision, clock.instant(), attempts - 1)));
    }

    /** What the mapper would note of a record that waits for another. */
    void waiting(RecordKey key) {
        send(kafka.record(Topic.WAITING, key.toString(), Waiting.newBuilder().setOffice(key.office())
                .setKind(key.kind().wireName()).setCode(key.code()).setRevision(1).setOffset(0)
                .setNeeds(List.of("NL/customer/9")).build()));
    }

    TenantKafka kafka() {
        return kafka;
    }

    /** It is no longer known whether all records of a kind are there. */
    void incomplete(String kind) {
        send(kafka.record(Topic.CHECKPOINT, "NL/" + kind, null));
    }

    private void complete(String kind) {
        send(kafka.record(Topic.CHECKPOINT, "NL/" + kind, Checkpoint.newBuilder().setName("NL/" + kind)
                .setCompleteSince(Instant.now()).setPosition(Map.of()).setAt(Instant.now()).build()));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        Future<RecordMetadata> _ = producer.send(record);
        producer.flush();
    }

    static Ask redrive(String cause) {
        return new Ask(Action.REDRIVE, new LetterFilter(cause, null, null, null, null, Set.of()), null, false, false,
                null, null, null);
    }

    static Ask replay(RecordKind flow) {
        return new Ask(Action.REPLAY, new LetterFilter(null, null, null, null, flow, Set.of()), null, false, false,
                null, null, null);
    }

    Commands commands() {
        return commands;
    }

    /** Asks for a job and waits until it is over. */
    Job done(Ask ask) {
        String id = commands.begin(ask, "tester");
        await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100))
                .until(() -> job(id).map(job -> job.state().isFinal()).orElse(false));
        return job(id).orElseThrow();
    }

    Optional<Job> job(String id) {
        return board().job(id);
    }

    /** What the reader would say of an article that AFAS has in stock. */
    void inStock(String item) {
        send(kafka.record(Topic.STOCK, item, Stock.newBuilder().setItem(item).setState(StockState.PRESENT)
                .setHash("h").setRevision(1).setPolledAt(Instant.now()).build()));
    }

    Optional<Offer> offer(String cause) {
        return board().offer(cause);
    }

    List<Job> jobs() {
        return board().jobs(Action.REDRIVE);
    }

    private JobBoard board() {
        JobBoard board = new JobBoard(kafka);
        kafka.readToEnd(Topic.CHECKPOINT, board::read);
        return board;
    }

    List<Update> updates(Topic topic) {
        return read(topic, Update.class, null);
    }

    /** The last update that was sent of the bulk. */
    Update update(String code) {
        return updates(Topic.UPDATE_BULK).stream().filter(update -> update.getCode().equals(code))
                .reduce((first, second) -> second).orElseThrow();
    }

    List<String> sent() {
        return updates(Topic.UPDATE_BULK).stream().map(Update::getCode).toList();
    }

    List<String> steps(String key) {
        return read(Topic.ACTIVITY, Activity.class, "NL/" + key).stream().map(Activity::getStep).toList();
    }

    List<Activity> activities(String key) {
        return read(Topic.ACTIVITY, Activity.class, "NL/" + key);
    }

    /** Keys of a compacted topic that have a value. */
    Set<String> keys(Topic topic) {
        Map<String, Boolean> keys = new HashMap<>();
        kafka.readToEnd(topic, record -> {
            if (record.value() == null) {
                keys.remove(record.key());
            } else {
                keys.put(record.key(), true);
            }
        });
        return Set.copyOf(keys.keySet());
    }

    private <V extends SpecificRecord> List<V> read(Topic topic, Class<V> type, @Nullable String key) {
        List<V> values = new ArrayList<>();
        kafka.readToEnd(topic, record -> {
            if (key == null || key.equals(record.key())) {
                values.add(value(record, type));
            }
        });
        return values;
    }

    private <V extends SpecificRecord> V value(ConsumerRecord<String, byte[]> record, Class<V> type) {
        try {
            return kafka.read(record, type);
        } catch (UnreadableRecord e) {
            throw new AssertionError(e);
        }
    }

    static RecordKey key(Update update) {
        return new RecordKey(update.getOffice(), RecordKind.ofWireName(update.getKind()), update.getCode());
    }

    static void until(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
    }

    @Override
    public void close() {
        services.forEach(ReplayService::stop);
        mappers.forEach(MapperService::stop);
        producer.close();
        kafka.close();
    }
}
