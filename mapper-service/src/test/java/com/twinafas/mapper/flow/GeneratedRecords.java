package com.twinafas.mapper.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

import com.twinafas.mapper.Given;
import com.twinafas.mapper.Known;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.OfficeBooks;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.process.ProcessXml;
import com.twinafas.simulators.twinfield.wording.AnswerStyle;
import com.twinafas.simulators.twinfield.wording.Language;
import com.twinafas.simulators.twinfield.wording.RequestXml;
import com.twinafas.twinfield.xml.XmlElement;

/** All records of a generated company as the simulated Twinfield gives them, with what the mapper knows beside them. */
public final class GeneratedRecords {

    private final ProcessXml twinfield;
    private final Known known = new Known();
    private final List<SourceRecord> records = new ArrayList<>();

    public GeneratedRecords(Company company) {
        twinfield = new ProcessXml(TwinfieldBooks.inMemory(company, InstantSource.system()), Language.DUTCH, true);
        company.offices().forEach(this::readAll);
    }

    /** Customers, articles, invoices and transactions, office by office. */
    public List<SourceRecord> records() {
        return List.copyOf(records);
    }

    /** Customers, articles and reference data, complete. */
    public Known known() {
        return known;
    }

    private void readAll(OfficeBooks of) {
        Office office = of.office();
        known.with(read(office, "reference/dimensiontype/DEB", "<type>dimensiontype</type><code>DEB</code>"));
        for (var vat : office.vatCodes()) {
            known.with(read(office, "reference/vat/" + vat.code(), "<type>vat</type><code>" + vat.code() + "</code>"));
        }
        for (var customer : of.customers()) {
            SourceRecord record = read(office, "customer/" + customer.code(),
                    "<type>dimensions</type><dimtype>DEB</dimtype><code>" + customer.code() + "</code>");
            records.add(record);
            known.with(record);
        }
        for (var article : of.articles()) {
            SourceRecord record = read(office, "article/" + article.code(),
                    "<type>article</type><code>" + article.code() + "</code>");
            records.add(record);
            known.with(record);
        }
        for (var invoice : of.invoices()) {
            records.add(read(office, "sales-invoice/" + invoice.type() + "/" + invoice.number(),
                    "<type>salesinvoice</type><code>" + invoice.type() + "</code><invoicenumber>"
                            + invoice.number() + "</invoicenumber>"));
        }
        for (var transaction : of.transactions()) {
            records.add(read(office, "transaction/" + transaction.daybook() + "/" + transaction.number(),
                    "<type>transaction</type><code>" + transaction.daybook() + "</code><number>"
                            + transaction.number() + "</number>"));
        }
    }

    private SourceRecord read(Office office, String key, String what) {
        Element request = RequestXml
                .parse("<read>" + what.replaceFirst("</type>", "</type><office>" + office.code() + "</office>")
                        + "</read>")
                .orElseThrow();
        XmlElement raw = answer(request, office);
        if (raw.attribute("msg") != null) {
            throw new IllegalStateException(key + " cannot be read");
        }
        return new SourceRecord(RecordKey.parse(office.code() + "/" + key), 1, "hash", SourceRecord.State.ACTIVE,
                Instant.EPOCH, raw);
    }

    private XmlElement answer(Element request, Office office) {
        try {
            return Given.xml(AnswerStyle.plain().write(twinfield.process(request, office)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
