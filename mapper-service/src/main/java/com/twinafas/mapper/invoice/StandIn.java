package com.twinafas.mapper.invoice;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.OfficeSettings.SeveralMatches;
import com.twinafas.pipeline.settings.StandInSettings.WithoutEmail;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.FieldValue;

/** What a document says besides when its debtor stands in for its customer: whose it is, and where that is. */
final class StandIn {

    private StandIn() {
    }

    /** Whether that can be; only the writer knows whether it is. */
    static boolean isPossible(DebtorBlock debtor, OfficeSettings office) {
        return debtor.fixedDebtor() != null || office.severalMatches() == SeveralMatches.DEFAULT_DEBTOR
                || office.standIns().withoutEmail() == WithoutEmail.DEFAULT_DEBTOR;
    }

    /** The fields that differ; null when none does. */
    static @Nullable AfasElement difference(AfasElement document, AfasElement onStandIn) {
        SequencedMap<String, FieldValue> fields = new LinkedHashMap<>();
        onStandIn.fields().forEach((name, value) -> {
            if (!value.equals(document.field(name))) {
                fields.put(name, value);
            }
        });
        return fields.isEmpty() ? null : new AfasElement(fields, AfasElement.EMPTY.objects());
    }
}
