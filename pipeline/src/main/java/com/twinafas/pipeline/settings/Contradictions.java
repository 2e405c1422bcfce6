package com.twinafas.pipeline.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.settings.InvalidSettings.Mistake;
import com.twinafas.pipeline.settings.OfficeSettings.Articles;
import com.twinafas.pipeline.settings.OfficeSettings.OrderType;
import com.twinafas.pipeline.settings.OfficeSettings.SeveralMatches;
import com.twinafas.pipeline.settings.SalesSettings.DiscountForm;
import com.twinafas.pipeline.settings.SalesSettings.LineKind;
import com.twinafas.pipeline.settings.StandInSettings.WithoutEmail;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Sentences;
import com.twinafas.schemas.topic.Topic;

/** What is wrong between settings that are each right by themselves. */
final class Contradictions {

    /** The most that AFAS states (afas-api §4). */
    private static final int MOST_CALLS_AT_ONCE = 8;
    /** The call of a reconciliation, one at once. */
    private static final int RECONCILING = 1;

    private static final List<String> HTTP = List.of("http", "https");

    private final Sentences sentences = new Sentences(Sentences.ENGLISH);
    private final List<Mistake> mistakes = new ArrayList<>();

    private Contradictions() {
    }

    static List<Mistake> in(Settings settings) {
        Contradictions found = new Contradictions();
        found.inCredentials(settings.afas());
        found.inAccess(settings.access());
        found.inTracing(settings.tracing());
        found.inReading(settings);
        found.inRecipients(settings.notifier());
        found.inTables(settings.mapping());
        found.inRetention(settings.kafka());
        found.inSales(settings.mapping().sales());
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < settings.offices().size(); i++) {
            OfficeSettings office = settings.offices().get(i);
            String key = "twinafas.offices[" + i + "]";
            found.when(!codes.add(office.code()), key + ".code", "office " + office.code() + " stands here twice");
            found.inOffice(key, office);
            found.when(settings.mapping().allocation().articleCostCentre() && office.articles() == Articles.OFF,
                    key + ".articles", "is off, so nobody knows the cost centres of articles:"
                            + " mapping.allocation.article-cost-centre needs them");
        }
        OrderNumberCheck.check(settings.offices(), (key, text) -> found.when(true, key, text));
        return found.mistakes;
    }

    private void inCredentials(AfasSettings afas) {
        boolean id = isSet(afas.clientId());
        boolean secret = isSet(afas.clientSecret());
        boolean token = isSet(afas.token());
        when(token && (id || secret), "twinafas.afas.token", "cannot stand beside client-id and client-secret");
        when(!token && !id, "twinafas.afas.client-id", "is missing (and there is no twinafas.afas.token)");
        when(!token && !secret, "twinafas.afas.client-secret", "is missing (and there is no twinafas.afas.token)");
    }

    private void inAccess(AccessSettings access) {
        Set<String> names = new HashSet<>(Set.of(AccessSettings.LOCAL));
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < access.tokens().size(); i++) {
            AccessSettings.Token token = access.tokens().get(i);
            String key = "twinafas.access.tokens[" + i + "]";
            when(!names.add(token.name()), key + ".name", "is the name of another one: the audit says who by it");
            when(!tokens.add(token.token()), key + ".token", "is the token of another one");
        }
        AccessSettings.Oidc oidc = access.oidc();
        when(oidc != null && !isSafe(oidc.issuer()), "twinafas.access.oidc.issuer",
                "must be https: who reads on the way could make tokens");
    }

    private void inTracing(TracingSettings tracing) {
        URI receiver = tracing.otlpEndpoint();
        when(receiver != null && (receiver.getHost() == null || !HTTP.contains(receiver.getScheme())),
                "twinafas.tracing.otlp-endpoint", "must be an address of http or https, such as http://collector:4318");
    }

    private static boolean isSafe(URI issuer) {
        return "https".equals(issuer.getScheme()) || "127.0.0.1".equals(issuer.getHost())
                || "localhost".equals(issuer.getHost());
    }

    private void inRetention(KafkaSettings kafka) {
        Set<String> named = new HashSet<>();
        for (int i = 0; i < kafka.retention().size(); i++) {
            String key = "twinafas.kafka.retention[" + i + "].topic";
            String name = kafka.retention().get(i).topic();
            Topic topic = Topic.catalogue().stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
            when(!named.add(name), key, "topic " + name + " stands here twice");
            when(topic == null, key, "is not a topic of ours: "
                    + Topic.catalogue().stream().filter(one -> !one.isCompacted()).map(Topic::name).toList());
            when(topic != null && topic.isCompacted(), key,
                    "keeps the last record of each key, and nothing goes on without it");
        }
    }

    private void inReading(Settings settings) {
        int calls = settings.afas().callsAtOnce() + settings.reading().callsAtOnce() + RECONCILING;
        when(calls > MOST_CALLS_AT_ONCE, "twinafas.reading.calls-at-once",
                "is too high: AFAS takes " + MOST_CALLS_AT_ONCE
                        + " calls at once, twinafas.afas.calls-at-once and one of a reconciliation included");
        Set<String> statuses = new HashSet<>();
        List<ReadingSettings.StatusRow> rows = settings.reading().orders().statuses();
        for (int i = 0; i < rows.size(); i++) {
            when(!statuses.add(rows.get(i).afas()), "twinafas.reading.orders.statuses[" + i + "].afas",
                    "status " + rows.get(i).afas() + " stands here twice");
        }
    }

    private void inRecipients(NotifierSettings notifier) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < notifier.recipients().size(); i++) {
            NotifierSettings.Recipient recipient = notifier.recipients().get(i);
            String key = "twinafas.notifier.recipients[" + i + "]";
            when(!names.add(recipient.name()), key + ".name", "recipient " + recipient.name() + " stands here twice");
            for (NotifierSettings.Way way : recipient.by()) {
                boolean isSet = switch (way) {
                    case MAIL -> notifier.mail() != null;
                    case SLACK -> notifier.slack() != null;
                    case TEAMS -> notifier.teams() != null;
                    case WEBHOOK -> notifier.webhook() != null;
                };
                String name = way.name().toLowerCase(Locale.ROOT);
                when(!isSet, key + ".by", "names " + name + ", and there is no twinafas.notifier." + name);
            }
        }
    }

    private void inTables(MappingSettings mapping) {
        mapping.costCentreAxes().forEach((type, axis) -> when(!axis.matches("[1-5]"),
                "twinafas.mapping.cost-centre-axes." + type, "must be an axis from 1 to 5"));
        for (int i = 0; i < mapping.vat().size(); i++) {
            MappingSettings.VatRow row = mapping.vat().get(i);
            when(!isSet(row.code()) && row.percentage() != null, "twinafas.mapping.vat[" + i + "].percentage",
                    "can only stand beside a code: codes have rates of their own");
        }
    }

    private void inSales(SalesSettings sales) {
        String key = "twinafas.mapping.sales.";
        SalesSettings.Shipping shipping = sales.shipping();
        SalesSettings.Discounts discounts = sales.discounts();
        String onACostItem = "is missing: cost lines are on a cost item of AFAS";
        when(shipping.as() == LineKind.COST && !isSet(shipping.item()), key + "shipping.item", onACostItem);
        shipping.articles().stream().filter(discounts.articles()::contains).sorted()
                .forEach(article -> when(true, key + "shipping.articles", "article " + article + " is a discount too"));
        if (!isSet(discounts.item())) {
            when(discounts.itemKind() == LineKind.COST, key + "discounts.item", onACostItem);
            when(discounts.as() != DiscountForm.LINE, key + "discounts.item",
                    "is missing: a discount that cannot stand on the lines it is for gets a line of its own");
        }
        sales.rates().forEach(
                (currency, rate) -> when(rate.signum() <= 0, key + "rates." + currency, "must be more than 0"));
    }

    private void inOffice(String key, OfficeSettings office) {
        boolean invoiceDocuments = office.orderType() == OrderType.ORDER
                || office.orderType() == OrderType.DIRECT_INVOICE;
        when(office.concepts() && office.orderType() != OrderType.ORDER, key + ".concepts",
                "concept invoices can only travel as orders: order-type must be order");
        boolean noStandIn = !isSet(office.standIns().debtor());
        when(office.severalMatches() == SeveralMatches.DEFAULT_DEBTOR && noStandIn, key + ".stand-ins.debtor",
                "is missing, several-matches asks for it");
        when(office.standIns().withoutEmail() == WithoutEmail.DEFAULT_DEBTOR && noStandIn, key + ".stand-ins.debtor",
                "is missing, without-email asks for it");
        Set<String> travelling = new TreeSet<>(office.daybooks());
        if (office.orderType() == OrderType.MUTATION) {
            when(office.invoiceDaybooks().isEmpty(), key + ".invoice-daybooks",
                    "is missing, order-type mutation delivers the invoices that are booked there");
            travelling.addAll(office.invoiceDaybooks());
        }
        for (String daybook : travelling) {
            when(!isSet(office.journals().get(daybook)), key + ".journals." + daybook,
                    "is missing, the transactions of day book " + daybook + " need an AFAS journal");
            if (invoiceDocuments && office.invoiceDaybooks().contains(daybook)) {
                Cause both = Cause.of(FailureCode.FLOWS_CLAIM_BOTH,
                        Map.of("daybook", daybook, "office", office.code()));
                mistakes.add(new Mistake(key + ".daybooks", sentences.what(both) + ". " + sentences.toDo(both)));
            }
        }
    }

    private void when(boolean wrong, String key, String text) {
        if (wrong) {
            mistakes.add(new Mistake(key, text));
        }
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
