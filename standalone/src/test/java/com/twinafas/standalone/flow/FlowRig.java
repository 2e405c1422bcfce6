package com.twinafas.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.twinafas.afas.openapi.AfasOpenApi;
import com.twinafas.mapper.Known;
import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.CallLog;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.twinfield.xml.XmlElement;
import com.twinafas.writer.scenario.Rig;

/** A flow without Kafka: raw records of office NL01 are mapped and made true in a simulated AFAS, one after another. */
final class FlowRig implements AutoCloseable {

    private static final Map<String, Object> SETTINGS = Map.ofEntries(Map.entry("vat[0].code", "VH"),
            Map.entry("vat[0].vat-duty", "1"), Map.entry("vat[0].rate-group", "1"), Map.entry("vat[1].code", "VN"),
            Map.entry("vat[1].vat-duty", "1"), Map.entry("vat[1].rate-group", "3"), Map.entry("vat[2].code", "VL"),
            Map.entry("vat[2].vat-duty", "1"), Map.entry("vat[2].rate-group", "2"),
            Map.entry("payment-conditions.30", "30"), Map.entry("payment-conditions.8", "8"));

    private static final Optional<AfasOpenApi> OPEN_API = AfasOpenApi.find();

    private final Rig rig;
    private final RecordMapper mapper;
    private final Known known = new Known();
    private long revision;
    private int judged;

    /** @param settings by their key behind {@code twinafas.} */
    FlowRig(Map<String, Object> settings) {
        this(settings, "");
    }

    /** @param mapping what differs from the default mapping */
    FlowRig(Map<String, Object> settings, String mapping) {
        this(AfasSimulatorConfig.standard(), settings, mapping);
    }

    /** @param afas the AFAS that is simulated */
    FlowRig(AfasSimulatorConfig afas, Map<String, Object> settings, String mapping) {
        Map<String, Object> all = new HashMap<>();
        SETTINGS.forEach((key, value) -> all.put("twinafas.mapping." + key, value));
        settings.forEach((key, value) -> all.put("twinafas." + key, value));
        rig = new Rig(afas, all);
        mapper = new RecordMapper(MappingReader.overridden("own.yaml", mapping), rig.settings());
    }

    /** Something that other records need, without being delivered itself. */
    void known(String key, XmlElement raw) {
        known.with(record(key, raw));
    }

    /** A record as it was read: mapped, and made true in AFAS or refused. */
    void read(String key, XmlElement raw) {
        SourceRecord record = record(key, raw);
        known.with(record);
        assertThat(mapper.map(record, known, Trace.NONE)).isInstanceOfSatisfying(MapResult.Mapped.class,
                mapped -> mapped.updates().forEach(one -> rig.submit(one.key(), record.revision(), one.update())));
        rig.await();
        requireValidBodies();
    }

    /** Every body that was sent since is one that AFAS itself describes. */
    private void requireValidBodies() {
        List<CallLog.Body> bodies = rig.afas().calls().bodies();
        List<CallLog.Body> unseen = bodies.subList(Math.min(judged, bodies.size()), bodies.size());
        judged = bodies.size();
        OPEN_API.ifPresent(description -> unseen.forEach(body -> assertThat(
                description.violations(body.method(), body.operation(), body.text())).as(body.operation()).isEmpty()));
    }

    private SourceRecord record(String key, XmlElement raw) {
        return new SourceRecord(RecordKey.parse("NL01/" + key), ++revision, "raw" + raw.hashCode(),
                SourceRecord.State.ACTIVE, Instant.EPOCH, raw);
    }

    static RecordKey customer(String code) {
        return new RecordKey("NL01", RecordKind.CUSTOMER, code);
    }

    Rig rig() {
        return rig;
    }

    AfasBooks books() {
        return rig.books();
    }

    @Override
    public void close() {
        rig.close();
    }
}
