package com.twinafas.simulators.twinfield.process;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

import com.twinafas.simulators.company.Address;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.Office.Ledger;
import com.twinafas.simulators.company.RecordStatus;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.company.Transaction;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.browse.Browse;
import com.twinafas.simulators.twinfield.browse.BrowseDefinitions;
import com.twinafas.simulators.twinfield.browse.BrowseFault;
import com.twinafas.simulators.twinfield.wording.Language;
import com.twinafas.simulators.twinfield.wording.Node;
import com.twinafas.simulators.twinfield.wording.RequestXml;

/**
 * Lists, reads and browse data. The root element of the request chooses the work; what is wrong comes back inside the
 * answer, on the element that is wrong. Anything else would change the books, and the integration's user may not.
 */
public final class ProcessXml {

    private static final List<String> LEDGER_TYPES = List.of("BAS", "PNL", "KPL", "PRJ");

    private final TwinfieldBooks books;
    private final Messages messages;
    private final DimensionNames names;
    private final RelationXml relations;
    private final ReferenceXml references;
    private final ArticleXml articles;
    private final InvoiceXml invoices = new InvoiceXml();
    private final TransactionXml transactions;
    private final BrowseDefinitions definitions;
    private final Browse browse;
    private final boolean hiddenInBulk;

    public ProcessXml(TwinfieldBooks books, Language language, boolean hiddenInBulk) {
        this.books = books;
        this.messages = new Messages(language);
        this.names = new DimensionNames(books, language);
        this.relations = new RelationXml(names);
        this.references = new ReferenceXml(names);
        this.articles = new ArticleXml(names);
        this.transactions = new TransactionXml(names);
        this.definitions = BrowseDefinitions.load(language);
        this.browse = new Browse(books, definitions, language);
        this.hiddenInBulk = hiddenInBulk;
    }

    /**
     * The answer's XML.
     *
     * @param company office of the header; null when there was none, which only the list of offices allows
     * @throws BrowseFault when browse columns are asked in a way Twinfield answers with a server error
     */
    public Node process(Element request, @Nullable Office company) throws BrowseFault {
        String root = request.getLocalName();
        if (root.equals("list") && RequestXml.text(request, "type").equals("offices")) {
            Node list = Node.of("offices").attribute("result", "1");
            books.offices().forEach(office -> list.named("office", office.code(), office.name(), office.shortName()));
            return list;
        }
        if (company == null) {
            return RequestXml.echo(request).refused(messages.noAccess());
        }
        return switch (root) {
            case "list" -> list(request, company);
            case "read" -> read(request, company);
            case "columns" -> browse.rows(request, company);
            default -> RequestXml.echo(request).refused(messages.noRights());
        };
    }

    private Node list(Element request, Office company) {
        return switch (RequestXml.text(request, "type")) {
            case "dimensions" -> listDimensions(request, company);
            case "browsefields" -> definitions.fields();
            default -> RequestXml.echo(request).refused(messages.notImplemented());
        };
    }

    private Node listDimensions(Element request, Office company) {
        String type = RequestXml.text(request, "dimtype");
        Optional<Office> office = office(request, company);
        if (office.isEmpty()) {
            return RequestXml.echo(request).refused(messages.officeUnknown());
        }
        if (names.type(type).isEmpty()) {
            return RequestXml.echo(request).refused(messages.dimensionTypeUnknown(type));
        }
        Node list = Node.of("dimensions").attribute("office", office.get().code()).attribute("type", type)
                .attribute("result", "1");
        visible(office.get(), type).forEach(one -> list.named("dimension", one.code(), one.name(), one.shortName()));
        ledgers(office.get(), type).forEach(one -> list.named("dimension", one.code(), one.name(), ""));
        return list.named("dimension", type, "", "");
    }

    private Node read(Element request, Office company) {
        String type = RequestXml.text(request, "type");
        Optional<Office> found = office(request, company);
        if (type.equals("office") && (RequestXml.text(request, "code").isEmpty() || found.isEmpty()
                || !RequestXml.text(request, "code").equals(found.get().code()))) {
            return Node.of("office").refused(messages.noAccess());
        }
        if (found.isEmpty()) {
            return Node.of(rootOf(type)).refused(messages.officeUnknown())
                    .add("office", RequestXml.text(request, "office")).add("type", RequestXml.text(request, "dimtype"));
        }
        Office office = found.get();
        return switch (type) {
            case "office" -> references.office(office);
            case "dimensions" -> dimensions(request, office);
            case "dimensiontype" -> dimensionType(request, office);
            case "article" -> article(request, office);
            case "salesinvoice" -> invoice(request, office);
            case "transaction" -> transaction(request, office);
            case "vat" -> vat(request, office);
            case "browse" -> definitions.definition(office, RequestXml.text(request, "code")).orElseGet(
                    () -> RequestXml.echo(request).refused(messages.browseUnknown(RequestXml.text(request, "code"))));
            default -> RequestXml.echo(request).refused(messages.notImplemented());
        };
    }

    private static String rootOf(String type) {
        return switch (type) {
            case "dimensions" -> "dimension";
            case "dimensiontype", "article", "salesinvoice", "transaction", "vat" -> type;
            default -> "read";
        };
    }

