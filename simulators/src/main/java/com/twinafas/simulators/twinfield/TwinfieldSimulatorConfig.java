package com.twinafas.simulators.twinfield;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.fault.FaultPlan;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.simulators.twinfield.wording.Language;

/**
 * How a simulated Twinfield is set up.
 *
 * @param company         what its books hold at first
 * @param host            where it listens, and the name it has in its own addresses
 * @param folder          where the books are kept; null keeps them in memory
 * @param loginPort       of the identity server; 0 is any free one
 * @param clusterPort     of the web services; 0 is any free one
 * @param seed            of the style of answers
 * @param varied          whether answers vary in style; else always the same order and form
 * @param tokenLife       of access tokens
 * @param rotating        whether each use of a refresh token gives a new one; the old one ends when the new one is used
 * @param clusterNamed    whether token validation names the cluster
 * @param language        culture of the user
 * @param latency         of each call
 * @param finderRows      how many rows Finder gives at most at once; the real one's limit is not known (twinfield-api §2.2)
 * @param hiddenInBulk    whether reads without code and lists show hidden records; which of the two the real one does is
 *                        not known (twinfield-api §9)
 */
public record TwinfieldSimulatorConfig(Company company, String host, @Nullable Path folder, int loginPort,
        int clusterPort, long seed, boolean varied, Duration tokenLife, boolean rotating, boolean clusterNamed,
        Language language,
        Limits limits, Duration latency, int finderRows, boolean hiddenInBulk, FaultPlan faults, InstantSource clock) {

    /** In memory, certified limits, Dutch, no latency, no faults. */
    public static TwinfieldSimulatorConfig of(Company company) {
        return new TwinfieldSimulatorConfig(company, "127.0.0.1", null, 0, 0, company.seed(), true,
                Duration.ofMinutes(60), false,
                true, Language.DUTCH, Limits.certified(), Duration.ZERO, Integer.MAX_VALUE, true, FaultPlan.none(),
                InstantSource.system());
    }

    public TwinfieldSimulatorConfig folder(Path kept) {
        return new TwinfieldSimulatorConfig(company, host, kept, loginPort, clusterPort, seed, varied, tokenLife,
                rotating,
                clusterNamed, language, limits, latency, finderRows, hiddenInBulk, faults, clock);
    }

    /** Listens there, for processes of other machines too. */
    public TwinfieldSimulatorConfig host(String name) {
        return new TwinfieldSimulatorConfig(company, name, folder, loginPort, clusterPort, seed, varied, tokenLife,
                rotating, clusterNamed, language, limits, latency, finderRows, hiddenInBulk, faults, clock);
    }

    public TwinfieldSimulatorConfig ports(int login, int cluster) {
        return new TwinfieldSimulatorConfig(company, host, folder, login, cluster, seed, varied, tokenLife, rotating,
                clusterNamed, language, limits, latency, finderRows, hiddenInBulk, faults, clock);
    }

    /** Answers always in the same order and form. */
    public TwinfieldSimulatorConfig plain() {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, false, tokenLife,
                rotating,
                clusterNamed, language, limits, latency, finderRows, hiddenInBulk, faults, clock);
    }

    public TwinfieldSimulatorConfig tokenLife(Duration life) {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, varied, life, rotating,
                clusterNamed, language, limits, latency, finderRows, hiddenInBulk, faults, clock);
    }

    /** Each use of a refresh token gives a new one. */
    public TwinfieldSimulatorConfig rotatingTokens() {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, varied, tokenLife,
                true,
                clusterNamed, language, limits, latency, finderRows, hiddenInBulk, faults, clock);
    }

    /** Token validation does not name the cluster. */
    public TwinfieldSimulatorConfig withoutCluster() {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, varied, tokenLife,
                rotating,
                false, language, limits, latency, finderRows, hiddenInBulk, faults, clock);
    }

    public TwinfieldSimulatorConfig language(Language culture) {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, varied, tokenLife,
                rotating,
                clusterNamed, culture, limits, latency, finderRows, hiddenInBulk, faults, clock);
    }

    public TwinfieldSimulatorConfig limits(Limits allowed) {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, varied, tokenLife,
                rotating,
                clusterNamed, language, allowed, latency, finderRows, hiddenInBulk, faults, clock);
    }

    public TwinfieldSimulatorConfig latency(Duration each) {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, varied, tokenLife,
                rotating,
                clusterNamed, language, limits, each, finderRows, hiddenInBulk, faults, clock);
    }

    /** Finder gives no more rows at once, however many are asked for. */
    public TwinfieldSimulatorConfig finderRows(int most) {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, varied, tokenLife,
                rotating,
                clusterNamed, language, limits, latency, most, hiddenInBulk, faults, clock);
    }

    /** Reads without code and lists leave hidden records out. */
    public TwinfieldSimulatorConfig hidingHidden() {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, varied, tokenLife,
                rotating,
                clusterNamed, language, limits, latency, finderRows, false, faults, clock);
    }

    public TwinfieldSimulatorConfig faults(FaultPlan plan) {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, varied, tokenLife,
                rotating,
                clusterNamed, language, limits, latency, finderRows, hiddenInBulk, plan, clock);
    }

    public TwinfieldSimulatorConfig clock(InstantSource time) {
        return new TwinfieldSimulatorConfig(company, host, folder, loginPort, clusterPort, seed, varied, tokenLife,
                rotating,
                clusterNamed, language, limits, latency, finderRows, hiddenInBulk, faults, time);
    }
}
