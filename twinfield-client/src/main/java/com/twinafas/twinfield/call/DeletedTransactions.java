package com.twinafas.twinfield.call;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.call.DeletedTransactions.DeletedTransaction;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.xml.XmlElement;
import com.twinafas.twinfield.xml.XmlSource;

/**
 * Twinfield's own list of deleted transactions (twinfield-api §5.2). Whether its dates are those of the deletion or of
 * the transaction is not documented: ask for a wide window.
 */
public record DeletedTransactions(String office, @Nullable String daybook, LocalDate from, LocalDate to)
        implements
            TwinfieldCall<List<DeletedTransaction>> {

    private static final String NAMESPACE = "http://schemas.datacontract.org/2004/07/Twinfield.WebServices."
            + "DeletedTransactionsService";

    /** @param reason as the user gave it */
    public record DeletedTransaction(String daybook, String number, @Nullable LocalDate transactionDate,
            @Nullable LocalDate deletionDate, @Nullable String user, @Nullable String reason) {
    }

    @Override
    public String service() {
        return "DeletedTransactionsService.svc";
    }

    @Override
    public String soapAction() {
        return "DeletedTransactionsService/Query";
    }

    @Override
    public XmlElement header(String accessToken) {
        return Soap.authentication(accessToken, office);
    }

    @Override
    public XmlElement body() {
        List<XmlElement> children = new ArrayList<>();
        children.add(XmlElement.of("b:CompanyCode", office));
        if (daybook != null) {
            children.add(XmlElement.of("b:Daybook", daybook));
        }
        children.add(XmlElement.of("b:DateFrom", from + "T00:00:00"));
        children.add(XmlElement.of("b:DateTo", to + "T00:00:00"));
        return XmlElement.of("Query", children).withAttribute("xmlns", Soap.TWINFIELD)
                .withAttribute("xmlns:b", NAMESPACE).withAttribute("xsi:type", "b:GetDeletedTransactions");
    }

    @Override
    public List<DeletedTransaction> result(XmlElement answer, XmlSource envelope, int limit) {
        return named("DeletedTransaction", answer).map(DeletedTransactions::transaction).toList();
    }

    @Override
    public int credits() {
        return 1;
    }

    @Override
    public String operation() {
        return "query deleted transactions";
    }

    private static Stream<XmlElement> named(String name, XmlElement element) {
        return element.name().equals(name)
                ? Stream.of(element)
                : element.children().stream().flatMap(child -> named(name, child));
    }

    private static DeletedTransaction transaction(XmlElement element) {
        String daybook = element.textAt("Daybook");
        String number = element.textAt("TransactionNumber");
        if (daybook == null || number == null) {
            throw new TwinfieldFailure.Malformed("a deleted transaction without day book or number");
        }
        return new DeletedTransaction(daybook, number, date(element.textAt("TransactionDate")),
                date(element.textAt("DeletionDate")), element.textAt("User"), element.textAt("ReasonForDeletion"));
    }

    private static @Nullable LocalDate date(@Nullable String dateTime) {
        try {
            return dateTime == null || dateTime.length() < 10 ? null : LocalDate.parse(dateTime.substring(0, 10));
        } catch (DateTimeParseException e) {
            throw new TwinfieldFailure.Malformed("a deleted transaction with an impossible date");
        }
    }
}
