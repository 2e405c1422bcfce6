package com.twinafas.simulators.afas.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import com.twinafas.simulators.afas.Samples;

class CountriesTest {

    @Test
    void haveTheCodesOfAfas() throws IOException {
        assumeThat(Samples.find()).as("samples of AFAS beside the repository").isPresent();
        Map<String, String> known = Files.readAllLines(Samples.find().orElseThrow()
                .resolve("reference/countrycodes.csv")).stream().skip(1).map(line -> line.split(";", -1))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells[3], (first, second) -> first));

        assertThat(StandardSetup.countries()).hasSizeGreaterThan(50)
                .allSatisfy(country -> assertThat(known).containsEntry(country.code(), country.iso()));
    }
}
