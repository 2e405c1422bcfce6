package com.twinafas.simulators.twinfield.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.company.Address;
import com.twinafas.simulators.company.BankAccount;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.Relation.Credit;
import com.twinafas.simulators.company.Relation.Mandate;
import com.twinafas.simulators.company.Relation.Terms;
import com.twinafas.simulators.twinfield.wording.Node;
import com.twinafas.simulators.twinfield.wording.Values;

/** A customer or supplier as Twinfield writes it (twinfield-api §4.2). */
final class RelationXml {

    private final DimensionNames names;

    RelationXml(DimensionNames names) {
        this.names = names;
    }

    /** As the answer to a read with its code. */
    Node single(Office office, Relation relation) {
        Node node = Node.of("dimension").attribute("status", relation.status().wireName()).attribute("result", "1")
                .anyOrder().named("office", office.code(), office.name(), office.shortName());
        body(node, office, relation, relation.code());
        node.add(credit(relation.credit()));
        return node.add(banks(relation)).addAll(extras(relation));
    }

    /** As a row of a read without code: without office, and without banks when there are none. */
    Node row(Office office, Relation relation) {
        Node node = Node.of("dimension").attribute("status", relation.status().wireName()).anyOrder();
        body(node, office, relation, relation.code());
        node.add(credit(relation.credit()));
        if (!relation.banks().isEmpty()) {
            node.add(banks(relation));
        }
        return node.addAll(extras(relation)).add(Node.of("invoicing").add("discountarticle", ""));
    }

    /** The template row that ends each read without code: its code is the type, its name is empty. */
    Node template(Office office, Relation relation) {
        Node node = Node.of("dimension").attribute("status", "active").anyOrder();
        body(node, office, relation, "");
        return node.add(Node.of("invoicing").add("discountarticle", ""));
    }

    private void body(Node node, Office office, Relation relation, String mandateOwner) {
        boolean template = mandateOwner.isEmpty();
        String typeName = names.type(relation.type());
        node.named("type", relation.type(), typeName, typeName)
                .add("code", relation.code())
                .add("uid", relation.uid().toString())
                .add("name", relation.name())
                .add("shortname", relation.shortName())
                .add("inuse", !template)
                .add("behaviour", template ? "template" : "normal")
                .add("modified", Values.stamp(relation.modified()))
                .add("touched", relation.touched())
                .add("beginperiod", 0).add("beginyear", 0).add("endperiod", 0).add("endyear", 0)
                .add("website", relation.website())
                .add("cocnumber", relation.cocNumber())
                .add("vatnumber", relation.vatNumber())
                .add("editdimensionname", true)
                .add(Node.of("remittanceadvice").add("sendtype", "ToFileManager").add("sendmail", ""))
                .add(financials(office, relation, mandateOwner));
        Node addresses = Node.of("addresses");
        relation.addresses().forEach(address -> addresses.add(address(address)));
        node.add(addresses);
    }

    private Node financials(Office office, Relation relation, String mandateOwner) {
        Terms terms = relation.terms();
        String ledger = relation.type().equals(Relation.CUSTOMER) ? "1300" : "1600";
        String payName = office.payCodes().stream().filter(one -> one.code().equals(terms.payCode()))
                .map(Office.Named::name).findFirst().orElse("");
        Node vatCode = Node.of("vatcode", terms.vatCode()).attribute("fixed", "false");
        if (!terms.vatCode().isEmpty()) {
            vatCode.attribute("name", office.vatCode(terms.vatCode()).name())
                    .attribute("shortname", office.vatCode(terms.vatCode()).shortName()).attribute("type", "sales");
        }
        return Node.of("financials").anyOrder()
                .add("matchtype", "customersupplier").add("accounttype", "inherit").add("subanalyse", false)
                .add("duedays", terms.dueDays()).add("level", 2)
                .add("payavailable", !terms.payCode().isEmpty())
                .add("meansofpayment", terms.payCode().isEmpty() ? "none" : "paymentfile")
                .named("paycode", terms.payCode(), payName, payName)
                .add("ebilling", !terms.eBillMail().isEmpty()).add("ebillmail", terms.eBillMail())
                .add("substitutionlevel", 1)
                .add(Node.of("substitutewith", ledger).attribute("name", names.ledger(office, ledger))
                        .attribute("shortname", "").attribute("dimensiontype", "BAS")
                        .attribute("id", ledgerId(office, ledger)))
                .add("relationsreference", terms.relationsReference())
                .named("vattype", "", "", "")
                .add(vatCode)
                .add("vatobligatory", false).add("performancetype", "")
                .add(mandate(terms.mandate(), mandateOwner)).add("collectionschema", "core")
                .add(Node.of("childvalidations").add(Node.of("childvalidation", ledger + (relation.touched() % 2 == 1
                        ? "\n"
                        : "")).attribute("type", "code").attribute("level", "1")));
    }

