package com.twinafas.simulators.afas.writing;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.AfasBooks.Decision;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Debtor;
import com.twinafas.simulators.afas.books.Entry;
import com.twinafas.simulators.afas.books.NumberSeries;
import com.twinafas.simulators.afas.books.Values;
import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;
import com.twinafas.simulators.afas.setup.AfasSetup;

/** {@code FiEntries}: financial entries (afas-api §3.6). There is no update: an entry stands once it is booked. */
final class Entries implements UpdateConnector {

    private static final int MOST_LINES = 1000;
    private static final int MOST_AXES = 5;
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d-M-yyyy");

    private final AfasSetup setup;
    private final ReferenceCheck references;
    private final InstantSource clock;
    /** Where an entry without administration lands: the one the connector's user worked in last. */
    private final AtomicInteger lastAdministration;

    Entries(AfasSetup setup, InstantSource clock) {
        this.setup = setup;
        this.references = new ReferenceCheck(setup);
        this.clock = clock;
        this.lastAdministration = new AtomicInteger(setup.administrations().getLast().number());
    }

    @Override
    public Decision<Map<String, String>> insert(AfasBooks books, List<Element> elements) {
        if (elements.size() != 1) {
            throw new Refused(Text.ONE_ROW_ONLY, "FiEntryPar");
        }
        Element head = elements.getFirst();
        references.administration("UnId", head);
        int administration = head.field("UnId").isEmpty()
                ? lastAdministration.get()
                : Integer.parseInt(head.field("UnId"));
        AfasSetup.Journal journal = setup.journal(administration, head.required("JoCo"))
                .filter(found -> !found.blocked())
                .orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("JoCo")));
        int year = Integer.parseInt(head.required("Year"));
        int period = Integer.parseInt(head.required("Peri"));
        if (setup.blockedPeriods().contains(new AfasSetup.Period(administration, year, period))) {
            throw new Refused(Text.PERIOD_BLOCKED, period, year);
        }
        String automatic = Values.yes(head.field("AuNu")) ? books.next(NumberSeries.Name.AUTOMATIC_INVOICE) : "";
        List<Entry.Line> lines = lines(head.nested("FiEntries"), administration, automatic, books);
        balanced(lines);
        if (journal.invoices()) {
            invoiceNumbersFree(lines, administration, journal, books);
        }
        int number = Integer.parseInt(books.next(NumberSeries.Name.ENTRY));
        lastAdministration.set(administration);
        Entry entry = new Entry(administration, number, year, period, journal.code(), lines, clock.instant());
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("UnId", Integer.toString(administration));
        answer.put("EnNo", Integer.toString(number));
        if (!automatic.isEmpty()) {
            answer.put("InId", automatic);
        }
        return new Decision<>(Change.of(entry), answer);
    }

    @Override
    public Decision<Map<String, String>> update(AfasBooks books, List<Element> elements) {
        throw new Refused(Text.UPDATE_NOT_GRANTED);
    }

    private List<Entry.Line> lines(List<Element> elements, int administration, String automatic, AfasBooks books) {
        if (elements.isEmpty()) {
            throw new Refused(Text.NO_LINES);
        }
        if (elements.size() > MOST_LINES) {
            throw new Refused(Text.TOO_MANY_LINES, MOST_LINES);
        }
        List<Entry.Line> lines = new ArrayList<>();
        for (Element element : elements) {
            lines.add(line(element, lines.size() + 1, administration, automatic, books));
        }
        return lines;
    }

    private Entry.Line line(Element element, int number, int administration, String automatic, AfasBooks books) {
        if (!element.field("EnNo").isEmpty()) {
            throw new Refused(Text.ENTRY_NUMBER_REFUSED, "EnNo");
        }
        LocalDate day = LocalDate.parse(element.required("EnDa").substring(0, 10));
        if (setup.blockedPeriods()
                .contains(new AfasSetup.Period(administration, day.getYear(), day.getMonthValue()))) {
            throw new Refused(Text.DATE_IN_BLOCKED_PERIOD, SHORT.format(day));
        }
        references.currency(element);
        references.paymentCondition(element);
        account(element, administration, books);
        Map<String, String> fields = new LinkedHashMap<>(element.over(Map.of()));
        if (fields.getOrDefault("InId", "").isEmpty() && !automatic.isEmpty()) {
            fields.put("InId", automatic);
        }
        List<Map<String, String>> allocations = element.nested("FiDimEntries").stream().map(Element::fields).toList();
        Entry.Line line = new Entry.Line(number, fields, allocations);
        if (line.debit().signum() == 0 && line.credit().signum() == 0) {
            throw new Refused(Text.ZERO_LINE);
        }
        return line;
    }

    private void account(Element element, int administration, AfasBooks books) {
        String account = element.required("AcNr");
        boolean exists = switch (element.required("VaAs")) {
            case "2" -> books.debtor(account).filter(Debtor::debtor).isPresent();
            case "3" -> setup.creditors().contains(account);
            default -> {
                ledger(element, account, administration);
                yield true;
            }
        };
        if (!exists) {
            throw new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("AcNr"));
        }
    }

    private void ledger(Element element, String number, int administration) {
        AfasSetup.Account account = setup.account(number)
                .orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("AcNr")));
        if (account.blocked()) {
            throw new Refused(Text.ACCOUNT_BLOCKED, number);
        }
        String vat = element.field("VaId");
        if (!vat.isEmpty()) {
            AfasSetup.VatCode code = setup.vatCode(vat)
                    .orElseThrow(() -> new Refused(Text.FOREIGN_KEY, Label.of("VaId"), "KnVat"));
            // The line that books the VAT itself carries the code too.
            if (!account.vatAllowed() && !code.account().equals(number)) {
                throw new Refused(Text.VAT_NOT_ALLOWED, number);
            }
        }
        allocations(element, account, administration);
    }

    private void allocations(Element element, AfasSetup.Account account, int administration) {
        List<Element> given = element.nested("FiDimEntries");
        for (int axis = 1; axis <= MOST_AXES; axis++) {
            String field = "DiC" + axis;
            boolean filled = false;
            for (Element allocation : given) {
                String code = allocation.field(field);
                filled |= !code.isEmpty();
                if (!code.isEmpty() && !setup.assigned(administration, account.code(), axis, code)) {
                    throw new Refused(Text.ALLOCATION_NOT_ASSIGNED, code, account.code());
                }
            }
            if (!filled && account.obligatoryAxes().contains(axis)) {
                throw new Refused(Text.ALLOCATION_OBLIGATORY, setup.axes().get(axis - 1), account.code());
            }
        }
    }

    private static void balanced(List<Entry.Line> lines) {
        BigDecimal debit = lines.stream().map(Entry.Line::debit).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal credit = lines.stream().map(Entry.Line::credit).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (debit.compareTo(credit) != 0) {
            throw new Refused(Text.NOT_IN_BALANCE, debit.toPlainString(), credit.toPlainString());
        }
    }

    /** A debtor's invoice has its number once in a journal; a creditor's number is once for that creditor. */
    private static void invoiceNumbersFree(List<Entry.Line> lines, int administration, AfasSetup.Journal journal,
            AfasBooks books) {
        List<Entry.Line> booked = books.entries().stream()
                .filter(entry -> entry.administration() == administration && entry.journal().equals(journal.code()))
                .flatMap(entry -> entry.lines().stream()).toList();
        for (Entry.Line line : lines) {
            String invoice = line.field("InId");
            String account = line.field("AcNr");
            if (invoice.isEmpty()) {
                continue;
            }
            if (line.onDebtor()
                    && booked.stream().anyMatch(other -> other.onDebtor() && other.field("InId").equals(invoice))) {
                throw new Refused(Text.INVOICE_NUMBER_USED, invoice, Label.DEBTOR, account);
            }
            if (line.onCreditor() && booked.stream().anyMatch(other -> other.onCreditor()
                    && other.field("InId").equals(invoice) && other.field("AcNr").equals(account))) {
                throw new Refused(Text.INVOICE_NUMBER_USED, invoice, Label.CREDITOR, account);
            }
        }
    }
}
