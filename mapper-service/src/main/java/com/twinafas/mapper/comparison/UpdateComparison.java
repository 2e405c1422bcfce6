package com.twinafas.mapper.comparison;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.FieldValue;

/** Compares two updates of one record. The customer of an invoice or entry is an update of its own. */
public final class UpdateComparison {

    private UpdateComparison() {
    }

    /** The fields that have another value, by connector and object ({@code FbSales/FbSalesLines/Upri}); no values. */
    public static Set<String> fields(AfasUpdate before, AfasUpdate after) {
        SortedMap<String, String> was = values(before);
        SortedMap<String, String> is = values(after);
        Set<String> places = new TreeSet<>(was.keySet());
        places.addAll(is.keySet());
        Set<String> different = new TreeSet<>();
        places.stream().filter(place -> !Objects.equals(was.get(place), is.get(place)))
                .map(place -> place.replaceAll("\\[\\d+\\]", "")).forEach(different::add);
        return different;
    }

    private static SortedMap<String, String> values(AfasUpdate update) {
        SortedMap<String, String> values = new TreeMap<>();
        switch (update) {
            case AfasUpdate.DebtorUpdate debtor -> {
                add(values, "KnSalesRelation/", debtor.debtor().relation());
                put(values, "KnSalesRelation/DbId", debtor.debtor().fixedDebtor());
            }
            case AfasUpdate.ItemUpdate item -> {
                values.put("FbItemArticle/ItCd", item.itemCode());
                add(values, "FbItemArticle/", item.item());
            }
            case AfasUpdate.InvoiceUpdate invoice -> {
                String connector = switch (invoice.documentKind()) {
                    case DIRECT_INVOICE -> "FbDirectInvoice/";
                    case ORDER, DEBTOR, ITEM, ENTRY, DELETION -> "FbSales/";
                };
                values.put(connector + "Unit", invoice.administration());
                add(values, connector, invoice.document());
                add(values, connector, invoice.standIn());
                add(values, connector + "KnBasicAddressAdr/", invoice.deliveryAddress());
            }
            case AfasUpdate.EntryUpdate entry -> {
                values.putAll(Map.of("FiEntries/UnId", entry.administration(), "FiEntries/JoCo", entry.journal(),
                        "FiEntries/BpNr", entry.voucher()));
                add(values, "FiEntries/", entry.entry());
            }
            case AfasUpdate.Deletion deletion ->
                values.put("Bl", String.valueOf(deletion.blockInAfas()));
        }
        return values;
    }

    private static void add(SortedMap<String, String> values, String place, @Nullable AfasElement element) {
        if (element == null) {
            return;
        }
        element.fields().forEach((name, value) -> values.put(place + name, text(value)));
        element.objects().forEach((name, elements) -> {
            for (int i = 0; i < elements.size(); i++) {
                add(values, place + name + "[" + i + "]/", elements.get(i));
            }
        });
    }

    private static void put(SortedMap<String, String> values, String place, @Nullable String value) {
        if (value != null) {
            values.put(place, value);
        }
    }

    private static String text(FieldValue value) {
        return switch (value) {
            case FieldValue.Text(String text) -> text;
            case FieldValue.Amount(BigDecimal amount) -> amount.stripTrailingZeros().toPlainString();
            case FieldValue.Flag(boolean flag) -> String.valueOf(flag);
            case FieldValue.Date(LocalDate date) -> date.toString();
        };
    }
}
