package com.twinafas.afas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTableTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '"', textBlock = """
            # Attested (afas-api §3.5 to §3.9)
            The entered value for 'Account Number' does not exist                                  > REFUSED           >
            The entered value for 'Employee' does not exist.                                       > REFUSED           >
            Date '1-11-2024' belongs to a blocked period                                           > PERIOD_BLOCKED    > 1-11-2024
            For this administration, period 8 of the year 2024 is blocked.                         > PERIOD_BLOCKED    > 8/2024
            Allocation code for axis 'Cost center' must be filled for account 8074                 > ALLOCATION_MISSING > Cost center/8074
            General message: There is no assignment for cost center '10575' with account '4108' or the assignment is blocked. > REFUSED >
            (AntaObject) There is no value entered in mandatory field 'Rekeningnummer' (AcNr).     > REFUSED           >
            (AFASFiEntry) VAT is not allowed for account [n].                                      > REFUSED           >
            General message: Invoice number [20261234] is already used in finance for Creditor [7]. > NUMBER_TAKEN     > 20261234
            General message: Invoice number 20261234 is already used in finance for Debtor 7.      > NUMBER_TAKEN      > 20261234
            (AntaObject) The foreignkey does not exist in the database. FieldId=Btw-code, ForeignkeyId=KnVat > REFUSED >
            Connector field 'ModifiedDat' not found                                                > FIELD_UNKNOWN     > ModifiedDat
            This GetConnector (definition) is blocked                                              > CONNECTOR_BLOCKED >
            GetConnector not supported for this app or the user is not authorized                  > NOT_GRANTED       >
            Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet geautoriseerd.     > NOT_GRANTED       >
            An unexpected error has occurred.                                                      > UNEXPECTED        >
            Command timeout expired.                                                               > TIMED_OUT         >
            The maximum duration for performing the assignment has been exceeded.                  > TIMED_OUT         >
            De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken.                > TIMED_OUT         >
            Out of memory                                                                          > TOO_LARGE         >
            Out of String space                                                                    > TOO_LARGE         >
            Journal '70' is blocked by another user.                                               > LOCKED            > 70
            Nummer pakbon '20260001' bestaat al.                                                   > NUMBER_TAKEN      > 20260001
            # Worded after those
            Verbijzonderingscode voor as 'Kostenplaats' moet gevuld zijn voor rekening 8074        > ALLOCATION_MISSING > Kostenplaats/8074
            Datum '1-11-2024' valt in een geblokkeerde periode                                     > PERIOD_BLOCKED    > 1-11-2024
            Voor deze administratie is periode 8 van het jaar 2024 geblokkeerd.                    > PERIOD_BLOCKED    > 8/2024
            Dagboek '70' is geblokkeerd door een andere gebruiker.                                 > LOCKED            > 70
            Transaction was deadlocked on lock resources with another process                      > LOCKED            >
            Algemene melding: Factuurnummer 12 is al gebruikt in de financiële administratie voor Debiteur 7. > NUMBER_TAKEN > 12
            Debtor number '10001' already exists.                                                  > NUMBER_TAKEN      > 10001
            Debiteurnummer '10001' bestaat al.                                                     > NUMBER_TAKEN      > 10001
            Connectorveld 'ModifiedDat' niet gevonden                                              > FIELD_UNKNOWN     > ModifiedDat
            Field 'X' does not occur in the definition of 'FbSales'.                               > FIELD_UNKNOWN     > X
            Veld 'X' komt niet voor in de definitie van 'FbSales'.                                 > FIELD_UNKNOWN     > X
            Deze GetConnector (definitie) is geblokkeerd                                           > CONNECTOR_BLOCKED >
            GetConnector wordt niet ondersteund voor deze app of de gebruiker is niet geautoriseerd > NOT_GRANTED      >
            This UpdateConnector is not supported or the user is not authorized.                   > NOT_GRANTED       >
            Er is een onverwachte fout opgetreden.                                                 > UNEXPECTED        >
            The entered value for 'Itemcode' does not exist | Enter a value for 'Itemcode'.      > ITEM_MISSING      >
            De ingevoerde waarde bij 'Itemcode' bestaat niet                                       > ITEM_MISSING      >
            Artikel 'D012' bestaat niet                                                            > ITEM_MISSING      > D012
            The entered value for 'Sales contact' does not exist     > DEBTOR_MISSING    >
            The entered value for 'Verkooprelatie' does not exist                                  > DEBTOR_MISSING    >
            Debtor '10001' does not exist                                                          > DEBTOR_MISSING    > 10001
            Order '20260001' has been processed and can no longer be changed.                      > ORDER_PROCESSED   > 20260001
            Order '20260001' is al verwerkt en kan niet meer worden gewijzigd.                     > ORDER_PROCESSED   > 20260001
            Sales relation '10001' is blocked.                                                     > REFUSED           >
            Rekening '8010' is geblokkeerd.                                                        > REFUSED           >
            The entry does not balance (debit 12, credit 13).                                      > REFUSED           >
            Whatever AFAS will say tomorrow                                                        > REFUSED           >
            """)
    void knowsWhatTextMeans(String text, Meaning meaning, String named) {
        assertThat(FailureTable.find(text)).isEqualTo(new FailureTable.Finding(meaning, named));
    }
}
