package com.twinafas.simulators.twinfield.finder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.Office.Named;
import com.twinafas.simulators.company.RecordStatus;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.Transaction;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.wording.Language;
import com.twinafas.simulators.twinfield.wording.Node;
import com.twinafas.simulators.twinfield.wording.Values;

/** Searches codes and names, page by page; column labels are in the user's language (twinfield-api §2.2). */
public final class Finder {

    private final TwinfieldBooks books;
    private final Language language;
    private final int mostRows;

    /** @param mostRows of one page, however many are asked for */
    public Finder(TwinfieldBooks books, Language language, int mostRows) {
        this.books = books;
        this.language = language;
        this.mostRows = mostRows;
    }

    /** The finder type of a request. */
    public static String typeOf(Element search) {
        return FinderRequest.of(search).type();
    }

    /**
     * The children of {@code SearchResponse}.
     *
     * @param company office of the header; null when there was none, which only the finder of offices allows
     */
    public List<Node> search(Element search, @Nullable Office company) {
        FinderRequest request = FinderRequest.of(search);
        Optional<FinderOptions.Refusal> refusal = FinderOptions.refusal(request, books);
        if (refusal.isPresent()) {
            return List.of(Node.of("SearchResult").add(message(refusal.get())));
        }
        List<String> columns = new ArrayList<>(List.of("Code", language.say("Naam", "Name")));
        List<List<String>> rows;
        if (request.type().equals("OFF")) {
            rows = offices(request, columns);
        } else {
            Office office = office(request, company);
            rows = office == null ? List.of() : rows(request, office, columns);
        }
        List<List<String>> turned = new ArrayList<>(rows);
        Collections.rotate(turned, books.turned());
        return List.of(Node.of("SearchResult"), data(request, columns, turned));
    }

    private @Nullable Office office(FinderRequest request, @Nullable Office company) {
        String named = request.option("office").isEmpty() ? request.option("company") : request.option("office");
        return named.isEmpty() ? company : books.office(named).orElse(company);
    }

    private List<List<String>> rows(FinderRequest request, Office office, List<String> columns) {
        return switch (request.type()) {
            case "DIM" -> dimensions(request, office, columns);
            case "ART" -> matching(request, books.articles(office.code()).stream()
                    .filter(one -> one.status() == RecordStatus.ACTIVE).map(one -> List.of(one.code(), one.name())));
            case "VAT" -> matching(request, office.vatCodes().stream()
                    .filter(one -> request.option("vattype").isEmpty() || one.type().equals(request.option("vattype")))
                    .map(one -> List.of(one.code(), one.name())));
            case "INV" -> matching(request, office.invoiceTypes().stream()
                    .filter(one -> request.option("vat").isEmpty()
                            || one.including() == request.option("vat").equals("inclusive"))
                    .map(one -> List.of(one.code(), one.name())));
            case "TRS" -> matching(request, office.daybooks().stream().map(one -> List.of(one.code(), one.name())));
            case "BNK" -> matching(request, office.daybooks().stream().filter(one -> !one.ledger().isEmpty())
                    .map(one -> List.of(one.code(), one.name())));
            case "CUR" -> matching(request, named(office.currencies()));
            case "PAY" -> matching(request, named(office.payCodes()));
            case "IVT" -> openInvoices(request, office, columns);
            default -> List.of();
        };
    }

    private static Stream<List<String>> named(List<Named> all) {
        return all.stream().map(one -> List.of(one.code(), one.name()));
    }

    private List<List<String>> offices(FinderRequest request, List<String> columns) {
        boolean withId = request.option("includeid").equals("1");
        if (withId) {
            columns.add("ID");
        }
        return matching(request, books.offices().stream().map(one -> withId
                ? List.of(one.code(), one.name(), one.companyId().toString())
                : List.of(one.code(), one.name())));
    }

