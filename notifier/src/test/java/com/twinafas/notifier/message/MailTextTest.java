package com.twinafas.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class MailTextTest {

    private final MailText text = new MailText();

    @Test
    void namesTheOnlyCauseInTheSubject() {
        assertThat(text.subject(Messages.of(Messages.missingItem()))).isEqualTo(
                "[TwinAfas demo] Artikel D012 bestaat niet in AFAS / Article D012 does not exist in AFAS");
    }

    @Test
    void countsSeveralCausesInTheSubject() {
        assertThat(text.subject(Messages.of(Messages.missingItem(), Messages.unmappedVat()))).isEqualTo(
                "[TwinAfas demo] 38 records opgehouden (2 nieuw) / 38 records held up (2 new)");
    }

    @Test
    void saysWhatWhereWhichAndWhatToDo() {
        // When
        String plain = text.plain(Messages.of(Messages.missingItem(), Messages.unreadable()));

        // Then
        assertThat(plain).isEqualTo("""
                Tussen Twinfield en AFAS (tenant demo): 39 records opgehouden (2 nieuw).

                ------------------------------------------------------------------------------
                Nieuw
                ------------------------------------------------------------------------------
                1.  Artikel D012 bestaat niet in AFAS

                    Wat te doen   Maak het artikel aan in AFAS, of zet de stroom artikelen aan
                    Waar          bij het wegschrijven in AFAS
                    Sinds         2 mrt 2026 09:59
                    Records       37
                                  kantoor NL01: 36 verkoopfacturen: FACTUUR/13, FACTUUR/14,
                                  FACTUUR/15, FACTUUR/16, FACTUUR/17 en nog 31
                                  kantoor NL02: 1 verkoopfactuur: FACTUUR/4
                    Code          ITEM_MISSING

                2.  Een bericht op topic demo.afas.update is niet leesbaar

                    Wat te doen   Geef de foutcode en het nummer door aan support; de andere
                                  records gaan door
                    Waar          bij het wegschrijven in AFAS
                    Sinds         2 mrt 2026 09:59
                    Records       2
                                  demo.afas.update 17
                                  demo.afas.update 18
                    Code          RECORD_UNREADABLE

                ------------------------------------------------------------------------------

                Is een oorzaak verholpen, dan kunnen haar records verder; er hoeft niets
                opnieuw te worden ingevoerd. Nieuwe records met een oorzaak van hierboven
                worden geteld en staan in het volgende overzicht. Is een oorzaak opgelost, dan
                krijgt u bericht.

                ==============================================================================

                Between Twinfield and AFAS (tenant demo): 39 records held up (2 new).

                ------------------------------------------------------------------------------
                New
                ------------------------------------------------------------------------------
                1.  Article D012 does not exist in AFAS

                    What to do    Create the article in AFAS, or switch on the flow articles
                    Where         writing to AFAS
                    Since         2 Mar 2026 09:59
                    Records       37
                                  office NL01: 36 sales invoices: FACTUUR/13, FACTUUR/14,
                                  FACTUUR/15, FACTUUR/16, FACTUUR/17 and 31 more
                                  office NL02: 1 sales invoice: FACTUUR/4
                    Code          ITEM_MISSING

                2.  A message on topic demo.afas.update cannot be read

                    What to do    Send the error code and the record's number to support; the
                                  other records go on
                    Where         writing to AFAS
                    Since         2 Mar 2026 09:59
                    Records       2
                                  demo.afas.update 17
                                  demo.afas.update 18
                    Code          RECORD_UNREADABLE

                ------------------------------------------------------------------------------

                Once a cause is fixed its records can go on; nothing has to be entered twice.
                More records with a cause above are counted and told in the next overview.
                When a cause is solved you are told.
                """);
    }

    @Test
    void tellsWhatIsNewStillOpenAndSolvedApart() {
        // Given
        Message message = Messages.of(Messages.missingItem(State.OPEN, 52), Messages.lineStopped(),
                Messages.missingItem(State.SOLVED, 52));

        // Then
        assertThat(text.subject(message)).isEqualTo("[TwinAfas demo] 37 records opgehouden (1 nieuw, 1 nog open, 1 "
                + "opgelost) / 37 records held up (1 new, 1 still open, 1 solved)");
        assertThat(text.plain(message)).containsSubsequence("Nieuw\n", "AFAS accepteert de inloggegevens niet",
                "Nog open\n", "Sinds         2 mrt 2026 09:59, 52 records in totaal", "Opgelost\n",
                "Sinds         2 mrt 2026 09:59 tot 2 mrt 2026 11:29, 52 records in totaal", "Still open\n",
                "Solved\n");
    }

    @Test
    void saysInTheSubjectThatACauseIsSolved() {
        // Given
        Message message = Messages.of(Messages.missingItem(State.SOLVED, 37));

        // Then
        assertThat(text.subject(message)).isEqualTo("[TwinAfas demo] Opgelost: Artikel D012 bestaat niet in AFAS / "
                + "Solved: Article D012 does not exist in AFAS");
        assertThat(text.plain(message)).contains("Voor wat opgelost is hoeft u niets te doen")
                .doesNotContain("Wat te doen");
    }

    @Test
    void namesTheOfficesAndKindsThatAWholeTroubleConcerns() {
        assertThat(text.plain(Messages.of(Messages.silent())))
                .containsSubsequence("Betreft       kantoor NL01: klanten\n",
                        "              kantoor NL01: verkoopfacturen\n")
                .doesNotContain("Records ");
    }

    @Test
    void countsNoRecordsWhereAWholeLineStopped() {
        assertThat(text.plain(Messages.of(Messages.lineStopped()))).contains("(tenant demo): 1 nieuw.")
                .doesNotContain("Records");
    }

    @Test
    void quotesAnotherSystemWithoutBreakingHeaderOrPage() {
        // Given
        Message message = Messages.of(Messages.refused());

        // Then
        assertThat(text.subject(message)).doesNotContain("\n").doesNotContain("\r").hasSizeLessThanOrEqualTo(160);
        assertThat(text.html(message)).contains("&lt;geblokkeerd&gt;").doesNotContain("<geblokkeerd>");
    }

    @Test
    void staysReadableWithAThousandCauses() {
        // Given
        Message message = Messages.of(Collections.nCopies(1000, Messages.unmappedVat()).toArray(Section[]::new));

        // Then
        assertThat(text.plain(message)).contains("And 980 causes more of the kind: VAT_CODE_UNMAPPED (980)");
        assertThat(text.plain(message).lines()).hasSizeLessThan(400);
    }
}
