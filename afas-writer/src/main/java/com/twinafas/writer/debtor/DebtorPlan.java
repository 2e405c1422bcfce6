package com.twinafas.writer.debtor;

import java.util.Objects;

import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Version;

/** What is to be done about the customer of an update. */
public sealed interface DebtorPlan {

    /** The default debtor is used as it is. */
    record Fixed(String debtor) implements DebtorPlan {
    }

    /** A creation or addition is open: it is settled first. */
    record Settle() implements DebtorPlan {
    }

    /** AFAS was given this state or a newer one. */
    record Known(String debtor) implements DebtorPlan {
    }

    /** The state is newer but says the same. */
    record Same(String debtor) implements DebtorPlan {
    }

    /** AFAS must be given the state. */
    record Change(String debtor) implements DebtorPlan {
    }

    /** There is no link yet. */
    record Find() implements DebtorPlan {
    }

    /** @param version of the block, see {@link #version} */
    static DebtorPlan of(DebtorBlock block, Version version, Delivery customer) {
        if (block.fixedDebtor() != null) {
            return new Fixed(block.fixedDebtor());
        }
        if (customer.intent() != null) {
            return new Settle();
        }
        String debtor = customer.afas(DebtorKeys.DEBTOR);
        if (debtor == null) {
            return new Find();
        }
        Version last = customer.version();
        // After an answer was lost AFAS may be without some of it, or at what was said in between.
        boolean same = version.saysTheSameAs(last) && Debtors.isTold(block, customer);
        if (last != null && !last.isBehind(version)) {
            return same || version.isBehind(last) ? new Known(debtor) : new Change(debtor);
        }
        return same ? new Same(debtor) : new Change(debtor);
    }

    /** The customer's version that a debtor block stands for, in an update made by these settings. */
    static Version version(DebtorBlock block, Version update) {
        return new Version(block.revision(), update.settingsVersion(), Objects.requireNonNull(block.rawHash()),
                block.contentHash(), block.revision());
    }
}
