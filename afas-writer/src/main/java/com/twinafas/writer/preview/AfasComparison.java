package com.twinafas.writer.preview;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.pipeline.settings.AfasSettings;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

/** What a request would change of what AFAS shows in its GetConnectors (afas-api §2.1). */
public final class AfasComparison {

    private static final Map<String, String> DEBTOR = Map.ofEntries(Map.entry("CuId", "CurrencyId"),
            Map.entry("PaCd", "PayCon"), Map.entry("VaDu", "VatDuty"), Map.entry("VaId", "VatNr"),
            Map.entry("Krli", "CreditLimit"), Map.entry("Bl", "Blocked"), Map.entry("ColA", "CollectAccount"),
            Map.entry("KnOrganisation/Nm", "DebtorName"), Map.entry("KnOrganisation/SeNm", "SearchName"),
            Map.entry("KnOrganisation/CcNr", "ChOfCommNr"), Map.entry("KnOrganisation/TeNr", "TelNr"),
            Map.entry("KnOrganisation/EmAd", "Email"), Map.entry("KnPerson/SeNm", "SearchName"),
            Map.entry("KnPerson/TeNr", "TelNr"), Map.entry("KnPerson/EmAd", "Email"),
            Map.entry("KnOrganisation/KnBankAccount/Iban", "IBAN"), Map.entry("KnPerson/KnBankAccount/Iban", "IBAN"));
    private static final Map<String, String> CONTACT = Map.of("ExAd", "Department", "TeNr", "TelWork", "MbNr",
            "MobWork", "EmAd", "MailWork", "FuDs", "FunctionCard", "Re", "Note", "ViKc", "Type");
    private static final Map<String, String> PERSON = Map.of("SeNm", "SearchName", "TeNr", "TelWork", "EmAd",
            "MailWork", "HoPa", "Homepage", "Re", "Note");
    private static final Map<String, String> ITEM = Map.of("Ds", "Description", "BiUn", "UnitId", "Grp", "ArtGroup",
            "VaRc", "VATGroup", "Bl", "Blocked");
    private static final Map<String, String> ORDER = Map.of("DbId", "DebtorId", "OrDa", "OrderDate", "CuId",
            "CurrencyId", "RfCs", "CustomerReference");
    private static final Map<String, String> LINE = Map.of("ItCd", "ItemCodeId", "Ds", "Description", "BiUn",
            "UnitId", "QuUn", "PiecePerUnit", "Upri", "PricePerUnit");
    private static final String GUID = "GuLi";

    private final Afas afas;
    private final AfasSettings.Connectors connectors;

    public AfasComparison(Afas afas, AfasSettings.Connectors connectors) {
        this.afas = afas;
        this.connectors = connectors;
    }

    /**
     * One field that a request would change.
     *
     * @param now null when AFAS has nothing there or does not show it
     */
    public record Change(String field, @Nullable String now, String then) {
    }

    /** The fields a PUT would change; a POST makes something new and changes none. */
    public List<Change> changes(AfasRequest request) {
        if (request.method() == AfasRequest.Method.POST) {
            return List.of();
        }
        return switch (request.connector()) {
            case "KnSalesRelationOrg", "KnSalesRelationPer" ->
                compare(request, connectors.debtors(), "DbId", "DebtorId", DEBTOR);
            case "KnPerson" -> compare(request, connectors.parties(), "BcCo", "BcCo", PERSON);
            case "KnContact" -> compare(request, connectors.contacts(), "CdId", "ContactId", CONTACT);
            case "FbItemArticle" -> compare(request, connectors.items(), "ItCd", "ItemCode", ITEM);
            case "FbSales" -> order(request);
            default -> List.of();
        };
    }

    private List<Change> order(AfasRequest request) {
        List<Change> changes = new ArrayList<>(
                compare(request, connectors.orders(), "OrNu", "OrderNumber", ORDER));
        String number = text(request.element().field("OrNu"));
        Map<String, AfasRow> lines = new LinkedHashMap<>();
        if (number != null) {
            rows(connectors.orderLines(), "OrderNumber", number)
                    .forEach(row -> lines.put(Objects.requireNonNullElse(row.text("LineGuid"), ""), row));
        }
        List<AfasElement> sent = request.element().object("FbSalesLines");
        for (int i = 0; i < sent.size(); i++) {
            String place = "FbSalesLines[" + (i + 1) + "]/";
            String guid = text(sent.get(i).field(GUID));
            compare(sent.get(i), place, guid == null ? null : lines.get(guid), LINE, changes);
        }
        return changes;
    }

    private List<Change> compare(AfasRequest request, String connector, String keyField, String keyColumn,
            Map<String, String> columns) {
        String key = text(request.element().field(keyField));
        Optional<AfasRow> row = key == null ? Optional.empty() : rows(connector, keyColumn, key).stream().findFirst();
        List<Change> changes = new ArrayList<>();
        AfasElement withoutLines = request.element().withoutObject("FbSalesLines").without(keyField);
        compare(withoutLines, "", row.orElse(null), columns, changes);
        return changes;
    }

    private static void compare(AfasElement element, String place, @Nullable AfasRow row, Map<String, String> columns,
            List<Change> changes) {
        compare(element, place, "", row, columns, changes);
    }

    private static void compare(AfasElement element, String place, String path, @Nullable AfasRow row,
            Map<String, String> columns, List<Change> changes) {
        element.fields().forEach((name, value) -> {
            String column = columns.get(path + name);
            String now = column == null || row == null ? null : row.text(column);
            String then = Objects.requireNonNullElse(text(value), "");
            if (!name.startsWith("Match") && !name.equals("BcCo") && !name.equals(GUID) && !same(now, value)) {
                changes.add(new Change(place + path + name, now, then));
            }
        });
        element.objects().forEach((name, elements) -> elements.forEach(
                nested -> compare(nested, place, path + name + "/", row, columns, changes)));
    }

    private List<AfasRow> rows(String connector, String column, String value) {
        return afas.read(new GetQuery(connector,
                List.of(List.of(new GetQuery.Condition(column, GetQuery.Operator.EQUALS, value))), List.of(column), 0));
    }

    private static boolean same(@Nullable String now, FieldValue then) {
        if (now == null) {
            return false;
        }
        return switch (then) {
            case FieldValue.Text(String text) -> text.equals(now.strip());
            case FieldValue.Amount(BigDecimal amount) -> isNumber(now) && new BigDecimal(now).compareTo(amount) == 0;
            case FieldValue.Flag(boolean flag) -> flag == (now.equalsIgnoreCase("true") || now.equals("1"));
            case FieldValue.Date date -> now.startsWith(date.value().toString());
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,18}(\\.\\d{1,12})?");
    }

    private static @Nullable String text(@Nullable FieldValue value) {
        return switch (value) {
            case null -> null;
            case FieldValue.Text(String text) -> text;
            case FieldValue.Amount(BigDecimal amount) -> amount.toPlainString();
            case FieldValue.Flag(boolean flag) -> String.valueOf(flag);
            case FieldValue.Date date -> date.value().toString();
        };
    }
}
