package com.twinafas.notifier.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.OfficeSettings.Articles;
import com.twinafas.pipeline.settings.OfficeSettings.OrderType;
import com.twinafas.pipeline.settings.PollerSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * One kind of one office that is polled.
 *
 * @param every between two polls
 */
public record PollFlow(String office, RecordKind kind, Duration every) {

    /** All that the settings want polled. */
    public static List<PollFlow> of(Settings settings) {
        PollerSettings pace = settings.poller();
        List<PollFlow> flows = new ArrayList<>();
        for (OfficeSettings office : settings.offices()) {
            flows.add(new PollFlow(office.code(), RecordKind.REFERENCE, pace.reference()));
            flows.add(new PollFlow(office.code(), RecordKind.CUSTOMER, pace.customers()));
            if (office.articles() != Articles.OFF) {
                flows.add(new PollFlow(office.code(), RecordKind.ARTICLE, pace.articles()));
            }
            if (office.orderType() == OrderType.ORDER || office.orderType() == OrderType.DIRECT_INVOICE) {
                flows.add(new PollFlow(office.code(), RecordKind.SALES_INVOICE, pace.invoices()));
            }
            if (!office.daybooks().isEmpty() || office.orderType() == OrderType.MUTATION) {
                flows.add(new PollFlow(office.code(), RecordKind.TRANSACTION, pace.transactions()));
            }
        }
        return flows;
    }

    /** What its checkpoint is called. */
    public String checkpoint() {
        return office + "/" + kind.wireName();
    }

    /** Its key while it is in trouble. */
    public RecordKey trouble() {
        return RecordKey.whole(office, kind, "silent");
    }
}
