package com.twinafas.standalone.valuelist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.GetQuery;

/**
 * AFAS's lists, from its standard GetConnectors (afas-api §2.1) and from the values that {@code /metainfo} allows for a
 * field. No list is made of what happens to be in use. An app connector that does not have one of them simply gives no such list.
 */
final class AfasValues {

    private final Afas afas;
    private final String items;

    /** @param items GetConnector of items */
    AfasValues(Afas afas, String items) {
        this.afas = afas;
        this.items = items;
    }

    /** @throws AfasFailure when AFAS does not answer at all */
    void fetch(ValueLists into) {
        list(into, ListName.AFAS_ADMINISTRATIONS, "Profit_Administrations", "AdminId", "AdminNm");
        list(into, ListName.AFAS_JOURNALS, "Profit_Journals", "JournalId", "Description", "UnitId", "JournalId");
        list(into, ListName.AFAS_ACCOUNTS, "Profit_Accounts", "Account", "Description");
        list(into, ListName.AFAS_WAREHOUSES, "Profit_Warehouses", "Warehouse", "Description");
        rows("Profit_Allocation_Assigments", "Unit", "Account", "DimAx", "DimCode")
                .ifPresent(rows -> into.add(ListName.AFAS_AXES, values(rows, "DimAx", "AxDescription")));
        rows("Profit_VAT_code", "VatCode").ifPresent(rows -> into.add(ListName.AFAS_VAT_CODES,
                rows.stream().map(row -> new Value(row.required("VatCode"), text(row, "Description"),
                        row.decimal("VatPerc"))).toList()));
        list(into, ListName.AFAS_ITEMS, items, "ItemCode", "Description");
        allowed(into, ListName.AFAS_PAYMENT_CONDITIONS, "KnSalesRelationOrg", fields -> fields.fields().get("PaCd"));
        allowed(into, ListName.AFAS_VAT_DUTIES, "KnSalesRelationOrg", fields -> fields.fields().get("VaDu"));
        allowed(into, ListName.AFAS_UNITS, "FbItemArticle", fields -> fields.fields().get("BiUn"));
        allowed(into, ListName.AFAS_RATE_GROUPS, "FbItemArticle", fields -> fields.fields().get("VaRc"));
    }

    private void list(ValueLists into, ListName name, String connector, String code, String description,
            String... orderBy) {
        rows(connector, orderBy.length == 0 ? new String[]{code} : orderBy)
                .ifPresent(rows -> into.add(name, values(rows, code, description)));
    }

    private Optional<List<AfasRow>> rows(String connector, String... orderBy) {
        return granted(() -> afas.read(GetQuery.all(connector, orderBy)));
    }

    private void allowed(ValueLists into, ListName name, String connector,
            Function<ConnectorFields, ConnectorFields.@Nullable Field> field) {
        granted(() -> afas.updateConnector(connector)).map(field).map(ConnectorFields.Field::values)
                .filter(values -> !values.isEmpty()).ifPresent(values -> into.add(name,
                        new TreeSet<>(values).stream().map(code -> Value.of(code, null)).toList()));
    }

    private static <T> Optional<T> granted(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (AfasFailure.ContractBroken | AfasFailure.Refused e) {
            return Optional.empty();
        }
    }

    /** The distinct values of a column. */
    private static List<Value> values(List<AfasRow> rows, String code, @Nullable String description) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (AfasRow row : rows) {
            String text = row.text(code);
            if (text != null && !text.isBlank()) {
                values.putIfAbsent(text, Value.of(text, description == null ? null : row.text(description)));
            }
        }
        return new ArrayList<>(values.values());
    }

    private static String text(AfasRow row, String column) {
        String text = row.text(column);
        return text == null ? "" : text;
    }
}
