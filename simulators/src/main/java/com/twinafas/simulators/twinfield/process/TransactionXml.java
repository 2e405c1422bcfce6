package com.twinafas.simulators.twinfield.process;

import java.math.BigDecimal;
import java.util.Locale;

import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.Office.Daybook;
import com.twinafas.simulators.company.Transaction;
import com.twinafas.simulators.company.Transaction.Line;
import com.twinafas.simulators.company.Transaction.LineType;
import com.twinafas.simulators.company.VatCode;
import com.twinafas.simulators.twinfield.wording.Node;
import com.twinafas.simulators.twinfield.wording.Values;

/** A transaction as Twinfield answers a read; the answer to a write has other names (twinfield-api §3, §4.5). */
final class TransactionXml {

    private final DimensionNames names;

    TransactionXml(DimensionNames names) {
        this.names = names;
    }

    Node transaction(Office office, Transaction transaction) {
        Node lines = Node.of("lines");
        transaction.lines().forEach(line -> lines.add(line(office, transaction, line)));
        return Node.of("transaction").attribute("location", transaction.location()).attribute("result", "1")
                .add(header(office, transaction)).add(lines);
    }

    private static Node header(Office office, Transaction transaction) {
        Daybook daybook = office.daybooks().stream().filter(one -> one.code().equals(transaction.daybook())).findFirst()
                .orElseThrow();
        String currency = office.currencies().stream().filter(one -> one.code().equals(transaction.currency()))
                .findFirst().orElseThrow().name();
        Node header = Node.of("header").anyOrder().named("office", office.code(), office.name(), office.shortName())
                .named("code", daybook.code(), daybook.name(), daybook.shortName()).add("number", transaction.number())
                .add("period", Values.period(transaction.date()))
                .named("currency", transaction.currency(), currency, currency).add("regime", "Generic")
                .add("date", Values.date(transaction.date())).add("origin", transaction.origin())
                .add("originreference", "").add("modificationdate", Values.stamp(transaction.modified()))
                .named("user", "API", "Integratie", "Int").add("inputdate", Values.stamp(transaction.entered()));
        if (transaction.due() != null) {
            header.add("duedate", Values.date(transaction.due())).add("invoicenumber", transaction.invoiceNumber());
        }
        if (!transaction.paymentReference().isEmpty()) {
            header.add("paymentreference", transaction.paymentReference());
        }
        Transaction.Statement statement = transaction.statement();
        return statement == null
                ? header
                : header.add("statementnumber", statement.number())
                        .add("startvalue", Values.amount(statement.start()))
                        .add("closevalue", Values.amount(statement.close()));
    }

    private Node line(Office office, Transaction transaction, Line line) {
        Node node = Node.of("line").attribute("type", line.type().name().toLowerCase(Locale.ROOT))
                .attribute("id", String.valueOf(line.id())).anyOrder()
                .add(dimension("dim1", names.ledger(office, line.ledger()), line.ledger(),
                        names.ledgerType(office, line.ledger())));
        if (!line.dimension().isEmpty()) {
            node.add(dimension("dim2", names.dimension(office, line.dimensionType(), line.dimension()),
                    line.dimension(), line.dimensionType()));
        }
        if (!line.project().isEmpty()) {
            node.add(dimension("dim3", names.dimension(office, "PRJ", line.project()), line.project(), "PRJ"));
        }
        node.add("debitcredit", line.debit() ? "debit" : "credit").add("basevalue", Values.amount(line.baseValue()))
                .add("rate", Values.rate(line.rate())).add("value", Values.amount(line.value()))
                .add("description", line.description());
        vat(node, office, line);
        if (line.type() == LineType.DETAIL && !line.invoiceNumber().isEmpty()) {
            node.add("invoicenumber", line.invoiceNumber());
        }
        node.add("matchstatus", matchStatus(line));
        return matching(node, transaction, line);
    }

    private static Node dimension(String element, String name, String code, String type) {
        return Node.of(element, code).attribute("name", name).attribute("shortname", "").attribute("dimensiontype",
                type);
    }

    private static void vat(Node node, Office office, Line line) {
        if (line.vat() == null || line.baseVat() == null) {
            return;
        }
        if (line.type() == LineType.TOTAL) {
            node.add("vatbasetotal", Values.amount(line.baseVat())).add("vattotal", Values.amount(line.vat()));
            return;
        }
        VatCode code = office.vatCode(line.vatCode());
        node.add(Node.of("vatcode", code.code()).attribute("name", code.name()).attribute("shortname", code.shortName())
                .attribute("type", code.type()));
        if (line.type() == LineType.DETAIL) {
            node.add("vatbasevalue", Values.amount(line.baseVat())).add("vatvalue", Values.amount(line.vat()));
        } else {
            node.add("vatbaseturnover", Values.amount(line.baseVat())).add("vatturnover", Values.amount(line.vat()))
                    .add("vatbasevalue", Values.amount(line.baseValue())).add("vatvalue", Values.amount(line.value()))
                    // Every sample says 1 where the taxed line has id 2: counted from 0.
                    .add("baseline", line.baseline() - 1);
        }
    }

    /** {@code available}, {@code matched} or {@code notmatchable}. */
    static String matchStatus(Line line) {
        return line.open() == null ? "notmatchable" : line.open().signum() == 0 ? "matched" : "available";
    }

    private static Node matching(Node node, Transaction transaction, Line line) {
        BigDecimal open = line.open();
        if (open == null) {
            return node;
        }
        node.add("matchlevel", 2).add("relation", 2)
                .add("basevalueopen", Values.amount(open.multiply(line.rate())));
        return transaction.currency().equals(Office.BASE_CURRENCY)
                ? node
                : node.add("valueopen", Values.amount(open));
    }
}
