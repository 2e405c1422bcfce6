package com.twinafas.simulators.twinfield.process;

import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.Office.Ledger;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.VatCode;
import com.twinafas.simulators.twinfield.wording.Node;
import com.twinafas.simulators.twinfield.wording.Values;

/** Ledgers, cost centres, dimension types, VAT codes and offices as Twinfield writes them (twinfield-api §4). */
final class ReferenceXml {

    private static final String BEGAN = "20041027101342";

    private final DimensionNames names;

    ReferenceXml(DimensionNames names) {
        this.names = names;
    }

    /** A ledger account, cost centre or project. */
    Node ledger(Office office, Ledger ledger, boolean single) {
        Node node = Node.of("dimension").attribute("status", "active").anyOrder();
        if (single) {
            node.attribute("result", "1").named("office", office.code(), office.name(), office.shortName());
        }
        String typeName = names.type(ledger.type());
        node.named("type", ledger.type(), typeName, typeName)
                .add("code", ledger.code()).add("uid", ledger.uid().toString()).add("name", ledger.name())
                .add("shortname", shortened(ledger.name())).add("inuse", false).add("behaviour", "normal")
                .add("modified", BEGAN).add("touched", 0)
                .add("beginperiod", 0).add("beginyear", 0).add("endperiod", 0).add("endyear", 0)
                .add("website", "").add("cocnumber", "").add("vatnumber", "").add("editdimensionname", true)
                .add(financials(ledger))
                .add(Node.of("remittanceadvice").add("sendtype", "ToFileManager").add("sendmail", ""))
                .add("banks", "");
        return ledger.type().equals("PRJ") ? node.add(project(ledger)) : node;
    }

    private static Node financials(Ledger ledger) {
        boolean account = ledger.type().equals("PNL") || ledger.type().equals("BAS");
        boolean project = ledger.type().equals("PRJ");
        String accountType = switch (ledger.type()) {
            case "PNL" -> "profitandloss";
            case "BAS" -> "balance";
            default -> "inherit";
        };
        Node substitute = Node.of("substitutewith", project ? "00000" : "");
        if (project) {
            substitute.attribute("name", "").attribute("shortname", "").attribute("dimensiontype", "");
        }
        Node node = Node.of("financials").anyOrder()
                .add("matchtype", project ? "matchable" : "notmatchable").add("accounttype", accountType)
                .add("subanalyse", "maybe").add("duedays", 0).add("level", account ? 1 : project ? 3 : 2)
                .add("payavailable", false).add("meansofpayment", "none").named("paycode", "", "", "")
                .add("ebilling", false).add("ebillmail", "").add("substitutionlevel", project ? 2 : 0)
                .add(substitute).add("relationsreference", "").named("vattype", "", "", "")
                .add(Node.of("vatcode").attribute("fixed", "false")).add("vatobligatory", false)
                .add("performancetype", "")
                .add(Node.of("collectmandate").add("id", account ? "" : ledger.code()).add("signaturedate", "")
                        .add("firstrundate", ""))
                .add("collectionschema", "core");
        if (ledger.type().equals("PNL") || project) {
            node.add(Node.of("childvalidations").add(
                    Node.of("childvalidation", "KPL").attribute("type", "type").attribute("level", "2")));
        }
        return node;
    }

    private static Node project(Ledger ledger) {
        return Node.of("projects").add("invoicedescription", ledger.name()).add("validfrom", "").add("validtill", "")
                .add(inherited("authoriser")).add(inherited("customer"))
                .add(inherited("billable").attribute("forratio", "false")).add(inherited("rate"))
                .add(Node.of("quantities").add(Node.of("quantity").add("label", "Kilometers").add("rate", "KILOMETERS")
                        .add(Node.of("billable", "true").attribute("locked", "false")).add("mandatory", false)));
    }

    private static Node inherited(String name) {
        return Node.of(name).attribute("locked", "true").attribute("inherit", "true");
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(20, name.length())).strip();
    }

    /** With the labels of {@code field1} to {@code field6}. */
    Node dimensionType(Office office, String type) {
        String name = names.type(type);
        boolean relation = type.equals(Relation.CUSTOMER) || type.equals(Relation.SUPPLIER);
        String level = relation || type.equals("KPL") ? "2" : type.equals("PRJ") ? "3" : "1";
        Node address = Node.of("address");
        for (int n = 0; n < office.addressLabels().size(); n++) {
            address.add("label" + (n + 1), relation ? office.addressLabels().get(n) : "");
        }
        return Node.of("dimensiontype").attribute("status", "active").attribute("result", "1").anyOrder()
                .named("office", office.code(), office.name(), office.shortName())
                .add("code", type).add("name", name).add("shortname", name)
                .add("mask", relation ? office.codeMask() : "[0-9]*").add("touched", 8)
                .add(Node.of("levels").add("financials", level).add("time", 0).add("fixedassets", 0).add("invoices", 0))
                .add(address);
    }

    Node vat(Office office, VatCode vat) {
        Node percentages = Node.of("percentages");
        vat.percentages().forEach(row -> percentages.add(percentage(office, vat, row)));
        return Node.of("vat").attribute("status", "active").attribute("result", "1").anyOrder()
                .add("code", vat.code()).add("name", vat.name()).add("shortname", vat.shortName())
                .add("uid", vat.uid().toString()).add("created", Values.stamp(vat.created()))
                .add("modified", Values.stamp(vat.modified())).add("touched", 0)
                .named("user", "API", "Integratie", "Int").add("type", vat.type()).add(percentages);
    }

    private Node percentage(Office office, VatCode vat, VatCode.Percentage row) {
        String country = vat.group().substring(0, 2);
        Node account = Node.of("account").attribute("id", "1")
                .add(Node.of("dim1", vat.ledger()).attribute("name", names.ledger(office, vat.ledger()))
                        .attribute("shortname", "").attribute("dimensiontype", "BAS"))
                .named("groupcountry", country, names.country(country), "")
                .named("group", vat.group(), vat.groupName(), vat.group())
                .add("percentage", "100.0").add("linetype", "vat");
        return Node.of("percentage").attribute("status", "active").attribute("inuse", "true").anyOrder()
                .add("date", Values.date(row.from())).add("percentage", Values.nineDecimals(row.percentage()))
                .add("created", BEGAN).add("name", vat.name()).add("shortname", vat.shortName())
                .named("user", "API", "Integratie", "Int")
                .add(noAccount("discountaccount")).add(noAccount("writeoffaccount"))
                .add(Node.of("accounts").add(account));
    }

    private static Node noAccount(String name) {
        return Node.of(name).attribute("name", "").attribute("shortname", "").attribute("dimensiontype", "");
    }

    /** The sections of an office are not generated: no real answer is known (twinfield-api §9). */
    Node office(Office office) {
        return Node.of("office").attribute("status", "active").attribute("result", "1").anyOrder()
                .add("code", office.code()).add("name", office.name()).add("shortname", office.shortName())
                .add("created", BEGAN).add("modified", BEGAN).add("touched", 0)
                .named("user", "API", "Integratie", "Int").add("basecurrency", Office.BASE_CURRENCY)
                .add("reportingcurrency", Office.BASE_CURRENCY);
    }
}
