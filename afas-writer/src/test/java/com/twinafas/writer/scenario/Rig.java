package com.twinafas.writer.scenario;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

import com.twinafas.afas.Afas;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.writer.WriterConfiguration;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.dispatch.Desk;
import com.twinafas.writer.dispatch.Dispatcher;
import com.twinafas.writer.dispatch.Setup;

/** A writer without Kafka before a simulated AFAS; it can crash and start again. */
public final class Rig implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AfasSimulator afas;
    private final BookLedger ledger = new BookLedger();
    private final Settings settings;
    private final AfasConnection connection;
    private final Afas client;
    private final AtomicLong offset = new AtomicLong();
    private Desk desk;
    private Dispatcher dispatcher;

    public Rig() {
        this(AfasSimulatorConfig.standard(), Map.of());
    }

    /** @param overrides settings by their full key */
    public Rig(AfasSimulatorConfig config, Map<String, Object> overrides) {
        this(config, overrides, (client, ledger) -> client);
    }

    /** @param way what stands between the writer and AFAS, which may end the process of this ledger */
    public Rig(AfasSimulatorConfig config, Map<String, Object> overrides, BiFunction<Afas, BookLedger, Afas> way) {
        afas = AfasSimulator.start(config);
        Map<String, Object> values = new HashMap<>(Map.of("twinafas.tenant", "test", "twinafas.twinfield.client-id",
                "id", "twinafas.twinfield.client-secret", "secret", "twinafas.twinfield.refresh-token", "token",
                "twinafas.afas.base-url", afas.baseUrl().toString(), "twinafas.afas.client-id", afas.clientId(),
                "twinafas.afas.client-secret", afas.clientSecret()));
        values.put("twinafas.offices[0].code", "NL01");
        values.put("twinafas.offices[0].administration", "1");
        values.put("twinafas.offices[0].articles", "required");
        values.put("twinafas.writer.in-doubt", "600ms");
        values.put("twinafas.writer.lock-retry", "50ms");
        values.put("twinafas.writer.probe", "100ms");
        values.put("twinafas.afas.timeout", "2s");
        values.putAll(overrides);
        settings = SettingsLoader.load(only(values));
        connection = AfasConnection.open(
                WriterConfiguration.config(settings.afas()).withReads(1, Duration.ofMillis(1)),
                InstantSource.system(), new SimpleMeterRegistry());
        client = way.apply(connection.afas(), ledger);
        desk = newDesk();
        dispatcher = newDispatcher();
    }

    /** Nothing of this process and machine. */
    private static StandardEnvironment only(Map<String, Object> values) {
        return new StandardEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources sources) {
                sources.addFirst(new MapPropertySource("test", values));
            }
        };
    }

    private Desk newDesk() {
        BookLedger.Tenure tenure = ledger.begin();
        return new Desk(client, Setup.of(settings), () -> settings, tenure, tenure, InstantSource.system(),
                Desk.ITEM_PATIENCE);
    }

    private Dispatcher newDispatcher() {
        return new Dispatcher(desk.handler()::handle, 32, InstantSource.system());
    }

    public Settings settings() {
        return settings;
    }

    public AfasSimulator afas() {
        return afas;
    }

    /** The client the writer works with. */
    public Afas client() {
        return client;
    }

    public AfasBooks books() {
        return afas.books();
    }

    public BookLedger ledger() {
        return ledger;
    }

    /** Hands an update in, of today's log. */
    public void submit(RecordKey key, long revision, AfasUpdate content) {
        submit(key, revision, 1, content);
    }

    public void submit(RecordKey key, long revision, long settingsVersion, AfasUpdate content) {
        dispatcher.submit(update(key, revision, settingsVersion, content));
    }

    /** An update as it would be handed in. */
    public Update update(RecordKey key, long revision, long settingsVersion, AfasUpdate content) {
        DebtorBlock block = switch (content) {
            case AfasUpdate.InvoiceUpdate invoice -> invoice.debtor();
            case AfasUpdate.EntryUpdate entry when !entry.debtors().isEmpty() -> entry.debtors().getFirst().debtor();
            default -> null;
        };
        Object says = switch (content) {
            case AfasUpdate.InvoiceUpdate invoice -> invoice.document();
            case AfasUpdate.DebtorUpdate debtor -> debtor.debtor().contentHash();
            case AfasUpdate.EntryUpdate entry -> entry.entry();
            default -> content;
        };
        return new Update(key, new Version(revision, settingsVersion, "raw" + says.hashCode(),
                "says" + says.hashCode(), block == null ? null : block.revision()), content,
                new Update.Position(Topic.UPDATE, offset.getAndIncrement()));
    }

    /** Hands an update in and waits until everything is done with. */
    public void deliver(RecordKey key, long revision, AfasUpdate content) {
        submit(key, revision, content);
        await();
    }

    /** Waits until everything is done with. */
    public void await() {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                .until(() -> dispatcher.size() == 0 || ledger.isCrashed());
    }

    /** Hands an update of the bulk in. */
    public void replay(RecordKey key, long revision, long settingsVersion, AfasUpdate content) {
        Update live = update(key, revision, settingsVersion, content);
        dispatcher.submit(new Update(key, live.version(), content,
                new Update.Position(Topic.UPDATE_BULK, live.position().offset())));
    }

    public boolean isIdle() {
        return dispatcher.size() == 0;
    }

    public Delivery delivery(RecordKey key) {
        return ledger.delivery(key);
    }

    /** Another process takes over, with nothing but the ledger. */
    public void restart() {
        desk.line().close();
        dispatcher.close();
        desk = newDesk();
        dispatcher = newDispatcher();
    }

    @Override
    public void close() {
        desk.line().close();
        dispatcher.close();
        connection.close();
        afas.close();
    }
}
