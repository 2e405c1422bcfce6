package com.twinafas.simulators.afas;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.writing.OrderArithmetic.Rounding;

class OrderTest {

    private AfasSimulator afas;
    private Caller caller;
    private String debtor;

    @BeforeEach
    void start() {
        start(AfasSimulatorConfig.standard());
    }

    private void start(AfasSimulatorConfig config) {
        afas = AfasSimulator.start(config);
        caller = Caller.of(afas);
        debtor = caller.post("KnSalesRelationOrg", Bodies.company("A", "a@a.example")).key("KnSalesRelationOrg",
                "DbId");
    }

    @AfterEach
    void stop() {
        caller.close();
        afas.close();
    }

    @Test
    void numbersOrdersAndAddsThemUp() {
        Caller.Answer answer = caller.post("FbSales", Bodies.order(debtor, "0001/sales-invoice/F/1",
                Bodies.line("1000", "2", "10.25") + "," + Bodies.line("1001", "-1", "3.00")));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.key("FbSales", "OrNu")).isEqualTo("60000001");
        Caller.Answer rows = caller.rows("Profit_Salesorders", "filterfieldids=CustomerReference",
                "filtervalues=0001/sales-invoice/F/1", "operatortypes=1");
        assertThat(rows.column("TotalAmount")).containsExactly("17.5");
        assertThat(rows.column("VAT")).containsExactly("4.04");
        assertThat(rows.column("InvoiceTotal")).containsExactly("21.54");
        assertThat(rows.column("DebtorId")).containsExactly(debtor);
        assertThat(afas.calls().about("0001/sales-invoice/F/1")).hasSize(2);
    }

    @Test
    void takesOwnNumberOnce() {
        String body = Bodies.order(debtor, "R1", Bodies.line("1000", "1", "1")).replace("\"DbId\"",
                "\"OrNu\": \"F1\", \"DbId\"");

        assertThat(caller.post("FbSales", body).key("FbSales", "OrNu")).isEqualTo("F1");
        Caller.Answer again = caller.post("FbSales", body);
        assertThat(again.status()).isEqualTo(500);
        assertThat(again.said()).contains("Nummer pakbon");
        assertThat(afas.books().byReference("R1")).hasSize(1);
    }

    @Test
    void refusesUnknownDebtorsAndItems() {
        assertThat(caller.language("en-us").post("FbSales", Bodies.order("1", "R", Bodies.line("1000", "1", "1")))
                .said()).isEqualTo("The entered value for 'Sales contact' does not exist | Enter a value for "
                        + "'Sales contact'.");
        assertThat(caller.post("FbSales", Bodies.order(debtor, "R", Bodies.line("9", "1", "1"))).said())
                .contains("'Itemcode' does not exist");
        assertThat(caller.post("FbSales", Bodies.order(debtor, "R", Bodies.line("1999", "1", "1"))).said())
                .contains("blocked");
        assertThat(caller.post("FbSales", Bodies.order(debtor, "R", "")).said()).contains("no lines");
        assertThat(caller.post("FbSales", Bodies.order(debtor, "R",
                Bodies.line("1000", "1", "1").replace("\"QuUn\"", "\"BiUn\": \"KG\", \"QuUn\""))).said())
                .contains("'Unit' does not exist");
        assertThat(caller.post("FbSales",
                Bodies.order(debtor, "R", "{\"Fields\": {\"VaIt\": \"2\", \"ItCd\": \"1000\"}}")).said())
                .contains("(QuUn)");
        assertThat(afas.books().orders()).isEmpty();
    }

    @Test
    void addsLinesThatHaveNoKeyAndChangesThoseThatDo() {
        caller.post("FbSales", Bodies.order(debtor, "R", Bodies.line("1000", "1", "10")));
        Order before = afas.books().order("60000001").orElseThrow();

        caller.put("FbSales", put(Bodies.line("1000", "1", "10")));
        assertThat(afas.books().order("60000001").orElseThrow().lines()).hasSize(2);

        caller.put("FbSales",
                put("{\"Fields\": {\"GuLi\": \"%s\", \"QuUn\": 3}}".formatted(before.lines().getFirst().guid())));
        Order after = afas.books().order("60000001").orElseThrow();
        assertThat(after.lines()).hasSize(2);
        assertThat(after.totals().net()).isEqualByComparingTo("40");
        assertThat(after.field("RfCs")).isEqualTo("R");

        caller.put("FbSales", put(
                "{\"Fields\": {\"@Action\": \"delete\", \"GuLi\": \"%s\"}}".formatted(after.lines().get(1).guid())));
        assertThat(afas.books().order("60000001").orElseThrow().lines()).hasSize(1);

        assertThat(caller.post("FbSales/FbSalesLines", put(Bodies.line("1001", "1", "1"))).status()).isEqualTo(201);
        assertThat(afas.books().order("60000001").orElseThrow().lines()).hasSize(2);
    }

    private static String put(String lines) {
        return """
                {"FbSales": {"Element": {"Fields": {"OrNu": "60000001"}, "Objects": [{"FbSalesLines": {"Element":
                [%s]}}]}}}""".formatted(lines);
    }

    @Test
    void changesNoProcessedOrder() {
        caller.post("FbSales", Bodies.order(debtor, "R", Bodies.line("1000", "1", "10")));
        afas.books().process("60000001");

        assertThat(caller.put("FbSales", put("")).said())
                .isEqualTo("Order '60000001' is al verwerkt en kan niet meer worden gewijzigd.");
        assertThat(caller.rows("Profit_Salesorders").column("Status")).containsExactly("Verwerkt");
    }

    @Test
    void reckonsPricesWithVatAndDiscounts() {
        caller.post("FbSales",
                Bodies.order(debtor, "R", "{\"Fields\": {\"VaIt\": \"2\", \"ItCd\": \"1000\", \"QuUn\": \"2\", "
                        + "\"Upri\": \"121\", \"PRDc\": \"10\"}}").replace("\"Unit\"", "\"InVa\": \"1\", \"Unit\""));

        Order order = afas.books().orders().getFirst();
        assertThat(order.totals().gross()).isEqualByComparingTo("242");
        assertThat(order.totals().invoice()).isEqualByComparingTo("217.80");
        assertThat(order.totals().net()).isEqualByComparingTo("180");
        assertThat(order.totals().vat()).isEqualByComparingTo("37.80");
    }

    @Test
    void takesAnAmountGivenByHandOffEachUnit() {
        String line = "{\"Fields\": {\"VaIt\": \"2\", \"ItCd\": \"1000\", \"QuUn\": %s, \"Upri\": 60, \"PRDc\": 50, "
                + "\"ARDc\": 6, \"MaAD\": %s}}";
        caller.post("FbSales", Bodies.order(debtor, "R1", line.formatted("5", "true")));
        caller.post("FbSales", Bodies.order(debtor, "R2", line.formatted("-5", "true")));
        caller.post("FbSales", Bodies.order(debtor, "R3", line.formatted("5", "false")));

        assertThat(afas.books().orders()).extracting(order -> order.totals().net())
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("270"), new BigDecimal("-270"), new BigDecimal("150"));
        assertThat(caller.rows("Profit_SalesorderLines", "orderbyfieldids=OrderNumber").column("AmtRowDiscount"))
                .containsExactly("30.0", "-30.0", "150.0");
    }

    @Test
    void takesTheDocumentsPercentageOffTheLinesThatAllowIt() {
        String line = "{\"Fields\": {\"VaIt\": \"2\", \"ItCd\": \"1000\", \"QuUn\": 1, \"Upri\": 100, \"PRDc\": 20, "
                + "\"VaAD\": \"%s\"}}";
        String lines = Stream.of("0", "1", "2", "3").map(line::formatted)
                .collect(Collectors.joining(","));

        caller.post("FbSales", Bodies.order(debtor, "R", lines).replace("\"Unit\"", "\"InPc\": 10, \"Unit\""));

        // 100 - 20 - 8, 100 - 10, 100 - 20 and 100.
        assertThat(afas.books().orders().getFirst().totals().net()).isEqualByComparingTo("342");
    }

    @Test
    void keepsTheGivenRateElseTakesItsOwn() {
        String body = Bodies.order(debtor, "R", Bodies.line("1000", "1", "10")).replace("\"Unit\"",
                "\"CuId\": \"USD\", \"Unit\"");
        caller.post("FbSales", body.replace("\"CuId\"", "\"Rate\": 1.25, \"CuId\""));
        caller.post("FbSales", body);
        caller.post("FbSales", Bodies.order(debtor, "R", Bodies.line("1000", "1", "10")));

        assertThat(afas.books().orders()).extracting(order -> order.field("Rate")).containsExactly("1.25", "1.08", "");
    }

    @Test
    void hasCostLinesOnCostItemsOnly() {
        String cost = "{\"Fields\": {\"VaIt\": \"6\", \"ItCd\": \"%s\", \"BiUn\": \"*****\", \"QuUn\": 1, \"Upri\": 30}}";
        caller.post("FbSales", Bodies.order(debtor, "R", cost.formatted("D012")));

        assertThat(afas.books().orders()).singleElement()
                .satisfies(order -> assertThat(order.totals().invoice()).isEqualByComparingTo("36.30"));
        assertThat(caller.post("FbSales", Bodies.order(debtor, "R", cost.formatted("1000"))).said())
                .contains("'Itemcode' bestaat niet");
    }

    @Test
    void chargesNoVatUnderDutiesWithout() {
        caller.post("FbSales", Bodies.order(debtor, "R", Bodies.line("1000", "1", "10")).replace("\"Unit\"",
                "\"VaDu\": \"2\", \"Unit\""));

        assertThat(afas.books().orders().getFirst().totals().vat()).isEqualByComparingTo("0");
    }

    @Test
    void roundsVatByRateGroupOrByLine() {
        String body = Bodies.order("%s", "R",
                Bodies.line("1000", "1", "0.07") + "," + Bodies.line("1000", "1", "0.07"));
        caller.post("FbSales", body.formatted(debtor));
        assertThat(afas.books().orders().getFirst().totals().vat()).isEqualByComparingTo("0.03");

        stop();
        start(AfasSimulatorConfig.standard().rounding(Rounding.BY_LINE));
        caller.post("FbSales", body.formatted(debtor));
        assertThat(afas.books().orders().getFirst().totals().vat()).isEqualByComparingTo("0.02");
    }

    @Test
    void invoicesDirectInvoicesAtOnce() {
        Caller.Answer answer = caller.post("FbDirectInvoice",
                Bodies.direct(debtor, "R", Bodies.line("1000", "1", "100")));

        assertThat(answer.key("FbDirectInvoice", "OrNu")).isEqualTo("VP000001");
        assertThat(answer.key("FbDirectInvoice", "Liln")).isEqualTo("VF000001");
        assertThat(caller.rows("Profit_Debtor_Invoices").column("InvoiceNr")).containsExactly("VF000001");
        assertThat(caller.rows("Profit_Debtor_Invoices").column("Balance")).containsExactly("121.0");
        assertThat(caller.put("FbDirectInvoice",
                put("").replace("FbSales", "FbDirectInvoice").replace("60000001", "VP000001")).said())
                .contains("al verwerkt");
        assertThat(afas.books().directInvoices().getFirst().totals().net())
                .isEqualByComparingTo(BigDecimal.valueOf(100));
    }

    @Test
    void refusesOrdersOfBlockedDebtors() {
        caller.put("KnSalesRelationOrg", """
                {"KnSalesRelationOrg": {"Element": {"@DbId": "%s", "Fields": {"Bl": true}}}}""".formatted(debtor));

        assertThat(caller.post("FbSales", Bodies.order(debtor, "R", Bodies.line("1000", "1", "1"))).said())
                .contains("geblokkeerd");
    }

    @Test
    void makesAndChangesArticles() {
        assertThat(caller.post("FbItemArticle", """
                {"FbItemArticle": {"Element": [{"Fields": {"ItCd": "N1", "Ds": "Nieuw", "Grp": "100", "BiUn": "stk",
                "VaRc": "1"}}, {"Fields": {"ItCd": "N2", "Grp": "100", "BiUn": "stk", "VaRc": "1"}}]}}""").status())
                .isEqualTo(201);
        caller.put("FbItemArticle", """
                {"FbItemArticle": {"Element": {"Fields": {"ItCd": "n1", "Ds": "Anders"}}}}""");

        assertThat(afas.books().item("N1").orElseThrow().field("Ds")).isEqualTo("Anders");
        assertThat(caller.rows("Profit_Article", "filterfieldids=ItemCode;ItemCode", "filtervalues=N1;N2",
                "operatortypes=1;1", "orderbyfieldids=ItemCode").column("UnitId")).containsExactly("stk", "stk");
        assertThat(caller.post("FbItemArticle", """
                {"FbItemArticle": {"Element": {"Fields": {"ItCd": "N1", "Grp": "100", "BiUn": "stk"}}}}""").said())
                .isEqualTo("Itemcode 'N1' bestaat al.");
    }
}
