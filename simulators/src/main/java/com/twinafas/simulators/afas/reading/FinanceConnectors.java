package com.twinafas.simulators.afas.reading;

import static com.twinafas.simulators.afas.reading.Column.date;
import static com.twinafas.simulators.afas.reading.Column.empty;
import static com.twinafas.simulators.afas.reading.Column.flag;
import static com.twinafas.simulators.afas.reading.Column.integer;
import static com.twinafas.simulators.afas.reading.Column.number;
import static com.twinafas.simulators.afas.reading.Column.text;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.afas.books.Entry;
import com.twinafas.simulators.afas.setup.AfasSetup;
import com.twinafas.simulators.afas.setup.AfasSetup.Account;
import com.twinafas.simulators.afas.setup.AfasSetup.Administration;
import com.twinafas.simulators.afas.setup.AfasSetup.Allocation;
import com.twinafas.simulators.afas.setup.AfasSetup.Country;
import com.twinafas.simulators.afas.setup.AfasSetup.Currency;
import com.twinafas.simulators.afas.setup.AfasSetup.Journal;
import com.twinafas.simulators.afas.setup.AfasSetup.VatCode;
import com.twinafas.simulators.afas.setup.AfasSetup.Warehouse;

/** The GetConnectors on financial entries and on the environment's reference data. */
final class FinanceConnectors {

    private final AfasSetup setup;

    FinanceConnectors(AfasSetup setup) {
        this.setup = setup;
    }

    List<GetConnector<?>> all() {
        return List.of(transactions(), administrations(), journals(), accounts(), vatCodes(), allocations(),
                currencies(), countries(), warehouses());
    }

    private record LineRow(Entry entry, Entry.Line line) {
    }

    private static GetConnector<LineRow> transactions() {
        return new GetConnector<>("Profit_Transactions", "Financiële mutaties",
                List.of(integer("UnitId", row -> row.entry().administration()),
                        integer("EntryNo", row -> row.entry().number()), integer("SeqNo", row -> row.line().number()),
                        integer("Year", row -> row.entry().year()), integer("Period", row -> row.entry().period()),
                        text("JournalId", 6, row -> row.entry().journal()),
                        text("AccountNo", 16, row -> row.line().field("AcNr")),
                        number("AmtDebit", row -> row.line().debit()), number("AmtCredit", row -> row.line().credit()),
                        date("EntryDate", row -> day(row, "EnDa")),
                        text("InvoiceId", 12, row -> row.line().field("InId")),
                        date("VoucherDate", row -> day(row, "BpDa")),
                        text("VoucherNo", 32, row -> row.line().field("BpNr")),
                        text("VatCode", 3, row -> row.line().field("VaId")), empty("VatAmt", Column.Type.NUMBER),
                        text("Description", 255, row -> row.line().field("Ds")),
                        date("Created", row -> row.entry().created()), date("Modified", row -> row.entry().created())),
                books -> books.entries().stream()
                        .flatMap(entry -> entry.lines().stream().map(line -> new LineRow(entry, line))).toList());
    }

    private static @Nullable LocalDate day(LineRow row, String field) {
        String text = row.line().field(field);
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    private GetConnector<Administration> administrations() {
        return new GetConnector<>("Profit_Administrations", "Administraties (Profit)",
                List.of(integer("AdminId", Administration::number), text("AdminNm", 80, Administration::name),
                        text("AdminCd", 10, Administration::code)),
                books -> setup.administrations());
    }

    private GetConnector<Journal> journals() {
        return new GetConnector<>("Profit_Journals", "Dagboeken",
                List.of(integer("UnitId", Journal::administration), text("JournalId", 6, Journal::code),
                        text("Description", 50, Journal::description), text("JournalType", 10, Journal::type),
                        flag("Blocked", Journal::blocked)),
                books -> setup.journals());
    }

    private GetConnector<Account> accounts() {
        return new GetConnector<>("Profit_Accounts", "Grootboekrekeningen (Financieel)",
                List.of(text("Account", 16, Account::code), text("Description", 50, Account::description),
                        text("Type", 10, Account::type), empty("Sort", Column.Type.STRING),
                        flag("Blocked", Account::blocked), flag("CollectAccount", Account::summary),
                        text("CollectAccountType", 10, account -> account.summary() ? "D" : null),
                        empty("Feature", Column.Type.STRING), empty("CollectOn", Column.Type.STRING),
                        flag("VatAllowed", Account::vatAllowed), empty("VatCode", Column.Type.STRING),
                        empty("Budget", Column.Type.STRING), empty("ToProject", Column.Type.STRING), axis(1), axis(2),
                        axis(3), axis(4), axis(5)),
                books -> setup.accounts());
    }

    /** {@code B}: the axis must be allocated on this account (afas-api §2.1). */
    private static Column<Account> axis(int axis) {
        return text("DimAx" + axis, 1, account -> account.obligatoryAxes().contains(axis) ? "B" : null);
    }

    private GetConnector<VatCode> vatCodes() {
        return new GetConnector<>("Profit_VAT_code", "Btw-codes",
                List.of(text("VatCode", 3, VatCode::code), text("Description", 50, VatCode::description),
                        text("AccountNr", 16, VatCode::account), number("VatPerc", VatCode::percentage),
                        text("VatDuty", 3, VatCode::duty), flag("Blocked", code -> false),
                        empty("VatMethod", Column.Type.STRING), text("VatType", 10, VatCode::type)),
                books -> setup.vatCodes());
    }

    private GetConnector<Allocation> allocations() {
        return new GetConnector<>("Profit_Allocation_Assigments", "Verbijzonderingstoewijzingen",
                List.of(integer("Unit", Allocation::administration), text("Account", 16, Allocation::account),
                        text("DimAx", 1, allocation -> Integer.toString(allocation.axis())),
                        text("AxDescription", 50, allocation -> setup.axes().get(allocation.axis() - 1)),
                        text("DimCode", 16, Allocation::code), text("CodeDescription", 50, Allocation::description)),
                books -> setup.allocations());
    }

    private GetConnector<Currency> currencies() {
        return new GetConnector<>("Profit_Currency", "Valuta",
                List.of(text("CurrencyId", 3, Currency::code), text("Currency", 50, Currency::name),
                        number("Exchange_Rate", Currency::rate), empty("StartDate", Column.Type.STRING),
                        number("DailyRate", Currency::rate)),
                books -> setup.currencies());
    }

    private GetConnector<Country> countries() {
        return new GetConnector<>("ProfitCountries", "Landen",
                List.of(text("CoId", 3, Country::code), text("Co", 50, Country::name)), books -> setup.countries());
    }

    private GetConnector<Warehouse> warehouses() {
        return new GetConnector<>("Profit_Warehouses", "Magazijnen",
                List.of(text("Warehouse", 15, Warehouse::code), text("Description", 50, Warehouse::description),
                        integer("UnitIdFin", Warehouse::administration), flag("Blocked", warehouse -> false),
                        empty("Barcode", Column.Type.STRING), empty("BasicContactCode", Column.Type.STRING),
                        empty("Name", Column.Type.STRING), empty("AdressLine1", Column.Type.STRING),
                        empty("AdressLine2", Column.Type.STRING), empty("AdressLine3", Column.Type.STRING),
                        text("CountryId", 3, warehouse -> "NL"), empty("CreateDate", Column.Type.DATE),
                        empty("ModifiedDate", Column.Type.DATE)),
                books -> setup.warehouses());
    }
}
