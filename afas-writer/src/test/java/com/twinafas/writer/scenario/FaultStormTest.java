package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.person;
import static com.twinafas.writer.scenario.Samples.transaction;
import static com.twinafas.writer.scenario.Samples.withContact;
import static com.twinafas.writer.scenario.Samples.withDelivery;
import static com.twinafas.writer.scenario.Samples.withIban;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Contact;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultPlan;
import com.twinafas.simulators.fault.FaultRule;

/** Whatever goes wrong at AFAS, on the way and in our own process: each record lands once, none is lost. */
class FaultStormTest {

    private record Handed(RecordKey key, long revision, AfasUpdate content) {
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyRecordLandsOnce(long seed) {
        Random random = new Random(seed);
        FaultPlan faults = new FaultPlan(seed, InstantSource.system()).add(
                often("lost", new Fault.AnswerLost()), often("reset", new Fault.ResetBeforeCommit()),
                often("head", new Fault.ResetBeforeBody()), often("late", new Fault.Delayed(Duration.ofMillis(500))),
                often("half", new Fault.Truncated(false)), often("empty", new Fault.EmptyBody()),
                often("locked", new Fault.Locked()), often("limited", new Fault.Throttled(null)),
                often("proxy", new Fault.ProxyPage(502)),
                FaultRule.of("maintenance", new Fault.Maintenance(null)).probability(0.02)
                        .lasting(Duration.ofMillis(200)));
        List<Handed> log = log(random);
        try (Rig rig = new Rig(AfasSimulatorConfig.standard().faults(faults).seed(seed),
                Map.of("twinafas.afas.timeout", "250ms", "twinafas.writer.in-doubt", "900ms",
                        "twinafas.writer.attempts", "20"))) {

            for (int life = 0; life < 4; life++) {
                if (life < 3) {
                    int step = 5 + random.nextInt(60);
                    int[] entries = {0};
                    rig.ledger().crashAt(entry -> ++entries[0] > step);
                }
                log.forEach(handed -> rig.submit(handed.key(), handed.revision(), handed.content()));
                Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(20))
                        .until(() -> rig.isIdle() || rig.ledger().isCrashed());
                if (rig.ledger().isCrashed()) {
                    rig.restart();
                }
            }

            assertThat(faults.fired()).as("seed %s", seed).isNotEmpty();
            verify(rig, log, seed);
            verifyAdditions(rig, seed);
        }
    }

    private static FaultRule often(String name, Fault fault) {
        return FaultRule.of(name, fault).path("/connectors/(Kn|Fb|Fi)").probability(0.04);
    }

    /** Customers with and without an address, changed meanwhile; orders that grow; direct invoices; entries. */
    private static List<Handed> log(Random random) {
        List<Handed> log = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            int number = 1 + random.nextInt(8);
            DebtorBlock block = number % 4 == 0
                    ? person("K" + number, i, "Achternaam" + number, null)
                    : rich(company("K" + number, i, "Klant " + number + " versie " + i / 10,
                            "k" + number + "@v.example"));
            RecordKey key = i % 10 == 0 ? transaction(i) : invoice(i);
            if (i % 10 == 0) {
                log.add(new Handed(key, i, Samples.entry(key, "E" + i, block)));
            } else if (i % 3 == 0) {
                log.add(new Handed(key, i, Samples.directInvoice(key, block, i, -1)));
            } else {
                log.add(new Handed(key, i, order(key, block, i)));
                if (i % 2 == 0) {
                    log.add(new Handed(key, 100 + i, order(key, block, i, 1, 2)));
                }
            }
        }
        return log;
    }

    /** With what AFAS can only add. */
    private static DebtorBlock rich(DebtorBlock company) {
        return withDelivery(withContact(withIban(withIban(company, "NL97CHAS0849835607"), "NL02ABNA0123456789"), "Jan",
                "Jansen"), "Magazijn", "Kade");
    }

    private static void verifyAdditions(Rig rig, long seed) {
        rig.books().debtors().stream().map(debtor -> rig.books().party(debtor.party()).orElseThrow())
                .filter(Party::organisation).forEach(party -> {
                    assertThat(party.bankAccounts()).as("seed %s: accounts of %s", seed, party.name()).hasSize(2);
                    assertThat(party.contacts()).as("seed %s: contacts of %s", seed, party.name())
                            .extracting(Contact::kind).containsExactlyInAnyOrder("PRS", "AFL");
                });
    }

    private static void verify(Rig rig, List<Handed> log, long seed) {
        for (Handed handed : log) {
            assertThat(rig.ledger().letter(handed.key())).as("seed %s: %s", seed, handed.key()).isNull();
            assertThat(rig.delivery(handed.key()).intent()).as("seed %s: %s", seed, handed.key()).isNull();
            if (handed.content() instanceof AfasUpdate.EntryUpdate entry) {
                assertThat(rig.books().byVoucher(entry.voucher())).as("seed %s: %s", seed, handed.key()).hasSize(1);
            } else {
                assertThat(rig.books().byReference(handed.key().toString())).as("seed %s: %s", seed, handed.key())
                        .hasSize(1);
            }
            if (handed.revision() > 100) {
                assertThat(rig.books().byReference(handed.key().toString()).getFirst().lines())
                        .as("seed %s: %s", seed, handed.key()).hasSize(3);
            }
        }
        long customers = rig.books().debtors().size();
        assertThat(customers).as("seed %s: debtors", seed).isEqualTo(java.util.stream.IntStream.rangeClosed(1, 8)
                .filter(number -> rig.delivery(customer("K" + number)).afas("DbId") != null).count());
        assertThat(rig.afas().calls().violations()).as("seed %s", seed).isEmpty();
    }
}
