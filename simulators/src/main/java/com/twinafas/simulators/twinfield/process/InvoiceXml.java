package com.twinafas.simulators.twinfield.process;

import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.company.VatCode;
import com.twinafas.simulators.twinfield.wording.Node;
import com.twinafas.simulators.twinfield.wording.Values;

/** A sales invoice as Twinfield writes it (twinfield-api §4.4). */
final class InvoiceXml {

    Node invoice(Office office, SalesInvoice invoice) {
        Node lines = Node.of("lines");
        boolean including = office.invoiceType(invoice.type()).including();
        invoice.lines().forEach(line -> lines.add(line(office, line, including)));
        Node vatLines = Node.of("vatlines");
        invoice.vatLines().forEach(vat -> vatLines.add(vatLine(vat)));
        Node node = Node.of("salesinvoice").attribute("result", "1").anyOrder().add(header(office, invoice)).add(lines)
                .add(vatLines)
                .add(Node.of("totals").anyOrder().add("valueinc", Values.amount(invoice.totalIncluding()))
                        .add("valueexcl", Values.amount(invoice.totalExcluding())));
        SalesInvoice.Booked booked = invoice.booked();
        return booked == null
                ? node
                : node.add(Node.of("financials").add("code", booked.daybook()).add("number", booked.number()));
    }

    private static Node header(Office office, SalesInvoice invoice) {
        Node header = Node.of("header").anyOrder().add("office", office.code()).add("invoicetype", invoice.type())
                .add("invoicenumber", invoice.number()).add("invoicedate", Values.date(invoice.date()))
                .add("duedate", Values.date(invoice.due())).add("bank", invoice.bank())
                .add("invoiceaddressnumber", invoice.invoiceAddress())
                .add("deliveraddressnumber", invoice.deliveryAddress()).add("customer", invoice.customer())
                .add("period", Values.invoicePeriod(invoice.date())).add("currency", invoice.currency())
                .add("status", invoice.isFinal() ? "final" : "concept").add("paymentmethod", invoice.paymentMethod())
                .add("headertext", invoice.headerText()).add("footertext", invoice.footerText());
        return invoice.performed() == null
                ? header
                : header.add("performancedate", Values.date(invoice.performed()));
    }

    private static Node line(Office office, SalesInvoice.Line line, boolean including) {
        Node node = Node.of("line").attribute("id", String.valueOf(line.id())).anyOrder().add("article",
                line.article());
        if (line.isText()) {
            return node.add("description", line.description());
        }
        VatCode vat = office.vatCode(line.vatCode());
        node.add("subarticle", line.subArticle()).add("quantity", Values.quantity(line.quantity()))
                .add("units", line.units()).add("allowdiscountorpremium", line.discountAllowed())
                .add("description", line.description()).add("valueexcl", Values.amount(line.excluding()))
                .add("vatvalue", Values.amount(line.vat())).add("valueinc", Values.amount(line.including()))
                .add(including ? "unitspriceinc" : "unitspriceexcl", Values.amount(line.price()))
                .add("freetext1", line.freeText1()).add("freetext2", "").add("freetext3", "")
                .add("dim1", line.ledger());
        if (!line.costCentre().isEmpty()) {
            node.add("dim2", line.costCentre());
        }
        if (line.performed() != null) {
            node.add("performancetype", line.performanceType()).add("performancedate", Values.date(line.performed()));
        }
        return node.add(Node.of("vatcode", vat.code()).attribute("name", vat.name())
                .attribute("shortname", vat.shortName()).attribute("type", vat.type()));
    }

    private static Node vatLine(SalesInvoice.VatLine vat) {
        return Node.of("vatline")
                .add(Node.of("vatcode", vat.vatCode()).attribute("name",
                        "BTW " + Values.quantity(vat.percentage()) + "%"))
                .add("vatvalue", Values.amount(vat.vat())).add("performancetype", "").add("performancedate", "");
    }
}
