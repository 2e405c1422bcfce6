package com.twinafas.writer.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasRequest.Method;
import com.twinafas.pipeline.encryption.MemoryCipher;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Fingerprints;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Version;

class DeliveryRecordsTest {

    private static final RecordKey KEY = RecordKey.parse("NL01/customer/1001");
    private static final Version VERSION = new Version(7, 2, "raw", "content", 7L);
    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

    private final MemoryCipher cipher = new MemoryCipher();

    @Test
    void keepsWhatAfasWasToldForNobodyButTheCustomersKey() {
        // Given
        Delivery delivery = Delivery.none(KEY).telling(Fingerprints.none(KEY).with("EmAd", "a@v.example"));
        com.twinafas.schemas.avro.Delivery record = DeliveryRecords.toAvro(delivery, cipher);
        assertThat(record.getTold()).isNotEqualTo(delivery.told().bytes());
        assertThat(record.getToldKeyId()).startsWith("NL01/customer/1001#");

        // When
        cipher.erase(KEY);

        // Then
        assertThat(DeliveryRecords.toDelivery(record, cipher)).isEqualTo(Delivery.none(KEY));
        assertThat(DeliveryRecords.toAvro(delivery, cipher).getTold()).isNull();
    }

    @Test
    void keepsEverythingOfADelivery() {
        Delivery delivery = Delivery.none(KEY).delivered(VERSION, Map.of("DbId", "10001"), AT)
                .telling(Fingerprints.none(KEY).with("EmAd", "a@v.example").with("Nm", "A"))
                .intending(new Intent("id", "KnSalesRelationOrg", Method.PUT, "reference", VERSION,
                        new TreeMap<>(Map.of("DbId", "10001")), AT, 1), DocumentKind.DEBTOR, null);

        assertThat(DeliveryRecords.toDelivery(DeliveryRecords.toAvro(delivery, cipher), cipher)).isEqualTo(delivery);
    }

    @Test
    void readsADeliveryOfBeforeAnythingWasKeptOfItsValues() {
        Delivery delivery = Delivery.none(KEY).delivered(VERSION, Map.of("DbId", "10001"), AT);
        com.twinafas.schemas.avro.Delivery record = DeliveryRecords.toAvro(delivery, cipher);

        assertThat(record.getTold()).isNull();
        assertThat(DeliveryRecords.toDelivery(record, cipher)).isEqualTo(delivery);
    }
}
