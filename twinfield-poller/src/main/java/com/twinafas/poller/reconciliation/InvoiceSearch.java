package com.twinafas.poller.reconciliation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.twinfield.Finder;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.xml.XmlElement;

/** Finds the invoice of a booking: a booking does not name its type, the right one names the booking (twinfield-api §5). */
final class InvoiceSearch {

    private final Twinfield twinfield;
    private final String office;
    private List<String> types = List.of();
    private int asked;

    InvoiceSearch(Twinfield twinfield, String office) {
        this.twinfield = twinfield;
        this.office = office;
    }

    /** The invoice's type and number; a call for each type that comes before its own. */
    Optional<RecordKey> find(String booking, long number) {
        asked++;
        if (types.isEmpty()) {
            types = new Finder(twinfield).codes(office, "INV", Map.of());
        }
        return types.stream().filter(type -> booking.equals(booking(type, number))).findFirst()
                .map(type -> new RecordKey(office, RecordKind.SALES_INVOICE, type + "/" + number));
    }

    /** How many were looked for. */
    int asked() {
        return asked;
    }

    /** Whether a booking can be of an invoice at all: its number is an integer (twinfield-api §4.4). */
    static boolean isInvoiceNumber(String number) {
        return number.matches("[1-9]\\d{0,17}");
    }

    private String booking(String type, long number) {
        try {
            XmlElement invoice = twinfield.call(ProcessXml.salesInvoice(office, type, number))
                    .element();
            return invoice.textAt("financials", "code") + "/" + invoice.textAt("financials", "number");
        } catch (TwinfieldFailure.NotFound | TwinfieldFailure.RecordRefused e) {
            return "";
        }
    }
}
