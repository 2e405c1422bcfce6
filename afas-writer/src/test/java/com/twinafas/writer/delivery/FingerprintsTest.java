package com.twinafas.writer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.key.RecordKey;

class FingerprintsTest {

    private static final RecordKey KEY = RecordKey.parse("NL01/customer/1001");

    @Test
    void knowsTheLastValueOfEachPlace() {
        Fingerprints told = Fingerprints.none(KEY).with("EmAd", "a@v.example").with("Nm", "A")
                .with("EmAd", "b@v.example");

        assertThat(told.knows("EmAd")).isTrue();
        assertThat(told.knows("TeNr")).isFalse();
        assertThat(told.says("EmAd", "b@v.example")).isTrue();
        assertThat(told.says("EmAd", "a@v.example")).isFalse();
        assertThat(told.says("TeNr", "")).isFalse();
    }

    @Test
    void staysTheSameThroughItsBytes() {
        Fingerprints told = Fingerprints.none(KEY).with("EmAd", "a@v.example").with("Nm", "A");

        assertThat(Fingerprints.of(KEY, told.bytes())).isEqualTo(told);
        assertThat(told.bytes().remaining()).isEqualTo(16);
    }

    @Test
    void saysOtherwiseOfEachRecordAndNeverTheValue() {
        Fingerprints told = Fingerprints.none(KEY).with("Nm", "Voorbeeld B.V.");
        Fingerprints other = Fingerprints.none(RecordKey.parse("NL01/customer/1002")).with("Nm", "Voorbeeld B.V.");

        assertThat(told.bytes()).isNotEqualTo(other.bytes());
        assertThat(new String(told.bytes().array(), StandardCharsets.ISO_8859_1)).doesNotContain("Voorbeeld");
    }

    @Test
    void pointsFromOnePlaceAtAnotherThatCanBeForgotten() {
        Fingerprints told = Fingerprints.none(KEY).with("Nm", "A").pointing("last", "Nm");

        assertThat(told.pointed("last")).isEqualTo(told.place("Nm"));
        assertThat(told.pointed("next")).isNull();
        assertThat(told.without(told.place("Nm")).knows("Nm")).isFalse();
        assertThat(told.without(told.place("Nm")).pointed("last")).isEqualTo(told.place("Nm"));
    }
}
