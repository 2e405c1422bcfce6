package com.twinafas.simulators.afas.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;

class CompanySetupTest {

    @Test
    void holdsWhatTheCompanysAfasKnowsBeforehand() {
        AfasSide side = AfasSide.of(Company.generate(7, CompanySize.SMALL));

        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.of(side))) {
            assertThat(afas.books().debtors()).hasSameSizeAs(side.debtors());
            assertThat(afas.books().byEmail(side.debtors().getLast().email())).hasSize(2);
            assertThat(side.items()).allSatisfy(item -> assertThat(afas.books().item(item.code())).isPresent());
            AfasSetup setup = CompanySetup.of(side);
            assertThat(side.journals().values())
                    .allSatisfy(journal -> assertThat(setup.journal(2, journal.code())).isPresent());
            assertThat(setup.account(side.defaults().controlAccount())).isPresent();
        }
    }
}
