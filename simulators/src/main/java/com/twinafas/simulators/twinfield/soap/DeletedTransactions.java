package com.twinafas.simulators.twinfield.soap;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.w3c.dom.Element;

import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.twinfield.books.DeletedTransaction;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.wording.Node;
import com.twinafas.simulators.twinfield.wording.RequestXml;

/**
 * DeletedTransactionsService.Query (twinfield-api §5.2). What the date filters on is not known: here it is the day of
 * deletion. Its faults' code is a word, not a number.
 */
final class DeletedTransactions {

    private static final String NAMESPACE = "http://schemas.datacontract.org/2004/07/Twinfield.WebServices.DeletedTransactionsService";

    private final TwinfieldBooks books;

    DeletedTransactions(TwinfieldBooks books) {
        this.books = books;
    }

    /** A refusal with the service's own code. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String code) {
            super(code, null, false, false);
        }
    }

    /** The element {@code Result}. */
    Node query(Element query, Office company) throws Refused {
        String code = RequestXml.text(query, "CompanyCode");
        Office office = code.isEmpty()
                ? company
                : books.office(code).orElseThrow(() -> new Refused("InvalidCompanyCode"));
        String daybook = RequestXml.text(query, "Daybook");
        if (!daybook.isEmpty() && office.daybooks().stream().noneMatch(one -> one.code().equals(daybook))) {
            throw new Refused("InvalidDaybook");
        }
        LocalDate from = date(RequestXml.text(query, "DateFrom"), LocalDate.MIN);
        LocalDate to = date(RequestXml.text(query, "DateTo"), LocalDate.MAX);
        if (to.isBefore(from)) {
            throw new Refused("InvalidDates");
        }
        Node rows = Node.of("b:DeletedTransactions");
        books.deletedTransactions(office.code()).stream()
                .filter(one -> daybook.isEmpty() || one.daybook().equals(daybook))
                .filter(one -> !deletionDay(one).isBefore(from) && !deletionDay(one).isAfter(to))
                .forEach(one -> rows.add(Node.of("b:DeletedTransaction").add("b:Daybook", one.daybook())
                        .add("b:DeletionDate",
                                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(one.deletedAt().atOffset(ZoneOffset.UTC)))
                        .add("b:ReasonForDeletion", one.reason())
                        .add("b:TransactionDate",
                                one.date().atStartOfDay().format(DateTimeFormatter.ISO_LOCAL_DATE_TIME))
                        .add("b:TransactionNumber", one.number()).add("b:User", one.user())));
        return Node.of("Result").attribute("i:type", "b:DeletedTransactionsList").attribute("xmlns:b", NAMESPACE)
                .attribute("xmlns:i", "http://www.w3.org/2001/XMLSchema-instance").add(rows);
    }

    private static LocalDate deletionDay(DeletedTransaction one) {
        return LocalDate.ofInstant(one.deletedAt(), TwinfieldBooks.AMSTERDAM);
    }

    private static LocalDate date(String text, LocalDate otherwise) throws Refused {
        try {
            return text.isEmpty() ? otherwise : LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeParseException e) {
            throw new Refused("InvalidDates");
        }
    }
}
