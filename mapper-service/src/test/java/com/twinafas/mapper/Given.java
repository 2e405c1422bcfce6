package com.twinafas.mapper;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.twinfield.xml.Xml;
import com.twinafas.twinfield.xml.XmlElement;

/** What tests of the mapper start from: settings, samples, raw records. */
public final class Given {

    private static final Map<String, String> TABLES = Map.ofEntries(Map.entry("m.vat[0].code", "VH"),
            Map.entry("m.vat[0].vat-duty", "1"), Map.entry("m.vat[0].rate-group", "1"),
            Map.entry("m.vat[0].vat-code", "1"), Map.entry("m.vat[0].vat-account", "1510"),
            Map.entry("m.vat[1].code", "VN"), Map.entry("m.vat[1].vat-duty", "1"),
            Map.entry("m.vat[1].rate-group", "3"), Map.entry("m.vat[1].vat-code", "3"),
            Map.entry("m.vat[2].code", "VL"), Map.entry("m.vat[2].vat-duty", "1"),
            Map.entry("m.vat[2].rate-group", "2"), Map.entry("m.vat[2].vat-code", "2"),
            Map.entry("m.payment-conditions.30", "30"), Map.entry("m.payment-conditions.10", "10"));

    private Given() {
    }

    /** Settings with a small VAT table, and what is said beside it, as {@code key=value}. */
    public static MappingSettings mapping(String... said) {
        return bind("m", MappingSettings.class, with(TABLES, "m.", said));
    }

    /** Settings of office {@code NL} with what is said, as {@code key=value}. */
    public static OfficeSettings office(String... said) {
        return bind("o", OfficeSettings.class, with(Map.of("o.code", "NL", "o.administration", "7"), "o.", said));
    }

    /** Settings of a tenant with office {@code NL}, with what is said of the mapping and, {@code key=value}, the office. */
    public static Settings settings(Map<String, String> mapping, String... office) {
        Map<String, String> all = new HashMap<>(
                Map.of("t.offices[0].code", "NL", "t.offices[0].administration", "7"));
        TABLES.forEach((key, value) -> all.put("t.mapping." + key.substring(2), value));
        mapping.forEach((key, value) -> all.put("t.mapping." + key, value));
        Map<String, String> said = new HashMap<>();
        with(all, "t.offices[0].", office).forEach((key, value) -> said.put(key.substring(2), value));
        return tenant(said);
    }

    /** Settings of a tenant with what is said. */
    public static Settings tenant(Map<String, String> said) {
        Map<String, String> all = new HashMap<>(Map.of("t.tenant", "test", "t.twinfield.client-id", "id",
                "t.twinfield.client-secret", "s", "t.twinfield.refresh-token", "r", "t.afas.base-url",
                "http://localhost"));
        said.forEach((key, value) -> all.put("t." + key, value));
        return bind("t", Settings.class, all);
    }

    /** A record of office NL at revision 1, polled at the start of 2026. */
    public static SourceRecord record(String key, XmlElement element) {
        return new SourceRecord(RecordKey.parse("NL/" + key), 1, "hash", SourceRecord.State.ACTIVE,
                Instant.parse("2026-01-01T00:00:00Z"), element);
    }

    /** An element from XML. */
    public static XmlElement xml(String text) {
        return Xml.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A real answer of Twinfield, taken out of its envelope. */
    public static XmlElement sample(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared/samples/twinfield"))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "No shared/samples/twinfield beside the repository: skipped");
        try {
            XmlElement root = Xml
                    .parse(Files.readAllBytes(folder.resolve("shared/samples/twinfield").resolve(name)));
            if (!root.name().equals("Envelope") && !root.name().endsWith(":Envelope")) {
                return root;
            }
            XmlElement inner = root;
            while (!inner.children().isEmpty()) {
                inner = inner.children().getLast();
            }
            return xml(inner.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> with(Map<String, String> base, String prefix, String... said) {
        Map<String, String> all = new HashMap<>(base);
        for (String one : said) {
            int equals = one.indexOf('=');
            all.put(prefix + one.substring(0, equals), one.substring(equals + 1));
        }
        return all;
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
    }
}