    /** The office of the request, else of the header; empty when the user may not see it. */
    private Optional<Office> office(Element request, Office company) {
        String code = RequestXml.text(request, "office");
        return code.isEmpty() ? Optional.of(company) : books.office(code);
    }

    private Node dimensions(Element request, Office office) {
        String type = RequestXml.text(request, "dimtype");
        String code = RequestXml.text(request, "code");
        if (names.type(type).isEmpty()) {
            return Node.of("dimension").attribute("result", "0").add("office", office.code())
                    .add(Node.of("type", type).refused(messages.dimensionTypeUnknown(type))).add("code", code);
        }
        boolean ledger = LEDGER_TYPES.contains(type);
        if (code.isEmpty()) {
            Node all = Node.of("dimensions").attribute("result", "1");
            visible(office, type).forEach(one -> all.add(relations.row(office, one)));
            ledgers(office, type).forEach(one -> all.add(references.ledger(office, one, false)));
            return ledger ? all : all.add(relations.template(office, template(type, office)));
        }
        Optional<Node> one = ledger
                ? ledgers(office, type).stream().filter(row -> row.code().equals(code)).findFirst()
                        .map(row -> references.ledger(office, row, true))
                : books.relation(office.code(), type, code).map(row -> relations.single(office, row));
        return one.orElseGet(() -> Node.of("dimension").attribute("result", "0")
                .named("office", office.code(), office.name(), office.shortName())
                .named("type", type, names.type(type), names.type(type))
                .add(Node.of("code", code).refused(messages.dimensionUnknown(code))));
    }

    private List<Relation> visible(Office office, String type) {
        return books.relations(office.code(), type).stream().filter(one -> one.status() == RecordStatus.ACTIVE
                || (hiddenInBulk && one.status() == RecordStatus.HIDDEN)).toList();
    }

    private static List<Ledger> ledgers(Office office, String type) {
        return office.ledgers().stream().filter(one -> one.type().equals(type)).toList();
    }

    private Relation template(String type, Office office) {
        return new Relation(type, type, new UUID(office.companyId().getMostSignificantBits(), type.hashCode()), "", "",
                RecordStatus.ACTIVE, office.vatCodes().getFirst().modified(), 0, "", "", "",
                new Relation.Terms(30, "", "", "", "", null, 0, BigDecimal.ZERO),
                new Relation.Credit(BigDecimal.ZERO, "true", "", false, "", ""),
                List.of(new Address(1, "invoice", true, "", "NL", "", "", "", "", "",
                        "", List.of("", "", "", "", "", ""))),
                List.of(), null);
    }

    private Node dimensionType(Element request, Office office) {
        String code = RequestXml.text(request, "code");
        return names.type(code).isEmpty()
                ? Node.of("dimensiontype").attribute("result", "0")
                        .named("office", office.code(), office.name(), office.shortName())
                        .add(Node.of("code", code).refused(messages.dimensionTypeUnknown(code)))
                : references.dimensionType(office, code);
    }

    private Node article(Element request, Office office) {
        String code = RequestXml.text(request, "code");
        return books.article(office.code(), code).filter(one -> one.status() != RecordStatus.DELETED)
                .map(one -> articles.article(office, one))
                .orElseGet(() -> Node.of("article").attribute("result", "0").add(Node.of("header")
                        .add("office", office.code())
                        .add(Node.of("code", code).refused(messages.articleUnknown(code)))));
    }

    private Node invoice(Element request, Office office) {
        String type = RequestXml.text(request, "code");
        String number = RequestXml.text(request, "invoicenumber");
        List<String> wrong = new ArrayList<>();
        if (type.isEmpty()) {
            wrong.add(messages.empty());
        }
        if (!number.matches("\\d{1,15}")) {
            wrong.add(number.isEmpty() ? messages.empty() : messages.notANumber(number));
        }
        if (!wrong.isEmpty()) {
            return Node.of("salesinvoice").refused(String.join("//", wrong));
        }
        if (office.invoiceTypes().stream().noneMatch(one -> one.code().equals(type))) {
            return Node.of("salesinvoice").attribute("result", "0")
                    .add(Node.of("header").attribute("result", "0").add("office", office.code())
                            .add(Node.of("invoicetype", type).refused(messages.invoiceTypeUnknown()))
                            .add("invoicenumber", number));
        }
        Optional<SalesInvoice> invoice = books.invoice(office.code(), type, Long.parseLong(number));
        return invoice.map(one -> invoices.invoice(office, one))
                .orElseGet(() -> Node.of("salesinvoice").refused(messages.invoiceUnknown(type, number)));
    }

    private Node transaction(Element request, Office office) {
        String code = RequestXml.text(request, "code");
        String number = RequestXml.text(request, "number");
        Optional<Transaction> transaction = books.transaction(office.code(), code, number);
        return transaction.map(one -> transactions.transaction(office, one))
                .orElseGet(() -> RequestXml.echo(request).refused(messages.transactionUnknown(code, number)));
    }

    private Node vat(Element request, Office office) {
        String code = RequestXml.text(request, "code");
        return office.vatCodes().stream().filter(one -> one.code().equals(code)).findFirst()
                .map(one -> references.vat(office, one)).orElseGet(() -> Node.of("vat").attribute("result", "0")
                        .add(Node.of("code", code).refused(messages.vatUnknown(code))));
    }
}
