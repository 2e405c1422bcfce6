package com.twinafas.notifier.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.twinafas.notifier.cause.StagedCause;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKind;

/** Messages to test with. */
public final class Messages {

    private Messages() {
    }

    private static final Instant SINCE = Instant.parse("2026-03-02T08:59:00Z");

    /** One cause, 37 invoices of two offices. */
    public static Section missingItem() {
        return missingItem(State.NEW, 37);
    }

    /** @param seen how many there were since it was first seen */
    public static Section missingItem(State state, long seen) {
        StagedCause cause = new StagedCause(Cause.of(FailureCode.ITEM_MISSING, "item", "D012"), Stage.WRITE);
        return state == State.SOLVED
                ? new Section(cause, state, SINCE, SINCE.plusSeconds(5400), 0, seen, List.of(), List.of())
                : new Section(cause, state, SINCE, null, 37, seen,
                        List.of(new Section.Group("NL01", RecordKind.SALES_INVOICE, 36,
                                List.of("FACTUUR/13", "FACTUUR/14", "FACTUUR/15", "FACTUUR/16", "FACTUUR/17")),
                                new Section.Group("NL02", RecordKind.SALES_INVOICE, 1, List.of("FACTUUR/4"))),
                        List.of());
    }

    public static Section unmappedVat() {
        return fresh(
                new StagedCause(Cause.of(FailureCode.VAT_CODE_UNMAPPED, Map.of("vatcode", "VX", "country", "BE")),
                        Stage.MAP),
                1, List.of(new Section.Group("NL01", RecordKind.SALES_INVOICE, 1, List.of("FACTUUR/99"))), List.of());
    }

    public static Section unreadable() {
        return fresh(StagedCause.unreadable("demo.afas.update", Stage.WRITE), 2, List.of(),
                List.of("demo.afas.update 17", "demo.afas.update 18"));
    }

    /** No record but a whole line. */
    public static Section lineStopped() {
        return fresh(new StagedCause(Cause.of(FailureCode.AFAS_UNAUTHORIZED), Stage.WRITE), 0, List.of(), List.of());
    }

    /** Two kinds of an office. */
    public static Section silent() {
        return fresh(new StagedCause(Cause.of(FailureCode.POLL_SILENT), Stage.NOTIFY), 0,
                List.of(new Section.Group("NL01", RecordKind.CUSTOMER, 0, List.of()),
                        new Section.Group("NL01", RecordKind.SALES_INVOICE, 0, List.of())),
                List.of());
    }

    /** AFAS's own words, with what could break a header or a page. */
    public static Section refused() {
        return fresh(
                new StagedCause(Cause.of(FailureCode.AFAS_REFUSED, "reason",
                        "Dagboek 70 is <geblokkeerd>\r\nBcc: all@example.org *[x](http://example.org)"), Stage.WRITE),
                1, List.of(new Section.Group("NL01", RecordKind.TRANSACTION, 1, List.of("MEMO/202600001"))), List.of());
    }

    public static Message of(Section... sections) {
        return new Message("5f2b", "demo", Instant.parse("2026-03-02T09:00:00Z"), List.of(sections));
    }

    private static Section fresh(StagedCause cause, long records, List<Section.Group> groups, List<String> others) {
        return new Section(cause, State.NEW, SINCE, null, records, records, groups, others);
    }
}
