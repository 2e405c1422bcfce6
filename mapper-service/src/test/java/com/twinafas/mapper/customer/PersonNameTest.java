package com.twinafas.mapper.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"T.a.v. De heer A. Waardedijk|M|A.|||Waardedijk",
            "Mevrouw N. Witteveen|V|N.|||Witteveen", "Jan Voorbeeld|O|J.|Jan||Voorbeeld", "Bosman|O||||Bosman",
            "Dhr. J.A. van den Berg|M|J.A.||van den|Berg", "Berg, J. van den|O|J.||van den|Berg",
            "Anna Maria de Vries|O|A.M.|Anna Maria|de|Vries", "Herr Jürgen von Braun|M|J.|Jürgen|von|Braun",
            "Attn: Mrs Mary Smith|V|M.|Mary||Smith", "Mme Élodie du Pont|V|É.|Élodie|du|Pont",
            "J P Morgan|O|J.P.|||Morgan", "van der Meer|O|||van der|Meer", "van der|O|||van|der", "Berg,|O||||Berg,",
            ", Jan|O|,.|,||Jan", "Mevrouw|O||||Mevrouw", "De Heer|O|||De|Heer", "de heer Smit|M||||Smit"})
    void takesNamesApart(String text, String gender, String initials, String first, String prefix, String last) {
        assertThat(PersonName.of(text)).isEqualTo(new PersonName(gender, initials, first, prefix, last));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Dhr. Smit|true", "t.a.v. mevrouw Smit|true", "J. Smit|true", "J.A. Smit|true",
            "J.|false", "J. |false", "JP Smit|false", "Jan Smit|false", "Bakkerij. Smit|false", "Smit J.|false",
            "Mevrouw|false"})
    void recognisesAPersonByItsForm(String text, boolean person) {
        assertThat(PersonName.looksLikePerson(text)).isEqualTo(person);
    }
}