    private static String ledgerId(Office office, String ledger) {
        return office.ledgers().stream().filter(one -> one.code().equals(ledger)).findFirst().orElseThrow().uid()
                .toString().toUpperCase(Locale.ROOT);
    }

    private static Node mandate(@Nullable Mandate mandate, String owner) {
        Node node = Node.of("collectmandate").add("id", mandate == null ? owner : mandate.id()).add("signaturedate",
                mandate == null ? "" : Values.date(mandate.signed()));
        return mandate == null ? node : node.add("firstrundate", Values.date(mandate.firstRun()));
    }

    private static Node credit(Credit credit) {
        return Node.of("creditmanagement").anyOrder().named("responsibleuser", "", "", "")
                .add("basecreditlimit", Values.amount(credit.limit()))
                .add("sendreminder", credit.reminder()).add("reminderemail", credit.reminderEmail())
                .add(Node.of("blocked", String.valueOf(credit.blocked())).attribute("locked", "false")
                        .attribute("modified", ""))
                .add("freetext1", "").add("freetext2", credit.segment()).add("freetext3", "")
                .add("comment", credit.comment());
    }

    private Node address(Address address) {
        Node node = Node.of("address").attribute("id", String.valueOf(address.id())).attribute("type", address.type())
                .attribute("default", String.valueOf(address.standard())).anyOrder()
                .add("name", address.name())
                .named("country", address.country(), names.country(address.country()), "")
                .add(Node.of("ictcountrycode", address.country()).attribute("locked", "true"))
                .add("city", address.city()).add("postcode", address.postcode())
                .add("telephone", address.telephone()).add("telefax", address.telefax())
                .add("email", address.email()).add("contact", address.contact());
        for (int n = 0; n < address.freeLines().size(); n++) {
            node.add("field" + (n + 1), address.freeLines().get(n));
        }
        return node;
    }

    private Node banks(Relation relation) {
        Node banks = Node.of("banks");
        relation.banks().forEach(bank -> banks.add(bank(bank)));
        return banks;
    }

    private Node bank(BankAccount bank) {
        return Node.of("bank").attribute("id", String.valueOf(bank.id()))
                .attribute("default", String.valueOf(bank.standard()))
                .attribute("blocked", String.valueOf(bank.blocked())).anyOrder()
                .add("ascription", bank.ascription()).add("accountnumber", bank.accountNumber())
                .add(Node.of("address").add("field2", "").add("field3", ""))
                .add("bankname", bank.bankName()).add("biccode", bank.bic()).add("city", bank.city())
                .named("country", bank.country(), names.country(bank.country()), "")
                .add("iban", bank.iban()).add("natbiccode", "").add("postcode", "").add("state", "");
    }

    private List<Node> extras(Relation relation) {
        List<Node> extras = new ArrayList<>();
        if (relation.group() != null) {
            extras.add(Node.of("groups").named("group", relation.group(), relation.group(), relation.group()));
        }
        if (relation.terms().discountDays() > 0) {
            extras.add(Node.of("paymentconditions").add(Node.of("paymentcondition")
                    .add("discountdays", relation.terms().discountDays())
                    .add("discountpercentage", Values.amount(relation.terms().discountPercentage()))));
        }
        return extras;
    }
}
