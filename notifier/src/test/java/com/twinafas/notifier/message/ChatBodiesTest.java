package com.twinafas.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatBodiesTest {

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void tellsSlackInAHeaderAndABlockForEachCause() {
        // When
        JsonNode body = json.readTree(
                new SlackBody().of(Messages.of(Messages.missingItem(), Messages.missingItem(State.SOLVED, 37))));

        // Then
        assertThat(body.at("/text").asString())
                .isEqualTo("[TwinAfas demo] 37 records opgehouden (1 nieuw, 1 opgelost)");
        assertThat(body.at("/blocks/0/type").asString()).isEqualTo("header");
        assertThat(body.at("/blocks/2/text/text").asString()).isEqualTo("""
                *Artikel D012 bestaat niet in AFAS*
                Maak het artikel aan in AFAS, of zet de stroom artikelen aan
                37; kantoor NL01: 36 verkoopfacturen: FACTUUR/13, FACTUUR/14, FACTUUR/15, FACTUUR/16, FACTUUR/17 en \
                nog 31; kantoor NL02: 1 verkoopfactuur: FACTUUR/4
                2 mrt 2026 09:59

                *Article D012 does not exist in AFAS*
                Create the article in AFAS, or switch on the flow articles
                37; office NL01: 36 sales invoices: FACTUUR/13, FACTUUR/14, FACTUUR/15, FACTUUR/16, FACTUUR/17 and \
                31 more; office NL02: 1 sales invoice: FACTUUR/4
                2 Mar 2026 09:59""");
        assertThat(body.at("/blocks/4/text/text").asString()).startsWith("*Opgelost: Artikel D012 bestaat niet")
                .contains("2 mrt 2026 09:59 tot 2 mrt 2026 11:29, 37 records in totaal");
    }

    @Test
    void tellsTeamsWithAnAdaptiveCard() {
        // When
        JsonNode body = json.readTree(new TeamsBody().of(Messages.of(Messages.missingItem())));

        // Then
        assertThat(body.at("/type").asString()).isEqualTo("message");
        JsonNode attachment = body.at("/attachments/0");
        assertThat(attachment.at("/contentType").asString()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(attachment.at("/content/type").asString()).isEqualTo("AdaptiveCard");
        assertThat(attachment.at("/content/body/0/text").asString())
                .isEqualTo("[TwinAfas demo] Artikel D012 bestaat niet in AFAS");
        assertThat(attachment.at("/content/body/1/text").asString())
                .startsWith("**Artikel D012 bestaat niet in AFAS**\n\nMaak het artikel aan in AFAS");
    }

    @Test
    void quotesAnotherSystemWithoutItsMarkup() {
        // Given
        Message message = Messages.of(Messages.refused());

        // Then
        assertThat(json.readTree(new SlackBody().of(message)).at("/blocks/2/text/text").asString())
                .contains("&lt;geblokkeerd&gt; Bcc: all@example.org ·[x]").doesNotContain("<");
        assertThat(json.readTree(new TeamsBody().of(message)).at("/attachments/0/content/body/1/text").asString())
                .contains("·(x)(http://example.org)");
    }

    @Test
    void keepsToWhatAChatTakesHoweverMuchThereIs() {
        // Given
        Message message = Messages.of(Collections.nCopies(1000, Messages.missingItem()).toArray(Section[]::new));

        // When
        JsonNode slack = json.readTree(new SlackBody().of(message));
        byte[] teams = new TeamsBody().of(message);

        // Then
        assertThat(slack.at("/blocks").size()).isLessThanOrEqualTo(50);
        List<String> texts = slack.at("/blocks").valueStream().map(block -> block.at("/text/text").asString())
                .toList();
        assertThat(texts).allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(3000));
        assertThat(texts.stream().mapToInt(String::length).sum()).isLessThan(9500);
        assertThat(texts.getLast()).contains("En nog 992 oorzaken van deze soorten: ITEM_MISSING (992)")
                .contains("And 992 causes more of the kind");
        assertThat(teams).hasSizeLessThan(28_000);
    }
}
