package com.twinafas.pipeline.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Sentences;
import com.twinafas.schemas.key.RecordKey;

class StoryTextTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.100Z");
    private static final RecordKey INVOICE = RecordKey.parse("NL01/sales-invoice/FACTUUR/13");
    private static final Cause D012 = Cause.of(FailureCode.ITEM_MISSING, "item", "D012");

    @Test
    void tellsWhatAfasHasWhatHoldsItUpAndWhatHappened() {
        // Given
        Story story = new Story(INVOICE,
                List.of(new Happening.Parked(NOW.plusSeconds(4), "write", D012, 2),
                        new Happening.Read(NOW, 10, "active", "0123456789abcdef", "<salesinvoice>\n</salesinvoice>"),
                        new Happening.Mapped(NOW.plusSeconds(1), "afas.update", "order", 10, 1, 7L, null),
                        new Happening.Step(NOW.plusSeconds(2), "write", "intent", 10L,
                                new TreeMap<>(Map.of("connector", "FbSales")), null),
                        new Happening.Delivered(NOW.plusSeconds(3), "in_doubt", "IN_DOUBT", "order", "1",
                                Map.of("DbId", "10001"), null, null, "POST FbSales")));

        // When
        String text = new StoryText(Sentences.ENGLISH).of(story);

        // Then
        assertThat(text).isEqualTo(
                """
                        NL01/sales-invoice/FACTUUR/13

                          at AFAS  in doubt: order, administration 1, DbId=10001
                          held up  Article D012 does not exist in AFAS (write, ITEM_MISSING)
                                   Create the article in AFAS, or switch on the flow articles

                          2026-03-02T09:00:00.100Z  read      active  revision 10  hash 0123456789ab
                                                    <salesinvoice>
                                                    </salesinvoice>
                          2026-03-02T09:00:01.100Z  mapped    order  revision 10  settings 1  customer revision 7  to afas.update
                          2026-03-02T09:00:02.100Z  write     intent  revision 10  connector=FbSales
                          2026-03-02T09:00:03.100Z  delivery  in_doubt  IN_DOUBT  DbId=10001  open: POST FbSales
                          2026-03-02T09:00:04.100Z  parked    write  Article D012 does not exist in AFAS  attempt 2
                        """);
    }

    @Test
    void isHeldUpByNothingAfterItWentOn() {
        // Given
        Story story = new Story(INVOICE, List.of(new Happening.Parked(NOW, "write", D012, 1),
                new Happening.Released(NOW.plusSeconds(1), "write")));

        // Then
        assertThat(new StoryText(Sentences.DUTCH).of(story)).doesNotContain("held up").contains("released  write");
    }

    @Test
    void tellsWhatBecameOfTheOrder() {
        // Given
        Story story = new Story(INVOICE,
                List.of(new Happening.OrderStatus(NOW, "60000001", "open", "Actief", false, null),
                        new Happening.OrderStatus(NOW.plusSeconds(60), "60000001", "Verwerkt", "Verwerkt", false,
                                "[{\"OrderNumber\":\"60000001\"}]")));

        // When
        String text = new StoryText(Sentences.ENGLISH).of(story);

        // Then
        assertThat(text).contains("  order    Verwerkt\n", "order     60000001  open (Actief)\n",
                "order     60000001  Verwerkt\n" + " ".repeat(28) + "[{");
        assertThat(new StoryJson().of(story)).extractingByKey("orderStatus")
                .isEqualTo(Map.of("at", NOW.plusSeconds(60).toString(), "what", "order-status", "orderNumber",
                        "60000001", "status", "Verwerkt", "afasStatus", "Verwerkt", "gone", false, "content",
                        "[{\"OrderNumber\":\"60000001\"}]"));
    }

    @Test
    void tellsThatTheOrderIsGone() {
        Story story = new Story(INVOICE,
                List.of(new Happening.OrderStatus(NOW, "60000001", null, null, true, null)));

        assertThat(new StoryText(Sentences.ENGLISH).of(story))
                .contains("  order    gone: AFAS does not show it any more");
    }

    @Test
    void saysSoWhenNothingIsKnown() {
        assertThat(new StoryText(Sentences.ENGLISH).of(new Story(INVOICE, List.of())))
                .contains("No topic says anything about this record.");
    }
}
