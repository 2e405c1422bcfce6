package com.twinafas.writer.debtor;

import java.util.List;

import com.twinafas.afas.AfasRow;
import com.twinafas.pipeline.settings.AfasSettings.Connectors;
import com.twinafas.schemas.update.DebtorBlock.Party;
import com.twinafas.writer.line.Line;
import com.twinafas.writer.line.Lookup;

/** What AFAS has of a party beside its own fields (afas-api §2.1). Looks of many customers share calls. */
public final class PartyDetails {

    private final Lookup bankAccounts;
    private final Lookup contacts;
    private final Lookup deliveryAddresses;

    public PartyDetails(Line line, Connectors connectors) {
        this.bankAccounts = new Lookup(line, connectors.bankAccounts(), "BcCo", "IBAN");
        this.contacts = new Lookup(line, connectors.contacts(), "ContactId");
        this.deliveryAddresses = new Lookup(line, connectors.deliveryAddresses(), "Adres_ID");
    }

    /** The rows of this kind that belong to the party. */
    List<AfasRow> rows(Addition.Kind kind, Party type, String party) {
        return switch (kind) {
            case BANK_ACCOUNT -> bankAccounts.find("BcCo", party);
            case DELIVERY_ADDRESS -> deliveryAddresses.find("OrgId", party);
            case CONTACT -> contacts(type, party).stream().filter(row -> !"AFL".equals(row.text("Type"))).toList();
        };
    }

    /** The party's contacts and delivery addresses with their numbers, without the addresses of those. */
    List<AfasRow> contacts(Party type, String party) {
        return contacts.find(type == Party.ORGANISATION ? "OrgNumber" : "PerNumber", party);
    }
}
