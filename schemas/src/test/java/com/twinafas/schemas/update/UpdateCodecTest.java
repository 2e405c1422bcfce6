package com.twinafas.schemas.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

class UpdateCodecTest {

    private static final RecordKey CUSTOMER = new RecordKey("NL01", RecordKind.CUSTOMER, "0012");

    private final UpdateCodec codec = new UpdateCodec();

    static Stream<AfasUpdate> updates() {
        return Stream.of(new AfasUpdate.DebtorUpdate(debtor("0100")), new AfasUpdate.DebtorUpdate(debtor(null)),
                new AfasUpdate.DebtorUpdate(debtor(null).emptying(AfasElement.EMPTY.with("TeNr", "").from("2"))),
                new AfasUpdate.ItemUpdate("D012", AfasElement.EMPTY.with("Ds", "Kop & schotel €")),
                new AfasUpdate.ItemUpdate("D013", null), invoice(DocumentKind.ORDER, null),
                invoice(DocumentKind.DIRECT_INVOICE, "2026-13"),
                new AfasUpdate.EntryUpdate("1", "70", "NL01/transaction/VRK/1", LocalDate.of(2026, 2, 28),
                        new BigDecimal("121.00"),
                        List.of(new EntryDebtor(debtor(null), List.of(0, 2)),
                                new EntryDebtor(debtor("0100"), List.of(1))),
                        AfasElement.EMPTY.with("UnId", "1").withObject("FiEntries",
                                List.of(AfasElement.EMPTY.with("AmDe", FieldValue.of(new BigDecimal("121.00"))),
                                        AfasElement.EMPTY.with("AmCr", FieldValue.of(new BigDecimal("121")))))),
                new AfasUpdate.EntryUpdate("1", "90", "v", LocalDate.EPOCH, BigDecimal.TEN, List.of(),
                        AfasElement.EMPTY),
                new AfasUpdate.Deletion(true), new AfasUpdate.Deletion(false));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void readsWhatItWrote(AfasUpdate update) {
        assertThat(codec.read(codec.write(update))).isEqualTo(update);
    }

    @ParameterizedTest
    @MethodSource("updates")
    void writesTheSameBytesForTheSameUpdate(AfasUpdate update) {
        assertThat(codec.write(codec.read(codec.write(update)))).isEqualTo(codec.write(update));
    }

    /** Were they written otherwise, everything would be new to a writer that knows their hashes. */
    @Test
    void writesWhatEarlierVersionsWrote() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        updates().map(codec::write).forEach(digest::update);

        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(
                "11d9ad0a0b8954716446dd59c3989c20e8feeb4a6bb007a1d150abb38af7b693");
    }

    @Test
    void keepsDigitsOrderAndTypesOfFields() {
        AfasElement element = AfasElement.EMPTY.with("Z", FieldValue.of(new BigDecimal("1.10")))
                .with("A", FieldValue.of(new BigDecimal("1E+2")))
                .with("B", FieldValue.of(new BigDecimal("12345678901234567890.123456789012345678")))
                .with("C", "007").with("D", FieldValue.of(LocalDate.of(2026, 1, 2))).with("E", "2026-01-02")
                .with("F", FieldValue.of(false)).with("G", "").adding("Y", AfasElement.EMPTY)
                .adding("X", AfasElement.EMPTY.with("q", "1")).adding("X", AfasElement.EMPTY.with("q", "2"));

        AfasUpdate.ItemUpdate read = (AfasUpdate.ItemUpdate) codec
                .read(codec.write(new AfasUpdate.ItemUpdate("I", element)));

        assertThat(read.item()).isEqualTo(element);
        assertThat(java.util.Objects.requireNonNull(read.item()).fields().sequencedKeySet())
                .containsExactly("Z", "A", "B", "C", "D", "E", "F", "G");
        assertThat(read.item().objects().sequencedKeySet()).containsExactly("Y", "X");
    }

    @Test
    void ignoresWhatANewerMapperAdds() {
        byte[] newer = "{\"documentKind\":\"deletion\",\"blockInAfas\":true,\"later\":[1]}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(codec.read(newer)).isEqualTo(new AfasUpdate.Deletion(true));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void refusesWhatIsNoUpdateWithoutRepeatingIt(String garbage) {
        assertThatThrownBy(() -> codec.read(garbage.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("secret").hasNoCause();
    }

    static Stream<String> garbage() {
        return Stream.of("", "secret", "{}", "[]", "{\"documentKind\":\"deletion\",\"blockInAfas\":\"secret\"}",
                "{\"documentKind\":\"item\",\"itemCode\":\"I\",\"item\":{\"fields\":{\"D\":{\"date\":\"secret\"}}}}",
                "{\"documentKind\":\"debtor\",\"debtor\":{\"customer\":\"secret\"}}");
    }

    private static AfasUpdate.InvoiceUpdate invoice(DocumentKind kind, @Nullable String number) {
        return new AfasUpdate.InvoiceUpdate(kind, "1", "NL01/sales-invoice/FACTUUR/13", number,
                LocalDate.of(2026, 11, 22), "EUR", true, new BigDecimal("-121.00"), new BigDecimal("-100.00"),
                debtor(null), new TreeSet<>(List.of("D012", "A001")), AfasElement.EMPTY.with("OrDa",
                        FieldValue.of(LocalDate.of(2026, 11, 22))).adding("FbSalesLines",
                                AfasElement.EMPTY.with("QuUn", FieldValue.of(new BigDecimal("-1.000")))));
    }

    private static DebtorBlock debtor(@Nullable String fixed) {
        return new DebtorBlock(CUSTOMER, 1_763_800_000_000_001L, "aa", "bb", DebtorBlock.Party.ORGANISATION,
                new DebtorBlock.Identity("info@example.com", null, "NL001234567B01", "0012"), fixed,
                AfasElement.EMPTY.with("CuId", "EUR").adding("KnOrganisation",
                        AfasElement.EMPTY.with("Nm", "Café Zürich & Søn")));
    }
}
