package com.twinafas.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.OfficeBooks;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.browse.BrowseFault;
import com.twinafas.simulators.twinfield.process.ProcessXml;
import com.twinafas.simulators.twinfield.wording.AnswerStyle;
import com.twinafas.simulators.twinfield.wording.Language;
import com.twinafas.simulators.twinfield.wording.RequestXml;

/** The raw records of a generated company, as Twinfield would give them. */
final class RawCompany {

    /** One raw record. */
    record Raw(RecordKey key, String xml) {

        byte[] bytes() {
            return xml.getBytes(StandardCharsets.UTF_8);
        }

        /** Of an invoice. */
        RecordKey customer() {
            String header = xml.substring(xml.indexOf("<customer>") + "<customer>".length());
            return new RecordKey(key.office(), RecordKind.CUSTOMER, header.substring(0, header.indexOf('<')));
        }
    }

    private final Company company;
    private final ProcessXml twinfield;

    RawCompany(Company company) {
        this.company = company;
        this.twinfield = new ProcessXml(TwinfieldBooks.inMemory(company, InstantSource.system()), Language.DUTCH, true);
    }

    List<Raw> reference() {
        List<Raw> records = new ArrayList<>();
        for (OfficeBooks books : company.offices()) {
            records.add(read(books.office(), RecordKind.REFERENCE, "dimensiontype/DEB",
                    "<type>dimensiontype</type><code>DEB</code>"));
            books.office().vatCodes().forEach(vat -> records.add(read(books.office(), RecordKind.REFERENCE,
                    "vat/" + vat.code(), "<type>vat</type><code>" + vat.code() + "</code>")));
        }
        return records;
    }

    List<Raw> customers() {
        List<Raw> records = new ArrayList<>();
        for (OfficeBooks books : company.offices()) {
            books.customers().forEach(customer -> records.add(read(books.office(), RecordKind.CUSTOMER,
                    customer.code(),
                    "<type>dimensions</type><dimtype>DEB</dimtype><code>" + customer.code() + "</code>")));
        }
        return records;
    }

    List<Raw> articles() {
        List<Raw> records = new ArrayList<>();
        for (OfficeBooks books : company.offices()) {
            books.articles().forEach(article -> records.add(read(books.office(), RecordKind.ARTICLE, article.code(),
                    "<type>article</type><code>" + article.code() + "</code>")));
        }
        return records;
    }

    List<Raw> invoices() {
        List<Raw> records = new ArrayList<>();
        for (OfficeBooks books : company.offices()) {
            books.invoices().forEach(invoice -> records.add(read(books.office(), RecordKind.SALES_INVOICE,
                    invoice.type() + "/" + invoice.number(), "<type>salesinvoice</type><code>" + invoice.type()
                            + "</code><invoicenumber>" + invoice.number() + "</invoicenumber>")));
        }
        return records;
    }

    List<Raw> transactions() {
        List<Raw> records = new ArrayList<>();
        for (OfficeBooks books : company.offices()) {
            books.transactions().forEach(transaction -> records.add(read(books.office(), RecordKind.TRANSACTION,
                    transaction.daybook() + "/" + transaction.number(), "<type>transaction</type><code>"
                            + transaction.daybook() + "</code><number>" + transaction.number() + "</number>")));
        }
        return records;
    }

    private Raw read(Office office, RecordKind kind, String code, String what) {
        var request = RequestXml.parse(
                "<read>" + what.replaceFirst("</type>", "</type><office>" + office.code() + "</office>") + "</read>")
                .orElseThrow();
        try {
            return new Raw(new RecordKey(office.code(), kind, code),
                    AnswerStyle.plain().write(twinfield.process(request, office)));
        } catch (BrowseFault e) {
            throw new IllegalStateException("A read is no browse", e);
        }
    }
}
