package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.BOOK;
import static com.twinafas.writer.scenario.Samples.KEYBOARD;
import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.invoice;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.books.OrderLine;
import com.twinafas.simulators.afas.setup.StandardSetup;
import com.twinafas.simulators.afas.writing.OrderArithmetic.Rounding;
import com.twinafas.simulators.afas.writing.UpdateConnectors;

/** Concepts that change: their order follows line by line and no line ever stands there twice. */
class OrderChangeScenarioTest {

    private static final RecordKey INVOICE = invoice(1);
    private static final DebtorBlock CUSTOMER = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");

    private Rig rig = new Rig();
    private long revision;

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void keepsTheLinesThatStandBeforeAnInsertedOne() {
        deliver("K:a", "B:b", "K:c");
        List<OrderLine> before = order().lines();

        deliver("K:a", "B:new", "B:b", "K:c");

        assertThat(texts()).containsExactly("a", "new", "b", "c");
        assertThat(order().lines()).extracting(OrderLine::guid).startsWith(before.getFirst().guid())
                .doesNotContain(before.get(1).guid(), before.get(2).guid());
    }

    @Test
    void keepsEveryLineWhenOneGoesOrOneIsAddedBehindOrWordsChange() {
        deliver("K:a", "B:b", "K:c", "B:d");
        List<String> before = guids();

        deliver("K:a", "K:other words", "B:d");
        assertThat(texts()).containsExactly("a", "other words", "d");
        assertThat(guids()).containsExactly(before.get(0), before.get(2), before.get(3));

        deliver("K:a", "K:other words", "B:d", "K:e");
        assertThat(guids()).startsWith(before.get(0), before.get(2), before.get(3)).hasSize(4);
    }

    @Test
    void followsTheInvoiceWhateverChangesWithoutDoublingALine() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of("K:0", "B:1", "K:2"));
        deliver(lines.toArray(String[]::new));
        int next = 3;
        for (int n = 0; n < 40; n++) {
            switch (random.nextInt(4)) {
                case 0 -> lines.add(random.nextInt(lines.size() + 1), (random.nextBoolean() ? "K:" : "B:") + next++);
                case 1 -> Collections.swap(lines, random.nextInt(lines.size()),
                        random.nextInt(lines.size()));
                case 2 -> {
                    if (lines.size() > 1) {
                        lines.remove(random.nextInt(lines.size()));
                    }
                }
                default -> lines.set(random.nextInt(lines.size()), "K:" + next++);
            }

            deliver(lines.toArray(String[]::new));

            assertThat(texts()).as("seed " + seed + ", change " + n).isEqualTo(
                    lines.stream().map(line -> line.substring(2)).toList());
        }
    }

    @Test
    void leavesLinesAloneThatPeopleAdded() {
        deliver("K:a", "B:b");
        byHand("", "{'Fields': {'VaIt': '2', 'ItCd': '1000', 'QuUn': '1', 'Ds': 'by hand'}}");

        deliver("K:a", "B:b", "B:c");
        deliver("B:b", "B:c", "K:d");
        deliver("B:b");

        assertThat(texts()).containsExactlyInAnyOrder("by hand", "b");
    }

    @Test
    void emptiesWhatTheInvoiceNoLongerSays() {
        InvoiceUpdate first = update("K:a", "B:b");
        AfasElement said = first.document().with("Re", "Met dank").with("ExAd", "Kade 1")
                .with("DaDe", FieldValue.of(Samples.DATE)).with("InPc", number("10"));
        List<AfasElement> lines = said.object("FbSalesLines");
        rig.deliver(INVOICE, ++revision, with(first, said.withObject("FbSalesLines", List.of(
                lines.getFirst().with("PRDc", number("5")), lines.getLast().with("ARDc", number("1"))
                        .with("MaAD", FieldValue.of(true))))));
        assertThat(order().totals().discount()).isPositive();

        rig.deliver(INVOICE, ++revision, update("K:a", "B:b"));

        assertThat(order().totals().discount()).isZero();
        assertThat(Stream.of("Re", "ExAd", "DaDe").map(order()::field)).containsOnly("");
        assertThat(rig.ledger().letter(INVOICE)).isNull();
    }

    @Test
    void leavesAloneInAChangeWhatWasNeverSent() {
        deliver("K:a");
        byHand(", 'Re': 'Bellen voor levering'", "");

        deliver("K:a", "B:b");

        assertThat(order().field("Re")).isEqualTo("Bellen voor levering");
    }

    @Test
    void seesByItsStatusThatAnOrderIsProcessed() {
        rig.close();
        rig = new Rig(AfasSimulatorConfig.standard(), Map.of("twinafas.writer.processed-statuses", "Verwerkt"));
        deliver("K:a");
        rig.books().process(order().number());

        deliver("K:a", "B:b");

        assertThat(rig.ledger().letter(INVOICE)).isEqualTo(FailureCode.ORDER_PROCESSED);
        assertThat(rig.ledger().letterParameters(INVOICE)).containsEntry("number", order().number());
        assertThat(rig.afas().calls().of("FbSales")).hasSize(1);
    }

    /** What a person does with the order in AFAS. */
    private void byHand(String fields, String lines) {
        String body = "{'FbSales': {'Element': {'Fields': {'OrNu': '" + order().number() + "'" + fields
                + "}, 'Objects': [{'FbSalesLines': {'Element': [" + lines + "]}}]}}}";
        new UpdateConnectors(StandardSetup.create(), Rounding.BY_RATE_GROUP, Set.of(), InstantSource.system(),
                new Random(9)).write("FbSales", false, JsonMapper.shared().readTree(body.replace('\'', '"')),
                        rig.books());
    }

    private void deliver(String... lines) {
        rig.deliver(INVOICE, ++revision, update(lines));
        assertThat(rig.books().orders()).hasSize(1);
    }

    /** @param lines {@code K:} or {@code B:} for keyboard or book, and the line's words */
    private static InvoiceUpdate update(String... lines) {
        InvoiceUpdate sample = Samples.order(INVOICE, CUSTOMER, 1);
        AfasElement line = sample.document().object("FbSalesLines").getFirst();
        List<AfasElement> all = Arrays.stream(lines).map(text -> line
                .with("ItCd", text.startsWith("K") ? KEYBOARD : BOOK).with("Ds", text.substring(2))).toList();
        return with(sample, sample.document().withObject("FbSalesLines", all));
    }

    private static InvoiceUpdate with(InvoiceUpdate invoice, AfasElement document) {
        return new InvoiceUpdate(invoice.documentKind(), invoice.administration(), invoice.reference(), null,
                invoice.date(), invoice.currency(), false, invoice.totalIncluding(), invoice.totalExcluding(),
                invoice.debtor(), new TreeSet<>(List.of(KEYBOARD, BOOK)), document);
    }

    private static FieldValue number(String text) {
        return FieldValue.of(new BigDecimal(text));
    }

    private Order order() {
        return rig.books().orders().getFirst();
    }

    private List<String> texts() {
        return order().lines().stream().map(line -> line.field("Ds")).toList();
    }

    private List<String> guids() {
        return order().lines().stream().map(OrderLine::guid).toList();
    }
}
