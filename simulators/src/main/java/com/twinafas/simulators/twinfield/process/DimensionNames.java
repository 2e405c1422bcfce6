package com.twinafas.simulators.twinfield.process;

import java.util.Optional;

import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.wording.Language;

/** Names of codes, as Twinfield puts them beside the code. */
public final class DimensionNames {

    private final TwinfieldBooks books;
    private final Language language;

    public DimensionNames(TwinfieldBooks books, Language language) {
        this.books = books;
        this.language = language;
    }

    /** Name of a dimension type; empty for one that does not exist. */
    public String type(String type) {
        return switch (type) {
            case Relation.CUSTOMER -> language.say("Debiteuren", "Customers");
            case Relation.SUPPLIER -> language.say("Crediteuren", "Suppliers");
            case "BAS" -> language.say("Balans", "Balance sheet");
            case "PNL" -> language.say("Winst & verlies", "Profit and loss");
            case "KPL" -> language.say("Kostenplaatsen", "Cost centers");
            case "PRJ" -> language.say("Projecten", "Projects");
            default -> "";
        };
    }

    /** Name of a ledger account, cost centre or project; empty when there is none. */
    public String ledger(Office office, String code) {
        return ledgerOf(office, code).map(Office.Ledger::name).orElse("");
    }

    /** Dimension type of a ledger account, cost centre or project; empty when there is none. */
    public String ledgerType(Office office, String code) {
        return ledgerOf(office, code).map(Office.Ledger::type).orElse("");
    }

    private static Optional<Office.Ledger> ledgerOf(Office office, String code) {
        return office.ledgers().stream().filter(one -> one.code().equals(code)).findFirst();
    }

    /** Name of what a dimension of a line is; empty when there is none. */
    public String dimension(Office office, String type, String code) {
        return type.equals(Relation.CUSTOMER) || type.equals(Relation.SUPPLIER)
                ? books.relation(office.code(), type, code).map(Relation::name).orElse("")
                : ledger(office, code);
    }

    public String country(String code) {
        return switch (code) {
            case "NL" -> language.say("Nederland", "Netherlands");
            case "BE" -> language.say("België", "Belgium");
            case "DE" -> language.say("Duitsland", "Germany");
            case "FR" -> language.say("Frankrijk", "France");
            case "GB" -> language.say("Verenigd Koninkrijk", "United Kingdom");
            case "US" -> language.say("Verenigde Staten", "United States");
            case "CS" -> language.say("Servië en Montenegro", "Serbia and Montenegro");
            default -> "";
        };
    }
}
