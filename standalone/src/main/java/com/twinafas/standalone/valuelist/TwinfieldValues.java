package com.twinafas.standalone.valuelist;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.twinafas.twinfield.Finder;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.Row;
import com.twinafas.twinfield.vat.VatCode;
import com.twinafas.twinfield.xml.XmlElement;

/** Twinfield's lists, by the Finder (twinfield-api §2.2, §4.6); a VAT code's percentage takes a read of it. */
final class TwinfieldValues {

    private final Twinfield twinfield;
    private final Finder finder;
    private final LocalDate today;

    TwinfieldValues(Twinfield twinfield, LocalDate today) {
        this.twinfield = twinfield;
        this.finder = new Finder(twinfield);
        this.today = today;
    }

    /** @throws com.twinafas.twinfield.failure.TwinfieldFailure when Twinfield does not answer */
    void fetch(List<String> offices, ValueLists into) {
        into.add(ListName.TWINFIELD_OFFICES, twinfield.call(ProcessXml.offices()).stream()
                .filter(Row.Usable.class::isInstance).map(row -> office(((Row.Usable) row).record().element()))
                .toList());
        for (String office : offices) {
            into.add(ListName.TWINFIELD_VAT_CODES, vatCodes(office));
            into.add(ListName.TWINFIELD_DAY_BOOKS, values(office, "TRS", Map.of()));
            into.add(ListName.TWINFIELD_LEDGERS, values(office, "DIM", Map.of("dimtype", "BAS")));
            into.add(ListName.TWINFIELD_LEDGERS, values(office, "DIM", Map.of("dimtype", "PNL")));
            into.add(ListName.TWINFIELD_COST_CENTRES, values(office, "DIM", Map.of("dimtype", "KPL")));
            into.add(ListName.TWINFIELD_PROJECTS, values(office, "DIM", Map.of("dimtype", "PRJ")));
            into.add(ListName.TWINFIELD_PAY_CODES, values(office, "PAY", Map.of()));
        }
    }

    private static Value office(XmlElement office) {
        return Value.of(office.text(), office.attribute("name"));
    }

    private List<Value> values(String office, String type, Map<String, String> options) {
        return finder.rows(office, type, options).stream()
                .map(row -> Value.of(row.getFirst(), row.size() > 1 ? row.get(1) : null)).toList();
    }

    /** As AFAS's names have it: a code of sales is no use for purchases. */
    private static String direction(VatCode code) {
        return "purchase".equals(code.type()) ? ", inkoop" : ", verkoop";
    }

    private List<Value> vatCodes(String office) {
        List<Value> codes = new ArrayList<>();
        for (Value found : values(office, "VAT", Map.of())) {
            VatCode code = VatCode.of(twinfield.call(ProcessXml.vatCode(office, found.code())).element());
            BigDecimal percentage = code.rateOn(today).map(VatCode.Rate::percentage).orElse(null);
            codes.add(new Value(found.code(), Objects.requireNonNullElse(code.name(), found.name()) + direction(code),
                    percentage));
        }
        return codes;
    }
}
