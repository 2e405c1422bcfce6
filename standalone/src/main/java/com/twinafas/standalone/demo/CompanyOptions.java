package com.twinafas.standalone.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Option;

import com.twinafas.simulators.company.CompanySize;

/** How large the generated company is: options of every command that simulates one. */
final class CompanyOptions {

    @Option(names = "--customers", defaultValue = "330", description = "How many (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(names = "--articles", defaultValue = "68", description = "How many (default: ${DEFAULT-VALUE}).")
    private int articles;

    @Option(names = "--invoices", defaultValue = "340", description = "How many (default: ${DEFAULT-VALUE}).")
    private int invoices;

    CompanySize size() {
        return new CompanySize(customers, articles, invoices, LocalDate.now(ZoneId.of("Europe/Amsterdam")));
    }
}
