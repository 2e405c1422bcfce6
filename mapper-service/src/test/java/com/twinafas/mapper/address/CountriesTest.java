package com.twinafas.mapper.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CountriesTest {

    /** In AFAS's table but no longer in ISO's. */
    private static final Set<String> GONE = Set.of("AN", "YU", "XK");

    @Test
    void knowsNumberPlateCodes() {
        assertThat(Countries.afasCode("DE")).contains("D");
        assertThat(Countries.afasCode("us")).contains("USA");
        assertThat(Countries.afasCode("NL")).contains("NL");
        assertThat(Countries.afasCode("SA")).contains("AS");
        assertThat(Countries.afasCode("AN")).isEmpty();
        assertThat(Countries.afasCode("XX")).isEmpty();
    }

    @Test
    void agreesWithAfasForEveryCountry() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared/samples/afas"))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "No shared/samples/afas beside the repository: skipped");
        Map<String, String> afas = Files
                .readAllLines(folder.resolve("shared/samples/afas/reference/countrycodes.csv")).stream().skip(1)
                .map(line -> line.split(";")).filter(cells -> !GONE.contains(cells[3]))
                .collect(Collectors.toMap(cells -> cells[3], cells -> cells[0]));

        assertThat(afas).allSatisfy((iso, code) -> assertThat(Countries.afasCode(iso)).as(iso).contains(code));
        assertThat(Set.of(Locale.getISOCountries())).isSubsetOf(afas.keySet());
    }
}
