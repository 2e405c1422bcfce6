package com.twinafas.simulators.afas;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.afas.setup.AfasSetup;
import com.twinafas.simulators.afas.setup.CompanySetup;
import com.twinafas.simulators.afas.setup.StandardSetup;
import com.twinafas.simulators.afas.writing.OrderArithmetic.Rounding;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.fault.FaultPlan;

/**
 * How the simulated AFAS is.
 *
 * @param host                  where it listens, and the name it has in its own address
 * @param port                  0 for any free one
 * @param folder                where the books are kept; null for in memory
 * @param latency               of each call
 * @param tokenLife             how long an OAuth access token is good
 * @param integrationIdRequired whether calls need the header {@code IntegrationId}
 * @param resultsWrapper        whether answers to writes are wrapped in {@code results} (afas-api §3.3)
 * @param rounding              where AFAS rounds VAT
 * @param copies                GetConnectors under names of their own: the standard connector each is a copy of
 * @param withheld              connectors that the app connector does not grant
 * @param seed                  of the disorder in unordered pages and of order lines' GUIDs
 */
public record AfasSimulatorConfig(AfasSetup setup, String host, int port, @Nullable Path folder, Duration latency,
        Duration tokenLife, boolean integrationIdRequired, boolean resultsWrapper, Rounding rounding,
        Map<String, String> copies, Set<String> withheld, FaultPlan faults, InstantSource clock, long seed) {

    public AfasSimulatorConfig {
        copies = Map.copyOf(copies);
        withheld = Set.copyOf(withheld);
    }

    /** The standard setup in memory, without latency or faults. */
    public static AfasSimulatorConfig standard() {
        return new AfasSimulatorConfig(StandardSetup.create(), "127.0.0.1", 0, null, Duration.ZERO, Duration.ofHours(1),
                false, true,
                Rounding.BY_RATE_GROUP, Map.of(), Set.of(), new FaultPlan(1, InstantSource.system()),
                InstantSource.system(), 1);
    }

    /** The environment of a generated company, else standard. */
    public static AfasSimulatorConfig of(AfasSide side) {
        return standard().setup(CompanySetup.of(side));
    }

    public AfasSimulatorConfig setup(AfasSetup other) {
        return new AfasSimulatorConfig(other, host, port, folder, latency, tokenLife, integrationIdRequired,
                resultsWrapper,
                rounding, copies, withheld, faults, clock, seed);
    }

    /** Listens there, for processes of other machines too. */
    public AfasSimulatorConfig host(String other) {
        return new AfasSimulatorConfig(setup, other, port, folder, latency, tokenLife, integrationIdRequired,
                resultsWrapper, rounding, copies, withheld, faults, clock, seed);
    }

    public AfasSimulatorConfig port(int other) {
        return new AfasSimulatorConfig(setup, host, other, folder, latency, tokenLife, integrationIdRequired,
                resultsWrapper,
                rounding, copies, withheld, faults, clock, seed);
    }

    public AfasSimulatorConfig folder(Path other) {
        return new AfasSimulatorConfig(setup, host, port, other, latency, tokenLife, integrationIdRequired,
                resultsWrapper,
                rounding, copies, withheld, faults, clock, seed);
    }

    public AfasSimulatorConfig latency(Duration other) {
        return new AfasSimulatorConfig(setup, host, port, folder, other, tokenLife, integrationIdRequired,
                resultsWrapper,
                rounding, copies, withheld, faults, clock, seed);
    }

    public AfasSimulatorConfig tokenLife(Duration other) {
        return new AfasSimulatorConfig(setup, host, port, folder, latency, other, integrationIdRequired, resultsWrapper,
                rounding, copies, withheld, faults, clock, seed);
    }

    public AfasSimulatorConfig integrationIdRequired(boolean other) {
        return new AfasSimulatorConfig(setup, host, port, folder, latency, tokenLife, other, resultsWrapper, rounding,
                copies,
                withheld, faults, clock, seed);
    }

    public AfasSimulatorConfig resultsWrapper(boolean other) {
        return new AfasSimulatorConfig(setup, host, port, folder, latency, tokenLife, integrationIdRequired, other,
                rounding,
                copies, withheld, faults, clock, seed);
    }

    public AfasSimulatorConfig rounding(Rounding other) {
        return new AfasSimulatorConfig(setup, host, port, folder, latency, tokenLife, integrationIdRequired,
                resultsWrapper,
                other, copies, withheld, faults, clock, seed);
    }

    public AfasSimulatorConfig copies(Map<String, String> other) {
        return new AfasSimulatorConfig(setup, host, port, folder, latency, tokenLife, integrationIdRequired,
                resultsWrapper,
                rounding, other, withheld, faults, clock, seed);
    }

    public AfasSimulatorConfig withheld(Set<String> other) {
        return new AfasSimulatorConfig(setup, host, port, folder, latency, tokenLife, integrationIdRequired,
                resultsWrapper,
                rounding, copies, other, faults, clock, seed);
    }

    public AfasSimulatorConfig faults(FaultPlan other) {
        return new AfasSimulatorConfig(setup, host, port, folder, latency, tokenLife, integrationIdRequired,
                resultsWrapper,
                rounding, copies, withheld, other, clock, seed);
    }

    public AfasSimulatorConfig clock(InstantSource other) {
        return new AfasSimulatorConfig(setup, host, port, folder, latency, tokenLife, integrationIdRequired,
                resultsWrapper,
                rounding, copies, withheld, faults, other, seed);
    }

    public AfasSimulatorConfig seed(long other) {
        return new AfasSimulatorConfig(setup, host, port, folder, latency, tokenLife, integrationIdRequired,
                resultsWrapper,
                rounding, copies, withheld, faults, clock, other);
    }
}
