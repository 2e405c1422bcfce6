package com.twinafas.mapper.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreetAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "NL|Pompoenplein 33|Pompoenplein|33|", "NL|Voorbeeldstraat 39a|Voorbeeldstraat|39|a",
            "NL|Kerkstraat 12-2|Kerkstraat|12|2", "NL|Kerkstraat 12 bis|Kerkstraat|12|bis",
            "NL|Plein 1944 12|Plein 1944|12|", "NL|1e Jan Steenstraat 5 A-2|1e Jan Steenstraat|5|A-2",
            "NL|'s-Gravendijkwal 74 B|'s-Gravendijkwal|74|B", "NL|Prinsengracht 263 2hoog|Prinsengracht|263|2hoog",
            "NL|Laan van Nieuw Oost-Indië 130 G|Laan van Nieuw Oost-Indië|130|G",
            "NL|De Dam|De Dam||", "NL|Kade 4711, gebouw C derde verdieping|Kade 4711, gebouw C derde verdieping||",
            "BE|Rue de la Loi 16|Rue de la Loi|16|", "BE|Kerkstraat 12 bus 3|Kerkstraat|12|bus 3",
            "BE|Rue Neuve, 4 bte 2|Rue Neuve|4|bte 2", "BE|Grote Markt 1/B3|Grote Markt|1|B3",
            "BE|Avenue Louise 149A box 24|Avenue Louise|149|A box 24", "BE|Atomium|Atomium||",
            "DE|Hauptstraße 12a|Hauptstraße|12|a", "DE|Straße des 17. Juni 135|Straße des 17. Juni|135|",
            "DE|Am Markt 3 c|Am Markt|3|c", "DE|Kurfürstendamm 21-23|Kurfürstendamm|21|23",
            "DE|Schloß Neuschwanstein|Schloß Neuschwanstein||", "FR|12 rue de la Paix|rue de la Paix|12|",
            "FR|12 bis, rue de Rivoli|rue de Rivoli|12|bis", "FR|4B avenue Foch|avenue Foch|4|B",
            "FR|10-12 boulevard Haussmann|boulevard Haussmann|10|12", "FR|Château de Vincennes|Château de Vincennes||",
            "GB|10 Downing Street|Downing Street|10|", "GB|221B Baker Street|Baker Street|221|B",
            "GB|Flat 3, 12 High Street|Flat 3, 12 High Street||", "GB|Rose Cottage|Rose Cottage||",
            "US|1600 Pennsylvania Ave NW|Pennsylvania Ave NW|1600|",
            "US|350 Fifth Avenue Suite 3300|Fifth Avenue|350|Suite 3300",
            "US|12 5th Street, Apt 4B|5th Street|12|Apt 4B",
            "US|One Infinite Loop|One Infinite Loop||", "SE|Storgatan 5|Storgatan 5||"})
    void takesApartWhatIsCertain(String country, String line, String street, Integer number, String addition) {
        assertThat(StreetAddress.of(country, line)).isEqualTo(new StreetAddress(street, number, addition, false));
    }

    @ParameterizedTest
    @CsvSource({"NL,Postbus 12345,Postbus,12345", "DE,Postfach 10 20,Postfach,1020", "FR,BP 123,BP,123",
            "US,P.O. Box 77,P.O. Box,77", "GB,PO Box 9,PO Box,9", "BE,Postbus 4,Postbus,4"})
    void recognisesPostOfficeBoxes(String country, String line, String street, int number) {
        assertThat(StreetAddress.of(country, line)).isEqualTo(new StreetAddress(street, number, null, true));
    }

    @Test
    void staysQuickOnHostileText() {
        String hostile = "a ".repeat(90) + "1 ".repeat(9) + "!";
        assertThat(StreetAddress.of("NL", hostile).number()).isNull();
        assertThat(StreetAddress.of("US", "1".repeat(100_000)).number()).isNull();
    }
}
