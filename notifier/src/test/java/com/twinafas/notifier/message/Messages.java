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

    /** One cause, 37 invoices of two offices. */
    public static Section missingItem() {
        return new Section(
                new StagedCause(Cause.of(FailureCode.ITEM_MISSING, "item", "D012"), Stage.WRITE), 37,
                List.of(new Section.Group("NL01", RecordKind.SALES_INVOICE, 36,
                        List.of("FACTUUR/13", "FACTUUR/14", "FACTUUR/15", "FACTUUR/16", "FACTUUR/17")),
                        new Section.Group("NL02", RecordKind.SALES_INVOICE, 1, List.of("FACTUUR/4"))),
                List.of());
    }

    public static Section unmappedVat() {
        return new Section(
                new StagedCause(Cause.of(FailureCode.VAT_CODE_UNMAPPED, Map.of("vatcode", "VX", "country", "BE")),
                        Stage.MAP),
                1, List.of(new Section.Group("NL01", RecordKind.SALES_INVOICE, 1, List.of("FACTUUR/99"))), List.of());
    }

    public static Section unreadable() {
        return new Section(StagedCause.unreadable("demo.afas.update", Stage.WRITE), 2, List.of(),
                List.of("demo.afas.update 17", "demo.afas.update 18"));
    }

    /** AFAS's own words, with what could break a header or a page. */
    public static Section refused() {
        return new Section(
                new StagedCause(Cause.of(FailureCode.AFAS_REFUSED, "reason",
                        "Dagboek 70 is <geblokkeerd>\r\nBcc: all@example.org"), Stage.WRITE),
                1, List.of(new Section.Group("NL01", RecordKind.TRANSACTION, 1, List.of("MEMO/202600001"))), List.of());
    }

    public static Message of(Section... sections) {
        return new Message("5f2b", "demo", Instant.parse("2026-03-02T09:00:00Z"), List.of(sections));
    }
}
