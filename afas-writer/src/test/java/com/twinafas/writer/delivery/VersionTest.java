package com.twinafas.writer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

    @ParameterizedTest
    @CsvSource({"1, 2, true", "2, 1, false", "3, 3, false"})
    void isBehindALaterRevision(long revision, long other, boolean behind) {
        assertThat(version(revision, 9).isBehind(version(other, 1))).isEqualTo(behind);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, true", "2, 1, false", "2, 2, false"})
    void isBehindTheSameRevisionByLaterSettings(long settings, long other, boolean behind) {
        assertThat(version(5, settings).isBehind(version(5, other))).isEqualTo(behind);
    }

    @Test
    void saysTheSameWhereTheContentIsTheSame() {
        Version version = version(1, 1);

        assertThat(version.saysTheSameAs(new Version(2, 3, "other", "says", 4L))).isTrue();
        assertThat(version.saysTheSameAs(new Version(1, 1, "raw", "something else", null))).isFalse();
        assertThat(version.saysTheSameAs(null)).isFalse();
    }

    private static Version version(long revision, long settings) {
        return new Version(revision, settings, "raw", "says", null);
    }
}
