package com.twinafas.poller.reconciliation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.table.KeyTable;
import com.twinafas.poller.reconciliation.Compared.Afas;
import com.twinafas.poller.reconciliation.Compared.Note;
import com.twinafas.poller.reconciliation.Compared.Telling;
import com.twinafas.poller.reconciliation.Compared.Twinfield;
import com.twinafas.poller.reconciliation.Evidence.MappingStep;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;

/** All records that are compared, some 80 bytes each: no object stands for one of them. Not safe for threads. */
final class Tally {

    private static final int TWINFIELD_AMOUNT = 0;
    private static final int AFAS_AMOUNT = 1;
    private static final int PERIODS = 2;
    private static final int SIDES = 3;
    private static final int EVIDENCE = 4;
    private static final int COLUMNS = 5;
    /** Amounts have at most so many decimals (twinfield-api §3). */
    private static final int DECIMALS = 4;
    private static final int OCTET = 0xFF;
    private static final int SIXTEEN_BITS = 0xFFFF;
    private static final List<Note> NOTES = List.of(Note.values());
    private static final List<Telling> TELLINGS = List.of(Telling.values());
    private static final List<FailureCode> CODES = List.of(FailureCode.values());

    private final KeyTable table = new KeyTable(COLUMNS);
    private final List<@Nullable String> currencies = new ArrayList<>();
    private final List<@Nullable MappingStep> steps = new ArrayList<>();

    Tally() {
        currencies.add(null);
        steps.add(null);
    }

    int size() {
        return table.size();
    }

    boolean contains(RecordKey key) {
        return table.contains(key.toString());
    }

    /** {@link Compared#NOTHING} when it is not there. */
    Compared get(RecordKey key) {
        int row = table.row(key.toString());
        return row == KeyTable.NONE ? Compared.NOTHING : read(row);
    }

    void change(RecordKey key, UnaryOperator<Compared> change) {
        Compared changed = change.apply(get(key));
        write(table.add(key.toString()), changed);
    }

    /** As {@link #change}, of a record that is there. */
    void changeKnown(RecordKey key, UnaryOperator<Compared> change) {
        if (contains(key)) {
            change(key, change);
        }
    }

    void remove(RecordKey key) {
        table.remove(key.toString());
    }

    /** Every record; it may not change meanwhile. */
    void forEach(BiConsumer<RecordKey, Compared> each) {
        table.rows().forEach(row -> each.accept(RecordKey.parse(table.key(row)), read(row)));
    }

    private Compared read(int row) {
        long periods = table.get(row, PERIODS);
        long sides = table.get(row, SIDES);
        long evidence = table.get(row, EVIDENCE);
        int documents = octet(sides, 2);
        boolean inTwinfield = octet(sides, 4) != 0;
        Twinfield twinfield = inTwinfield
                ? new Twinfield(amount(row, TWINFIELD_AMOUNT), (int) (periods >>> Integer.SIZE),
                        text(octet(sides, 0)), octet(sides, 5) != 0, octet(sides, 3))
                : null;
        Afas afas = documents == 0
                ? null
                : new Afas(amount(row, AFAS_AMOUNT), (int) periods, currencies.get(octet(sides, 1)), documents);
        int held = octet(evidence, 2);
        return new Compared(twinfield, afas, NOTES.get(octet(evidence, 0)), TELLINGS.get(octet(evidence, 1)),
                held == 0 ? null : CODES.get(held - 1), steps.get((int) (evidence >>> 32) & SIXTEEN_BITS));
    }

    private void write(int row, Compared compared) {
        Twinfield twinfield = compared.twinfield();
        Afas afas = compared.afas();
        table.set(row, TWINFIELD_AMOUNT, twinfield == null ? 0 : number(twinfield.amount()));
        table.set(row, AFAS_AMOUNT, afas == null ? 0 : number(afas.amount()));
        table.set(row, PERIODS, (twinfield == null ? 0L : (long) twinfield.period()) << Integer.SIZE
                | (afas == null ? 0 : afas.period()));
        long sides = 0;
        if (twinfield != null) {
            sides |= at(0, index(currencies, twinfield.currency()))
                    | at(3, Math.min(OCTET, twinfield.vatCodes())) | at(4, 1) | at(5, twinfield.isRecent() ? 1 : 0);
        }
        if (afas != null) {
            sides |= at(1, index(currencies, afas.currency())) | at(2, Math.min(OCTET, afas.documents()));
        }
        table.set(row, SIDES, sides);
        FailureCode held = compared.held();
        table.set(row, EVIDENCE, at(0, NOTES.indexOf(compared.note())) | at(1, TELLINGS.indexOf(compared.told()))
                | at(2, held == null ? 0 : CODES.indexOf(held) + 1) | at(4, index(steps, compared.step())));
    }

    /** Currencies and steps are few; what is one too many counts as unknown. */
    private static <T> int index(List<@Nullable T> known, @Nullable T value) {
        int index = known.indexOf(value);
        if (index < 0 && known.size() <= OCTET) {
            known.add(value);
            return known.size() - 1;
        }
        return Math.max(0, index);
    }

    private String text(int currency) {
        String text = currencies.get(currency);
        return text == null ? "" : text;
    }

    private BigDecimal amount(int row, int column) {
        BigDecimal amount = BigDecimal.valueOf(table.get(row, column), DECIMALS).stripTrailingZeros();
        return amount.scale() < 2 ? amount.setScale(2) : amount;
    }

    private static long number(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }

    private static int octet(long octets, int place) {
        return (int) (octets >>> (place * Byte.SIZE)) & OCTET;
    }

    private static long at(int place, int value) {
        return (long) value << (place * Byte.SIZE);
    }
}