    private List<List<String>> dimensions(FinderRequest request, Office office, List<String> columns) {
        boolean hidden = request.option("includehidden").equals("1");
        if (hidden) {
            columns.add("Status");
        }
        List<List<String>> found = new ArrayList<>();
        for (String type : List.of("BAS", "PNL", Relation.SUPPLIER, Relation.CUSTOMER, "KPL", "PRJ")) {
            boolean wanted = (request.option("dimtype").isEmpty() || request.option("dimtype").equals(type))
                    && (request.option("level").isEmpty() || request.option("level").equals(level(type)))
                    && !request.option("section").equals("teq");
            if (wanted) {
                relations(request, office, type, hidden).forEach(found::add);
                office.ledgers().stream()
                        .filter(one -> one.type().equals(type) && request.option("modifiedsince").isEmpty())
                        .map(one -> row(one.code(), one.name(), RecordStatus.ACTIVE, hidden)).forEach(found::add);
            }
        }
        return matching(request, found.stream());
    }

    private static String level(String type) {
        return switch (type) {
            case "BAS", "PNL" -> "1";
            case "PRJ" -> "3";
            default -> "2";
        };
    }

    private Stream<List<String>> relations(FinderRequest request, Office office, String type, boolean hidden) {
        return books.relations(office.code(), type).stream()
                .filter(one -> one.status() == RecordStatus.ACTIVE || (hidden && one.status() == RecordStatus.HIDDEN))
                .filter(one -> request.option("group").isEmpty() || request.option("group").equals(one.group()))
                .filter(one -> FinderOptions.since(request.option("modifiedsince"))
                        .map(since -> !one.modified().isBefore(since)).orElse(true))
                .map(one -> row(one.code(), one.name(), one.status(), hidden));
    }

    private static List<String> row(String code, String name, RecordStatus status, boolean hidden) {
        return hidden ? List.of(code, name, status.wireName()) : List.of(code, name);
    }

    /** Unpaid invoices, of customers and suppliers mixed; customers are C and suppliers D, as in the sample. */
    private List<List<String>> openInvoices(FinderRequest request, Office office, List<String> columns) {
        columns.clear();
        columns.addAll(language == Language.DUTCH
                ? List.of("Factuurnr.", "Bedrag", "Debiteur", "Naam", "Debet/credit")
                : List.of("Invoice no.", "Amount", "Customer", "Name", "Debit/credit"));
        List<List<String>> open = new ArrayList<>();
        for (Transaction transaction : books.transactions(office.code())) {
            for (Transaction.Line line : transaction.lines()) {
                if (line.open() == null || line.open().signum() == 0 || line.invoiceNumber().isEmpty()) {
                    continue;
                }
                String name = books.relation(office.code(), line.dimensionType(), line.dimension()).map(Relation::name)
                        .orElse("");
                open.add(List.of(line.invoiceNumber(), Values.amount(line.open().abs()), line.dimension(), name,
                        line.debit() ? "C" : "D"));
            }
        }
        open.sort(Comparator.comparing(List::getFirst));
        return matching(request, open.stream());
    }

    private static List<List<String>> matching(FinderRequest request, Stream<List<String>> rows) {
        return rows.filter(row -> switch (request.field()) {
            case "1" -> request.matches(row.get(0));
            case "2" -> request.matches(row.get(1));
            default -> request.matches(row.get(0)) || request.matches(row.get(1));
        }).toList();
    }

    private Node data(FinderRequest request, List<String> columns, List<List<String>> rows) {
        int first = Integer.parseInt(request.firstRow());
        int most = Math.min(Integer.parseInt(request.maxRows()), mostRows);
        Node items = Node.of("Items");
        rows.stream().skip(first - 1L).limit(most).forEach(row -> items.add(strings("ArrayOfString", row)));
        return Node.of("data").add("TotalRows", rows.size()).add(strings("Columns", columns)).add(items);
    }

    private static Node strings(String name, List<String> values) {
        Node node = Node.of(name);
        values.forEach(value -> node.add("string", value));
        return node;
    }

    private Node message(FinderOptions.Refusal refusal) {
        return Node.of("MessageOfErrorCodes").add("Type", "Error")
                .add("Text", language.say("De zoekopdracht is ongeldig: " + refusal.parameter() + ".",
                        "The search is not valid: " + refusal.parameter() + "."))
                .add("Code", refusal.code()).add(strings("Parameters", List.of(refusal.parameter())));
    }
}
