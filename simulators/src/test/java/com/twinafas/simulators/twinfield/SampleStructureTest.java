package com.twinafas.simulators.twinfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.simulators.twinfield.wording.Language;

/**
 * Holds the simulator's answers against the real ones in the samples: an element or attribute that one side has and the
 * other has not is a failure, unless it is listed here with its reason.
 */
class SampleStructureTest {

    private static final String OFFICE = "NLA001";

    private static final Map<String, String> OTHER_SHAPES = Map.of("/invoicenumber",
            "the sample's number looks like a date", "/sendreminder", "also email (twinfield-api §3)");

    private final Company company = Company.generate(5, CompanySize.SMALL);
    private final TwinfieldSimulator simulator = TwinfieldSimulator
            .start(TwinfieldSimulatorConfig.of(company).limits(Limits.none()));
    private final RawTwinfield client = new RawTwinfield(simulator, OFFICE).signIn();
    private Path samples = Path.of("");

    @BeforeEach
    void findSamples() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/samples/twinfield"))) {
            folder = folder.getParent();
        }
        samples = folder.resolve("shared/samples/twinfield");
        assumeThat(samples).as("shared/samples beside the repository").isDirectory();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void readsOneCustomerOrSupplierAsTheSamples() {
        Structure ours = new Structure();
        simulator.books().customers(OFFICE).forEach(
                one -> ours.add(client.read("dimensions", "<dimtype>DEB</dimtype><code>" + one.code() + "</code>")));
        ours.add(client.read("dimensions", "<dimtype>CRD</dimtype><code>2000</code>"));
        compare(ours, samples("customers/customer-get.xml", "customers/customer-read-invoice-and-postal-address.xml",
                "customers/customer-read-postingrules.xml", "customers/customer-read-soap.xml",
                "suppliers/supplier-get.xml"),
                Map.of("dimension/postingrules", "posting rules are not generated",
                        "dimension/banks/bank/@destination", "of an old fixture; not in the reference"),
                Map.of("dimension/banks/bank/@blocked", "twinfield-api §4.2: bank/@blocked"));
    }

    @Test
    void readsAllCustomersAsTheSample() {
        Structure ours = new Structure().add(client.read("dimensions", "<dimtype>DEB</dimtype>"));
        String none = "the sample's customers have none";
        compare(ours, samples("customers/customers-bulk-read-deb-soap.xml"), Map.of(),
                Map.of("dimensions/dimension/banks", none, "dimensions/dimension/groups", none,
                        "dimensions/dimension/paymentconditions", none,
                        "dimensions/dimension/financials/collectmandate/firstrundate", none,
                        "dimensions/dimension/financials/vatcode/@", none));
    }

    @Test
    void listsDimensionsAndOfficesAsTheSamples() {
        Structure dimensions = new Structure();
        for (String type : List.of("DEB", "CRD")) {
            dimensions.add(client.read("<list><type>dimensions</type><office>" + OFFICE + "</office><dimtype>" + type
                    + "</dimtype></list>"));
        }
        compare(dimensions, samples("customers/customer-list.xml", "suppliers/supplier-list.xml"), Map.of(), Map.of());
        compare(new Structure().add(client.read("<list><type>offices</type></list>")),
                samples("offices/list-offices.xml"), Map.of(), Map.of());
    }

    @Test
    void readsLedgersCostCentresAndProjectsAsTheSamples() {
        Structure ours = new Structure();
        for (String type : List.of("PNL/8020", "KPL/00000", "PRJ/P0000")) {
            String[] parts = type.split("/", 2);
            ours.add(client.read("dimensions",
                    "<dimtype>" + parts[0] + "</dimtype><code>" + parts[1] + "</code>"));
        }
        compare(ours, samples("dimensions/generalledger-pnl.xml", "dimensions/costcenter-kpl.xml",
                "dimensions/project-prj.xml"), Map.of(),
                Map.of("dimension/modified", "newer answers have it (twinfield-api §4.2)"));
    }

    @Test
    void readsDimensionTypesAndVatCodesAsTheSamples() {
        compare(new Structure().add(client.read("dimensiontype", "<code>DEB</code>")),
                samples("dimensions/dimensiontype-deb.xml"), Map.of(), Map.of());
        compare(new Structure().add(client.read("vat", "<code>VH</code>")), samples("vat/vatcode-vh-two-rates.xml"),
                Map.of(), Map.of());
    }

    @Test
    void readsArticlesAsTheSample() {
        Structure ours = new Structure();
        simulator.books().articles(OFFICE).forEach(one -> ours.add(client.read("article",
                "<code>" + one.code() + "</code>")));
        compare(ours, samples("articles/article-normal.xml"), Map.of(),
                Map.of("article/lines/line/@id", "twinfield-api §4.3: line id?"));
    }

    @Test
    void readsInvoicesAsTheSamples() {
        Structure ours = new Structure();
        simulator.books().invoices(OFFICE).forEach(one -> ours.add(client.read("salesinvoice",
                "<code>" + one.type() + "</code><invoicenumber>" + one.number() + "</invoicenumber>")));
        compare(ours, samples("salesinvoices/invoice-concept.xml", "salesinvoices/invoice-concept-two-lines.xml",
                "salesinvoices/invoice-final.xml", "salesinvoices/invoice-final-mixed-vat-soap.xml"), Map.of(),
                Map.of("salesinvoice/header/performancedate", "twinfield-api §4.4: performancedate?",
                        "salesinvoice/lines/line/performance", "of services with a day (twinfield-api §4.4)",
                        "salesinvoice/lines/line/unitspriceinc", "of invoice types with VAT (twinfield-api §4.4)"));
    }

    @Test
    void readsTransactionsAsTheSample() {
        Structure ours = new Structure();
        simulator.books().transactions(OFFICE).forEach(one -> ours.add(client.read("transaction",
                "<code>" + one.daybook() + "</code><number>" + one.number() + "</number>")));
        String statement = "of bank transactions; the only read answer is a purchase (twinfield-api §4.5)";
        compare(ours, samples("transactions/purchase-transaction-read-modificationdate.xml"), Map.of(),
                Map.of("transaction/header/statementnumber", statement, "transaction/header/startvalue", statement,
                        "transaction/header/closevalue", statement, "transaction/lines/line/valueopen",
                        "of lines in a foreign currency (twinfield-api §3)", "transaction/lines/line/invoicenumber",
                        "of payments, as in the cash sample", "transaction/lines/line/dim3",
                        "of lines with a project (twinfield-api §4.5: dim3)"));
    }

    @Test
    void refusesAsTheSamples() {
        compare(new Structure().add(client.read("dimensions", "<dimtype>BAS</dimtype><code>00590</code>")),
                samples("dimensions/error-dimension-does-not-exist-nl.xml",
                        "dimensions/error-dimension-does-not-exist-en.xml"),
                Map.of(), Map.of());
        compare(new Structure()
                .add(client.read("salesinvoice", "<code>FACTUUR</code><invoicenumber>999999</invoicenumber>")),
                samples("salesinvoices/error-not-found-soap.xml"), Map.of(), Map.of());
        compare(new Structure().add(client.read(
                "<read><type>dimensions</type><office>NONE</office><dimtype>DEB</dimtype><code>1</code></read>")),
                samples("customers/error-office-does-not-exist.xml"),
                Map.of("dimension/name", "of the write that was refused", "dimension/shortname",
                        "of the write that was refused"),
                Map.of());
    }

    @Test
    void browsesAsTheSamples() {
        for (String code : List.of("000", "100")) {
            Structure ours = new Structure()
                    .add(client.read("<columns code=\"" + code + "\">" + definedColumns(code) + "</columns>"));
            compare(ours, code.equals("000")
                    ? samples("browse/data-000.xml")
                    : samples("browse/data-100-customer-transactions-soap.xml",
                            "browse/data-100-customer-transactions.xml"),
                    Map.of(),
                    Map.of("browse/tr/td/@name", "of fields with a localised value, as in the samples of 100"));
        }
        compare(new Structure().add(client.read("browse", "<code>000</code>")), samples("browse/definition-000.xml",
                "browse/definition-030_2.xml"), Map.of(), Map.of());
        compare(new Structure().add(client.read("<list><type>browsefields</type></list>")),
                samples("browse/browsefields.xml"), Map.of(), Map.of());
    }

    @Test
    void findsOpenInvoicesAsTheSampleInTheUsersWords() {
        Element ours = client.search("IVT", "*", 1, 100);
        Element sample = (Element) document("soap/finder-ivt-open-invoices.xml").getElementsByTagName("SearchResponse")
                .item(0);
        compare(new Structure().add(ours), new Structure().add(sample), Map.of(), Map.of());
        assertThat(ours.getElementsByTagName("Columns").item(0).getTextContent().replaceAll("\\s", ""))
                .isEqualTo(sample.getElementsByTagName("Columns").item(0).getTextContent());
        try (TwinfieldSimulator english = TwinfieldSimulator
                .start(TwinfieldSimulatorConfig.of(company).language(Language.ENGLISH))) {
            assertThat(new RawTwinfield(english, OFFICE).signIn().search("IVT", "*", 1, 1).getTextContent())
                    .contains("Invoice no.");
        }
    }

    @Test
    void faultsAsTheSample() {
        client.accessToken = "ended";
        HttpResponse<String> answer = client.process("<list><type>offices</type></list>");
        compare(new Structure().add(RawTwinfield.parse(answer.body()).getDocumentElement()),
                new Structure().add(document("soap/fault-token-invalid-354.xml").getDocumentElement()), Map.of(),
                Map.of());
        assertThat(answer.body()).contains("<faultstring>Access denied. Token invalid.</faultstring>");
    }

    /** Listed paths count for what stands under them too. */
    private static void compare(Structure ours, Structure sample, Map<String, String> notInOurs,
            Map<String, String> notInSamples) {
        assertThat(unlisted(ours.missing(sample).stream(), notInOurs)).as("in the samples, not in ours").isEmpty();
        assertThat(unlisted(sample.missing(ours).stream(), notInSamples)).as("in ours, not in the samples").isEmpty();
        Map<String, Set<String>> otherShapes = ours.otherShapes(sample);
        otherShapes.keySet().removeIf(path -> OTHER_SHAPES.keySet().stream().anyMatch(path::endsWith));
        assertThat(otherShapes).as("values of another shape").isEmpty();
    }

    private static Set<String> unlisted(Stream<String> paths, Map<String, String> listed) {
        Set<String> left = new TreeSet<>();
        paths.filter(path -> listed.keySet().stream().noneMatch(path::startsWith)).forEach(left::add);
        return left;
    }

    private String definedColumns(String code) {
        StringBuilder columns = new StringBuilder();
        Element definition = client.read("browse", "<code>" + code + "</code>");
        for (int i = 0; i < definition.getElementsByTagName("field").getLength(); i++) {
            columns.append("<column><field>").append(definition.getElementsByTagName("field").item(i).getTextContent())
                    .append("</field><label>x</label><visible>true</visible><ask>false</ask><operator>none</operator>"
                            + "<from/><to/><finderparam/></column>");
        }
        return columns.toString();
    }

    private Structure samples(String... names) {
        Structure structure = new Structure();
        for (String name : names) {
            Document document = document(name);
            structure.add(document.getElementsByTagName("ProcessXmlStringResult").getLength() == 0
                    ? document.getDocumentElement()
                    : RawTwinfield.parse(document.getElementsByTagName("ProcessXmlStringResult").item(0)
                            .getTextContent()).getDocumentElement());
        }
        return structure;
    }

    private Document document(String name) {
        try {
            return RawTwinfield.parse(Files.readString(samples.resolve(name)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
