package com.twinafas.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.unit.DataSize;

import com.twinafas.pipeline.settings.CustomerSettings.Classification;
import com.twinafas.pipeline.settings.CustomerSettings.From;
import com.twinafas.pipeline.settings.CustomerSettings.Holder;
import com.twinafas.pipeline.settings.DocumentSettings.Authority;
import com.twinafas.pipeline.settings.MappingSettings.RevenueRow;
import com.twinafas.pipeline.settings.MappingSettings.UnmappedLedger;
import com.twinafas.pipeline.settings.MappingSettings.VatRow;
import com.twinafas.pipeline.settings.OfficeSettings.Articles;
import com.twinafas.pipeline.settings.OfficeSettings.Match;
import com.twinafas.pipeline.settings.OfficeSettings.OrderType;
import com.twinafas.pipeline.settings.OfficeSettings.SeveralMatches;
import com.twinafas.pipeline.settings.PaymentSettings.DiscountRow;
import com.twinafas.pipeline.settings.PaymentSettings.MethodRow;
import com.twinafas.pipeline.settings.SalesSettings.CodeRule;
import com.twinafas.pipeline.settings.SalesSettings.DiscountForm;
import com.twinafas.pipeline.settings.SalesSettings.LineKind;
import com.twinafas.pipeline.settings.SalesSettings.VatRounding;
import com.twinafas.pipeline.settings.Settings.Role;
import com.twinafas.pipeline.settings.StandInSettings.WithoutEmail;
import com.twinafas.schemas.failure.FailureCategory;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKind;

class SettingsLoaderTest {

    private static final Map<String, Object> LEAST = Map.of("twinafas.tenant", "acme", "twinafas.twinfield.client-id",
            "tw-id", "twinafas.twinfield.client-secret", "tw-secret-canary", "twinafas.twinfield.refresh-token",
            "tw-refresh-canary", "twinafas.afas.base-url", "https://12345.rest.afas.online/ProfitRestServices",
            "twinafas.afas.client-id", "af-id", "twinafas.afas.client-secret", "af-secret-canary",
            "twinafas.offices[0].code", "NL01", "twinafas.offices[0].administration", "1");

    @Test
    void fillsInEveryDefault() {
        // When
        Settings settings = SettingsLoader.load(LEAST);

        // Then
        assertThat(settings).isEqualTo(new Settings("acme", 1, Set.of(Role.POLLER, Role.MAPPER, Role.WRITER,
                Role.READER, Role.NOTIFIER),
                new TwinfieldSettings(URI.create("https://login.twinfield.com"), null, "tw-id", "tw-secret-canary",
                        "tw-refresh-canary", 500, 4, Duration.ofSeconds(60), DataSize.ofMegabytes(64)),
                new AfasSettings(URI.create("https://12345.rest.afas.online/ProfitRestServices"), "af-id",
                        "af-secret-canary", null, null, null, "nl-nl", 4, Duration.ofSeconds(100),
                        new AfasSettings.Connectors("Profit_Debtor", "Profit_OrgPer", "Profit_Article",
                                "Profit_Salesorders", "Profit_SalesorderLines", "Profit_Transactions",
                                "Profit_Stock_per_Warehouse", "Profit_Debtor_Invoices", "Profit_Accounts",
                                "Profit_BankAccounts", "Profit_Contacts", "Profit_Deliveryaddress")),
                null, List.of(new OfficeSettings("NL01", "1", true, Articles.CREATE, OrderType.ORDER, Set.of(), false,
                        Set.of(), Map.of(), Set.of("VRK"), null, List.of(), SeveralMatches.REFUSE,
                        new EntrySettings(false, "EUR", "NL", Map.of()),
                        new StandInSettings(null, Map.of(), WithoutEmail.CREATE), null)),
                new PollerSettings(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofSeconds(30),
                        Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(24), Duration.ofMinutes(5)),
                new MappingSettings(null, null, List.of(), List.of(), Map.of(), "14", "1400", "Y", "Stk", "1", Map.of(),
                        new BigDecimal("0.02"), "DIVERS", "T", false,
                        new CustomerSettings("EUR", Map.of(), null, Map.of(), false, List.of()),
                        new PaymentSettings(List.of(), List.of()), new AllocationSettings(false, List.of()),
                        UnmappedLedger.KEEP,
                        new SalesSettings(new SalesSettings.Items(CodeRule.COMBINED, "-", Map.of()),
                                new SalesSettings.Shipping(Set.of(), LineKind.ARTICLE, null, Map.of(), null),
                                new SalesSettings.Discounts(Set.of(), DiscountForm.LINE, null, LineKind.ARTICLE),
                                new SalesSettings.Totals(VatRounding.RATE_GROUP, null, null), Map.of(), true)),

                new WriterSettings(Duration.ofMinutes(15), true, 3, 500, Duration.ofSeconds(5), Duration.ofSeconds(30),
                        Set.of()),
                new ReadingSettings(1, Duration.ofMinutes(5), 2,
                        new ReadingSettings.Orders(true, Duration.ofMinutes(1), Duration.ofHours(6),
                                Duration.ofDays(365), List.of()),
                        new ReadingSettings.Stock(true, Duration.ofMinutes(15), null),
                        new ReadingSettings.OpenInvoices(true, Duration.ofMinutes(15), 50)),
                new NotifierSettings(null, null, null, null, List.of(), null,
                        new NotifierSettings.Rhythm(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(24),
                                Duration.ofMinutes(1)),
                        new NotifierSettings.Watch(Duration.ofHours(1), 1000, Duration.ofMinutes(30),
                                Duration.ofDays(30))),
                new RedriveSettings(10, Set.of()),
                new ReconciliationSettings(true, "03:00", ZoneId.of("Europe/Amsterdam"), 2, Duration.ofHours(1)),
                new KafkaSettings(null, List.of()), new DocumentSettings(Authority.TOPIC),
                new TracingSettings(null, 1), new EncryptionSettings(null, null), new AccessSettings(List.of(), null)));
    }

    @Test
    void readsEveryKey(@TempDir Path folder) throws IOException {
        // Given
        Path mapping = Files.writeString(folder.resolve("my.yaml"), "debtor:\n");
        Map<String, Object> all = new HashMap<>(LEAST);
        all.putAll(Map.of("twinafas.version", "7", "twinafas.roles", "writer,notifier",
                "twinafas.kafka.replication-factor", "3", "twinafas.kafka.retention[0].topic", "activity",
                "twinafas.kafka.retention[0].keep", "30d", "twinafas.settings.authority", "file",
                "twinafas.office-defaults.match", "vat-number"));
        all.putAll(Map.of("twinafas.twinfield.login-url", "http://localhost:1", "twinafas.twinfield.cluster-url",
                "http://localhost:2", "twinafas.twinfield.credits-per-minute", "25", "twinafas.twinfield.concurrency",
                "1", "twinafas.twinfield.timeout", "5s", "twinafas.twinfield.answer-limit", "1MB"));
        all.putAll(Map.of("twinafas.afas.integration-id", "12345_1", "twinafas.afas.language", "en-us",
                "twinafas.afas.calls-at-once", "2", "twinafas.afas.timeout", "7s",
                "twinafas.afas.connectors.debtors", "My_Debtors", "twinafas.afas.connectors.parties", "My_Parties",
                "twinafas.afas.connectors.items", "My_Items", "twinafas.afas.connectors.orders", "My_Orders",
                "twinafas.afas.connectors.order-lines", "My_Lines", "twinafas.afas.connectors.transactions",
                "My_Transactions"));
        all.putAll(Map.of("twinafas.afas.connectors.bank-accounts", "My_Bank_Accounts",
                "twinafas.afas.connectors.contacts",
                "My_Contacts", "twinafas.afas.connectors.delivery-addresses", "My_Addresses"));
        all.put("twinafas.afas.connectors.stock", "My_Stock");
        all.put("twinafas.afas.connectors.open-invoices", "My_Open_Invoices");
        all.remove("twinafas.afas.client-id");
        all.remove("twinafas.afas.client-secret");
        all.put("twinafas.afas.token", "token-canary");
        String office = "twinafas.offices[1].";
        all.putAll(Map.of(office + "code", "NL02", office + "administration", "2", office + "customers", "false",
                office + "articles", "required", office + "order-type", "mutation", office + "invoice-types",
                "FACTUUR,CREDIT", office + "concepts", "false", office + "daybooks", "VRK", office + "journals.VRK",
                "70", office + "invoice-daybooks", "VRK,VRK2"));
        all.putAll(Map.of(office + "journals.VRK2", "71", office + "default-debtor", "10000", office + "match",
                "vat-number,chamber-of-commerce-number,debtor-number", office + "several-matches", "default-debtor"));
        all.putAll(Map.of(office + "stand-ins.debtor", "10009", office + "stand-ins.invoice-types.WEB", "10001",
                office + "stand-ins.without-email", "refuse"));
        all.putAll(Map.of("twinafas.poller.customers", "1s", "twinafas.poller.articles", "2s",
                "twinafas.poller.invoices", "3s", "twinafas.poller.transactions", "4s", "twinafas.poller.reference",
                "5s", "twinafas.poller.complete-list", "6s", "twinafas.poller.overlap", "0s"));
        String vat = "twinafas.mapping.vat[0].";
        String row = "twinafas.mapping.revenue-accounts[0].";
        all.putAll(Map.of(vat + "code", "VH", vat + "country", "NL", vat + "vat-duty", "1", vat + "rate-group", "H",
                vat + "vat-code", "1H", vat + "vat-account", "1500", row + "ledger", "8000", row + "country", "NL",
                row + "vat-code", "VH", row + "account", "8001"));
        all.putAll(Map.of("twinafas.mapping.file", mapping.toString(), "twinafas.mapping.payment-conditions.30", "030",
                "twinafas.mapping.payment-condition", "08", "twinafas.mapping.control-account", "1300",
                "twinafas.mapping.delivery-method", "N", "twinafas.mapping.unit", "Uur",
                "twinafas.mapping.item-group", "2", "twinafas.mapping.cost-centre-axes.KPL", "1",
                "twinafas.mapping.totals-tolerance", "0.05"));
        all.put("twinafas.afas.connectors.accounts", "My_Accounts");
        all.putAll(Map.of(vat + "percentage", "21", "twinafas.mapping.allocation.article-cost-centre", "true",
                "twinafas.mapping.allocation.codes[0].axis", "1", "twinafas.mapping.allocation.codes[0].code", "00000",
                "twinafas.mapping.allocation.codes[0].afas", "ALG", "twinafas.mapping.unmapped-ledger", "refuse",
                office + "entries.provisional", "true", office + "entries.base-currency", "SEK",
                office + "entries.country", "SE", office + "entries.creditors.2000", "60001"));
        all.putAll(Map.of("twinafas.mapping.one-off-item", "VAR", "twinafas.mapping.text-item", "TXT",
                "twinafas.mapping.block-hidden", "true"));
        String customers = "twinafas.mapping.customers.";
        String classification = customers + "classifications[0].";
        all.putAll(Map.of(customers + "currency", "USD", customers + "currencies.GB", "GBP", customers + "language",
                "EN", customers + "languages.NL", "NL", customers + "credit-blocked", "true"));
        all.putAll(Map.of(classification + "from", "segment", classification + "object", "party",
                classification + "field", "StId",
                classification + "rows[0].text", "Zeer groot",
                classification + "rows[0].value", "1", classification + "otherwise", "0"));
        String discount = "twinafas.mapping.payment.discounts[0].";
        String method = "twinafas.mapping.payment.methods[0].";
        all.putAll(Map.of(discount + "days", "30", discount + "discount-days", "8", discount + "percentage", "2.75",
                discount + "condition", "30K", method + "means", "paymentfile", method + "pay-code", "SEPANLDD",
                method + "invoice", "bank", method + "method", "01", method + "collect", "true",
                method + "condition", "INC"));
        String sales = "twinafas.mapping.sales.";
        all.putAll(Map.of(sales + "items.code", "sub-article", sales + "items.separator", ".", sales
                + "items.units.uur", "Uur", sales + "rates.USD", "1.08", sales + "totals.vat-rounding", "line",
                sales + "totals.rounding-item", "AFR", sales + "totals.rounding-rate-group", "3",
                sales + "delivery-address-numbers", "false"));
        all.putAll(Map.of(sales + "shipping.articles", "VERZEND,PORTO", sales + "shipping.as", "cost",
                sales + "shipping.item", "D012", sales + "shipping.methods[VERZEND/SPOED]", "EX",
                sales + "shipping.method-field", "SsId",
                sales + "discounts.articles", "KORT", sales + "discounts.as", "line-percentage",
                sales + "discounts.item", "K", sales + "discounts.item-kind", "cost"));
        all.putAll(Map.of("twinafas.writer.in-doubt", "1s", "twinafas.writer.look-up", "false",
                "twinafas.writer.intake", "10", "twinafas.writer.lock-retry", "2s", "twinafas.writer.probe", "3s",
                "twinafas.writer.processed-statuses", "Verwerkt,Gefactureerd", "twinafas.offices[0].order-number",
                "A{number}", "twinafas.offices[0].invoice-types", "F"));
        all.put("twinafas.writer.attempts", "5");
        all.put("twinafas.redrive.attempts", "4");
        all.put("twinafas.redrive.automatic", "item-missing");
        all.putAll(Map.of("twinafas.reconciliation.nightly", "false", "twinafas.reconciliation.at", "23:30",
                "twinafas.reconciliation.zone", "Europe/Brussels", "twinafas.reconciliation.periods", "3",
                "twinafas.reconciliation.grace", "10m"));
        String orders = "twinafas.reading.orders.";
        all.putAll(Map.of("twinafas.reading.calls-at-once", "2", "twinafas.reading.overlap", "1s",
                "twinafas.reading.vanished-percent", "3", orders + "on", "false", orders + "every", "2s",
                orders + "complete-list", "3s", orders + "history", "30d", orders + "statuses[0].afas",
                "Deels geleverd", orders + "statuses[0].status", "partly delivered"));
        all.putAll(Map.of("twinafas.reading.stock.on", "false", "twinafas.reading.stock.every", "4s",
                "twinafas.reading.stock.warehouse-column", "Warehouse", "twinafas.reading.open-invoices.on", "false",
                "twinafas.reading.open-invoices.every", "5s", "twinafas.reading.open-invoices.settled-percent", "90"));
        all.putAll(Map.of("twinafas.notifier.slack.url", "https://example.com/slack-canary",
                "twinafas.notifier.teams.url", "https://example.com/teams-canary",
                "twinafas.notifier.quiet-hours.time", "20:00-08:30", "twinafas.notifier.quiet-hours.days", "sunday",
                "twinafas.notifier.quiet-hours.zone", "Europe/Brussels", "twinafas.notifier.rhythm.gather", "1s",
                "twinafas.notifier.rhythm.digest", "2h", "twinafas.notifier.rhythm.repeat", "12h",
                "twinafas.notifier.rhythm.settled", "30s"));
        all.putAll(Map.of("twinafas.access.tokens[0].name", "ops", "twinafas.access.tokens[0].role", "operator",
                "twinafas.access.tokens[0].token", "api-token-canary-0123456789abcdef", "twinafas.access.oidc.issuer",
                "https://id.example.com", "twinafas.access.oidc.audience", "twinafas", "twinafas.access.oidc.claim",
                "groups", "twinafas.access.oidc.prefix", "tw-"));
        all.putAll(Map.of("twinafas.notifier.watch.silence", "3h", "twinafas.notifier.watch.backlog", "50",
                "twinafas.notifier.watch.growing", "5m", "twinafas.notifier.watch.ending", "7d",
                "twinafas.afas.client-secret-ends", "2027-03-31"));
        all.putAll(Map.of("twinafas.notifier.recipients[0].name", "books", "twinafas.notifier.recipients[0].flows",
                "sales-invoice", "twinafas.notifier.recipients[0].categories", "business",
                "twinafas.notifier.recipients[0].by", "mail,teams", "twinafas.notifier.recipients[0].mail",
                "mail-canary@example.com", "twinafas.notifier.recipients[0].always", "true"));
        all.putAll(Map.of("twinafas.notifier.mail.host", "mail", "twinafas.notifier.mail.port", "587",
                "twinafas.notifier.mail.user", "me", "twinafas.notifier.mail.password", "mail-canary",
                "twinafas.notifier.mail.start-tls", "true", "twinafas.notifier.mail.from", "a@example.com",
                "twinafas.notifier.mail.to", "b@example.com,c@example.com", "twinafas.notifier.webhook.url",
                "https://example.com/path-canary", "twinafas.notifier.webhook.secret", "webhook-canary"));
        all.putAll(Map.of("twinafas.tracing.otlp-endpoint", "http://collector:4318", "twinafas.tracing.sampling",
                "0.25"));
        all.putAll(Map.of("twinafas.encryption.master-key", "master-canary", "twinafas.encryption.master-key-file",
                "master.key"));

        // When
        Settings settings = SettingsLoader.load(all);

        // Then
        assertThat(settings).usingRecursiveComparison().isEqualTo(new Settings("acme", 7,
                Set.of(Role.WRITER, Role.NOTIFIER),
                new TwinfieldSettings(URI.create("http://localhost:1"), URI.create("http://localhost:2"), "tw-id",
                        "tw-secret-canary", "tw-refresh-canary", 25, 1, Duration.ofSeconds(5),
                        DataSize.ofMegabytes(1)),
                new AfasSettings(URI.create("https://12345.rest.afas.online/ProfitRestServices"), null, null,
                        LocalDate.of(2027, 3, 31), "token-canary", "12345_1", "en-us", 2, Duration.ofSeconds(7),
                        new AfasSettings.Connectors("My_Debtors", "My_Parties", "My_Items", "My_Orders", "My_Lines",
                                "My_Transactions", "My_Stock", "My_Open_Invoices", "My_Accounts", "My_Bank_Accounts",
                                "My_Contacts", "My_Addresses")),
                settings.officeDefaults(),
                List.of(new OfficeSettings("NL01", "1", true, Articles.CREATE, OrderType.ORDER, Set.of("F"), false,
                        Set.of(), Map.of(), Set.of("VRK"), null, List.of(Match.VAT_NUMBER), SeveralMatches.REFUSE,
                        new EntrySettings(false, "EUR", "NL", Map.of()),
                        new StandInSettings(null, Map.of(), WithoutEmail.CREATE), "A{number}"),
                        new OfficeSettings("NL02", "2", false, Articles.REQUIRED, OrderType.MUTATION,
                                Set.of("FACTUUR", "CREDIT"), false, Set.of("VRK"), Map.of("VRK", "70", "VRK2", "71"),
                                Set.of("VRK", "VRK2"), "10000",
                                List.of(Match.VAT_NUMBER, Match.CHAMBER_OF_COMMERCE_NUMBER, Match.DEBTOR_NUMBER),
                                SeveralMatches.DEFAULT_DEBTOR,
                                new EntrySettings(true, "SEK", "SE", Map.of("2000", "60001")),
                                new StandInSettings("10009", Map.of("WEB", "10001"), WithoutEmail.REFUSE), null)),
                new PollerSettings(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3),
                        Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ZERO),
                new MappingSettings(mapping, "debtor:\n",
                        List.of(new VatRow("VH", "NL", "1", "H", "1H", "1500", new BigDecimal("21"))),
                        List.of(new RevenueRow("8000", "NL", "VH", "8001")), Map.of(30, "030"), "08", "1300", "N",
                        "Uur", "2", Map.of("KPL", "1"), new BigDecimal("0.05"), "VAR", "TXT", true,
                        new CustomerSettings("USD", Map.of("GB", "GBP"), "EN", Map.of("NL", "NL"), true,
                                List.of(new Classification(From.SEGMENT, Holder.PARTY, "StId",
                                        List.of(new CustomerSettings.Row("Zeer groot", "1")), "0"))),
                        new PaymentSettings(
                                List.of(new DiscountRow(30, 8, new BigDecimal("2.75"), "30K")),
                                List.of(new MethodRow("paymentfile", "SEPANLDD", "bank", "01", true, "INC"))),
                        new AllocationSettings(true, List.of(new AllocationSettings.CodeRow("1", "00000", "ALG"))),
                        UnmappedLedger.REFUSE,
                        new SalesSettings(new SalesSettings.Items(CodeRule.SUB_ARTICLE, ".", Map.of("uur", "Uur")),
                                new SalesSettings.Shipping(Set.of("VERZEND", "PORTO"), LineKind.COST, "D012",
                                        Map.of("VERZEND/SPOED", "EX"), "SsId"),
                                new SalesSettings.Discounts(Set.of("KORT"), DiscountForm.LINE_PERCENTAGE, "K",
                                        LineKind.COST),
                                new SalesSettings.Totals(VatRounding.LINE, "AFR", "3"),
                                Map.of("USD", new BigDecimal("1.08")), false)),
                new WriterSettings(Duration.ofSeconds(1), false, 5, 10, Duration.ofSeconds(2), Duration.ofSeconds(3),
                        Set.of("Verwerkt", "Gefactureerd")),
                new ReadingSettings(2, Duration.ofSeconds(1), 3,
                        new ReadingSettings.Orders(false, Duration.ofSeconds(2), Duration.ofSeconds(3),
                                Duration.ofDays(30),
                                List.of(new ReadingSettings.StatusRow("Deels geleverd", "partly delivered"))),
                        new ReadingSettings.Stock(false, Duration.ofSeconds(4), "Warehouse"),
                        new ReadingSettings.OpenInvoices(false, Duration.ofSeconds(5), 90)),
                new NotifierSettings(
                        new NotifierSettings.Mail("mail", 587, "me", "mail-canary", true, "a@example.com",
                                List.of("b@example.com", "c@example.com")),
                        new NotifierSettings.Hook(URI.create("https://example.com/slack-canary")),
                        new NotifierSettings.Hook(URI.create("https://example.com/teams-canary")),
                        new NotifierSettings.Webhook(URI.create("https://example.com/path-canary"), "webhook-canary"),
                        List.of(new NotifierSettings.Recipient("books", Set.of(RecordKind.SALES_INVOICE),
                                Set.of(FailureCategory.BUSINESS),
                                List.of(NotifierSettings.Way.MAIL, NotifierSettings.Way.TEAMS),
                                List.of("mail-canary@example.com"), true)),
                        new NotifierSettings.QuietHours("20:00-08:30", Set.of(DayOfWeek.SUNDAY),
                                ZoneId.of("Europe/Brussels")),
                        new NotifierSettings.Rhythm(Duration.ofSeconds(1), Duration.ofHours(2), Duration.ofHours(12),
                                Duration.ofSeconds(30)),
                        new NotifierSettings.Watch(Duration.ofHours(3), 50, Duration.ofMinutes(5), Duration.ofDays(7))),
                new RedriveSettings(4, Set.of(FailureCode.ITEM_MISSING)),
                new ReconciliationSettings(false, "23:30", ZoneId.of("Europe/Brussels"), 3, Duration.ofMinutes(10)),
                new KafkaSettings((short) 3, List.of(new KafkaSettings.Row("activity", Duration.ofDays(30)))),
                new DocumentSettings(Authority.FILE), new TracingSettings(URI.create("http://collector:4318"), 0.25),
                new EncryptionSettings("master-canary", Path.of("master.key")),
                new AccessSettings(
                        List.of(new AccessSettings.Token("ops", AccessSettings.Role.OPERATOR,
                                "api-token-canary-0123456789abcdef")),
                        new AccessSettings.Oidc(URI.create("https://id.example.com"), "twinafas", "groups", "tw-"))));
        assertThat(settings.toString()).doesNotContain("canary");
    }

    @Test
    void namesEveryMistakeAtOnceByItsKey() {
        // Given
        Map<String, Object> wrong = new HashMap<>(LEAST);
        wrong.put("twinafas.tenant", "Acme BV");
        wrong.remove("twinafas.afas.base-url");
        wrong.put("twinafas.twinfield.client-secret", " ");
        wrong.put("twinafas.twinfield.concurrency", "11");
        wrong.put("twinafas.twinfield.credits-per-minute", "many-canary");
        wrong.put("twinafas.poller.customers", "soon");
        wrong.put("twinafas.poller.articles", "0s");
        wrong.put("twinafas.roles", "writer,cook");
        wrong.put("twinafas.offices[0].order-type", "letter");
        wrong.put("twinafas.offices[1].code", "NL02");
        wrong.put("twinafas.notifier.mail.host", "mail");
        wrong.put("twinafas.notifier.webhook.secret", "webhook-canary");
        wrong.put("twinafas.mapping.revenue-accounts[0].country", "NL");
        wrong.put("twinafas.mapping.allocation.codes[0].axis", "6");
        wrong.put("twinafas.mapping.allocation.codes[0].code", "00000");
        wrong.put("twinafas.mapping.allocation.codes[0].afas", "ALG");
        wrong.put("twinafas.offices[0].entries.base-currency", "euro");
        wrong.put("twinafas.mapping.unmapped-ledger", "guess");
        wrong.put("twinafas.afas.environment", "old-canary");
        wrong.put("twinafas.writr.intake", "5");

        // When, Then
        assertThat(mistakes(wrong)).containsExactlyInAnyOrder(
                "twinafas.tenant: must match [a-z0-9][a-z0-9-]{0,39}", "twinafas.afas.base-url: is missing",
                "twinafas.twinfield.client-secret: is empty", "twinafas.twinfield.concurrency: must be at most 10",
                "twinafas.twinfield.credits-per-minute: must be a whole number",
                "twinafas.poller.customers: must be a duration such as 30s, 10m or 1h",
                "twinafas.poller.articles: must be longer than 0",
                "twinafas.roles: must be one of poller, mapper, writer, reader, notifier",
                "twinafas.offices[0].order-type: must be one of order, direct-invoice, mutation, off",
                "twinafas.offices[1].administration: is missing", "twinafas.notifier.mail.from: is missing",
                "twinafas.notifier.mail.to: is missing", "twinafas.notifier.webhook.url: is missing",
                "twinafas.mapping.revenue-accounts[0].ledger: is missing",
                "twinafas.mapping.revenue-accounts[0].account: is missing",
                "twinafas.mapping.allocation.codes[0].axis: must match [1-5]",
                "twinafas.offices[0].entries.base-currency: must match [A-Z]{3}",
                "twinafas.mapping.unmapped-ledger: must be one of keep, refuse",
                "twinafas.afas.environment: is not a known setting",
                "twinafas.writr.intake: is not a known setting");
    }

    @Test
    void retentionIsOfTopicsThatForgetByThemselves() {
        // Given
        Map<String, Object> wrong = new HashMap<>(LEAST);
        for (String row : List.of("0:activity", "1:activity", "2:twinfield.customer", "3:nonsense",
                "4:afas.update-dlt")) {
            String key = "twinafas.kafka.retention[" + row.charAt(0) + "].";
            wrong.put(key + "topic", row.substring(2));
            wrong.put(key + "keep", "7d");
        }

        // When, Then
        assertThat(mistakes(wrong)).hasSize(3).anyMatch(
                mistake -> mistake.equals("twinafas.kafka.retention[1].topic: topic activity stands here twice"))
                .anyMatch(mistake -> mistake.startsWith("twinafas.kafka.retention[2].topic: keeps the last record"))
                .anyMatch(mistake -> mistake.startsWith("twinafas.kafka.retention[3].topic: is not a topic of ours"));
    }

    @Test
    void namesWhatIsMissingWhenNothingIsThere() {
        assertThat(mistakes(Map.of())).contains("twinafas.tenant: is missing", "twinafas.twinfield: is missing",
                "twinafas.afas: is missing", "twinafas.offices: is missing");
    }

    @Test
    void needsClientIdAndSecretOrAToken() {
        assertThat(mistakes(without("twinafas.afas.client-id", "twinafas.afas.client-secret"))).containsExactly(
                "twinafas.afas.client-id: is missing (and there is no twinafas.afas.token)",
                "twinafas.afas.client-secret: is missing (and there is no twinafas.afas.token)");
        assertThat(mistakes(without("twinafas.afas.client-secret"))).containsExactly(
                "twinafas.afas.client-secret: is missing (and there is no twinafas.afas.token)");
        assertThat(mistakes(with("twinafas.afas.token", "token")))
                .containsExactly("twinafas.afas.token: cannot stand beside client-id and client-secret");
    }

    @Test
    void refusesAnOfficeThatStandsThereTwice() {
        assertThat(mistakes(with("twinafas.access.tokens[0].name", "ops", "twinafas.access.tokens[0].role", "viewer",
                "twinafas.access.tokens[0].token", "0123456789abcdef0123456789abcdef", "twinafas.access.tokens[1].name",
                "ops", "twinafas.access.tokens[1].role", "administrator", "twinafas.access.tokens[1].token",
                "0123456789abcdef0123456789abcdef", "twinafas.access.tokens[2].name", "local",
                "twinafas.access.tokens[2].role", "viewer", "twinafas.access.tokens[2].token",
                "another-of-0123456789abcdef012345", "twinafas.access.oidc.issuer", "http://id.example.com",
                "twinafas.access.oidc.audience", "twinafas"))).containsExactly(
                        "twinafas.access.tokens[1].name: is the name of another one: the audit says who by it",
                        "twinafas.access.tokens[1].token: is the token of another one",
                        "twinafas.access.tokens[2].name: is the name of another one: the audit says who by it",
                        "twinafas.access.oidc.issuer: must be https: who reads on the way could make tokens");
        assertThat(mistakes(with("twinafas.offices[1].code", "NL01", "twinafas.offices[1].administration", "2")))
                .containsExactly("twinafas.offices[1].code: office NL01 stands here twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{office}|must end with {number}; before it can stand {office},"
            + " {administration} and {type}",
            "{number}{number}|must end with {number}; before it can stand {office}, {administration} and {type}",
            "{year}{number}|must end with {number}; before it can stand {office}, {administration} and {type}",
            "TWINFIELD-{office}{number}|leaves no room for a number: TWINFIELD-NL01 has 14 of 12 characters",
            "{office}{number}|invoices of type A1 of office NL01 and of type B of office NL01 can get the same number",
            "A{administration}{number}|invoices of type A1 of office NL01 and of type B of office NL01 can get the"
                    + " same number"})
    void refusesOrderNumbersThatDoNotFitOrCanCollide(String pattern, String mistake) {
        assertThat(mistakes(with("twinafas.offices[0].order-number", pattern, "twinafas.offices[0].invoice-types",
                "B,A1"))).contains("twinafas.offices[0].order-number: " + mistake);
    }

    @Test
    void provesThatOrderNumbersOfAllOfficesDiffer() {
        String one = "twinafas.offices[0].";
        String two = "twinafas.offices[1].";
        Map<String, Object> offices = with(one + "invoice-types", "F", one + "order-number", "A{number}", two + "code",
                "0042", two + "administration", "2", two + "invoice-types", "F", two + "order-number", "A1{number}");

        // A and 15, A1 and 5.
        assertThat(mistakes(offices)).containsExactly(two + "order-number: invoices of type F of office NL01 and of"
                + " type F of office 0042 can get the same number");
        offices.put(two + "order-number", "A0{number}");
        assertThat(SettingsLoader.load(offices).offices()).hasSize(2);
        offices.put(two + "order-number", "{type}{number}");
        assertThat(SettingsLoader.load(offices).offices()).hasSize(2);
        offices.remove(two + "invoice-types");
        assertThat(mistakes(offices)).containsExactly(
                two + "order-number: needs invoice-types: each type has numbers of its own");
        offices.put(two + "order-type", "off");
        assertThat(mistakes(offices)).containsExactly(
                two + "order-number: has no meaning: order-type makes no orders");
    }

    @Test
    void asksForTheItemsThatDiscountsAndShippingNeed() {
        String sales = "twinafas.mapping.sales.";
        assertThat(mistakes(with(sales + "discounts.as", "line-amount", sales + "shipping.as", "cost", sales
                + "shipping.articles", "VERZEND,KORT", sales + "discounts.articles", "KORT", sales + "rates.USD", "0")))
                .containsExactlyInAnyOrder(
                        sales + "discounts.item: is missing: a discount that cannot stand on the lines it is for gets a"
                                + " line of its own",
                        sales + "shipping.item: is missing: cost lines are on a cost item of AFAS",
                        sales + "shipping.articles: article KORT is a discount too",
                        sales + "rates.USD: must be more than 0");
        assertThat(mistakes(with(sales + "discounts.item-kind", "cost")))
                .containsExactly(sales + "discounts.item: is missing: cost lines are on a cost item of AFAS");
    }

    @Test
    void refusesADayBookThatBothFlowsClaim() {
        assertThat(mistakes(with("twinafas.offices[0].daybooks", "VRK", "twinafas.offices[0].journals.VRK", "70")))
                .containsExactly("twinafas.offices[0].daybooks: Day book VRK of office NL01 belongs to the invoice flow"
                        + " and to the transaction flow. Leave the day book out of the transaction flow");
    }

    @Test
    void refusesAnAxisThatAfasDoesNotHave() {
        assertThat(mistakes(with("twinafas.mapping.cost-centre-axes.KPL", "01")))
                .containsExactly("twinafas.mapping.cost-centre-axes.KPL: must be an axis from 1 to 5");
    }

    @Test
    void refusesAVatRateOfNoCode() {
        assertThat(mistakes(with("twinafas.mapping.vat[0].country", "DE", "twinafas.mapping.vat[0].percentage", "19")))
                .containsExactly("twinafas.mapping.vat[0].percentage: can only stand beside a code: codes have rates"
                        + " of their own");
    }

    @Test
    void refusesCostCentresOfArticlesThatNobodyReads() {
        assertThat(mistakes(with("twinafas.mapping.allocation.article-cost-centre", "true",
                "twinafas.offices[0].articles", "off")))
                .containsExactly("twinafas.offices[0].articles: is off, so nobody knows the cost centres of articles:"
                        + " mapping.allocation.article-cost-centre needs them");
    }

    @Test
    void refusesADayBookWithoutAJournal() {
        assertThat(mistakes(with("twinafas.offices[0].daybooks", "MEMO")))
                .containsExactly("twinafas.offices[0].journals.MEMO: is missing, the transactions of day book MEMO"
                        + " need an AFAS journal");
    }

    @Test
    void refusesMutationsWithoutAJournalOfTheInvoicesDayBook() {
        assertThat(mistakes(with("twinafas.offices[0].order-type", "mutation")))
                .containsExactly("twinafas.offices[0].journals.VRK: is missing, the transactions of day book VRK"
                        + " need an AFAS journal");
        assertThat(mistakes(with("twinafas.offices[0].order-type", "mutation", "twinafas.offices[0].invoice-daybooks",
                "")))
                .containsExactly("twinafas.offices[0].invoice-daybooks: is missing, order-type mutation delivers the"
                        + " invoices that are booked there");
    }

    @Test
    void refusesConceptsThatAreNoOrders() {
        assertThat(mistakes(with("twinafas.offices[0].order-type", "direct-invoice", "twinafas.offices[0].concepts",
                "true")))
                .containsExactly("twinafas.offices[0].concepts: concept invoices can only travel as orders:"
                        + " order-type must be order");
    }

    @Test
    void refusesAReceiverOfTracesThatIsNoAddressAndMoreThanAll() {
        // Given
        Map<String, Object> wrong = new HashMap<>(LEAST);
        wrong.put("twinafas.tracing.otlp-endpoint", "collector:4318");

        // Then
        assertThat(mistakes(wrong))
                .containsExactly("twinafas.tracing.otlp-endpoint: must be an address of http or https,"
                        + " such as http://collector:4318");

        // When
        wrong.put("twinafas.tracing.otlp-endpoint", "http://collector:4318");
        wrong.put("twinafas.tracing.sampling", "1.5");

        // Then
        assertThat(mistakes(wrong)).singleElement().asString().startsWith("twinafas.tracing.sampling: ");
    }

    @Test
    void refusesMoreCallsAtOnceThanAfasTakes() {
        assertThat(mistakes(with("twinafas.afas.calls-at-once", "6", "twinafas.reading.calls-at-once", "3")))
                .containsExactly("twinafas.reading.calls-at-once: is too high: AFAS takes 8 calls at once,"
                        + " twinafas.afas.calls-at-once and one of a reconciliation included");
    }

    @Test
    void refusesAStatusOfAfasThatIsCalledTwoThings() {
        String row = "twinafas.reading.orders.statuses[%d].%s";
        assertThat(mistakes(with(row.formatted(0, "afas"), "Actief", row.formatted(0, "status"), "open",
                row.formatted(1, "afas"), "Actief", row.formatted(1, "status"), "new")))
                .containsExactly("twinafas.reading.orders.statuses[1].afas: status Actief stands here twice");
    }

    @Test
    void needsTheDefaultDebtorThatARuleAsksFor() {
        assertThat(mistakes(with("twinafas.offices[0].several-matches", "default-debtor"))).containsExactly(
                "twinafas.offices[0].stand-ins.debtor: is missing, several-matches asks for it");
        assertThat(mistakes(with("twinafas.offices[0].stand-ins.without-email", "default-debtor"))).containsExactly(
                "twinafas.offices[0].stand-ins.debtor: is missing, without-email asks for it");
    }

    @Test
    void showsThePersonTheListOnly() {
        // Given
        InvalidSettings failure = failure(without("twinafas.afas.client-secret"));

        // When
        FailureAnalysis analysis = new InvalidSettingsAnalyzer().analyze(new IllegalStateException(failure));

        // Then
        assertThat(analysis).isNotNull();
        assertThat(analysis == null ? "" : analysis.getDescription()).isEqualTo("""
                The configuration has 1 mistake(s):

                    twinafas.afas.client-secret: is missing (and there is no twinafas.afas.token)""");
    }

    @Test
    void repeatsNoValueThatCouldBeASecret() {
        // Given
        Map<String, Object> wrong = with("twinafas.twinfield.concurrency", "secret-canary", "twinafas.afas.tokn",
                "token-canary", "twinafas.afas.base-url", "https://exa mple/secret-canary");

        // When, Then
        assertThat(failure(wrong)).hasMessageNotContaining("canary").hasNoCause();
    }

    private static List<String> mistakes(Map<String, Object> properties) {
        return failure(properties).mistakes().stream().map(InvalidSettings.Mistake::toString).toList();
    }

    private static InvalidSettings failure(Map<String, Object> properties) {
        return catchThrowableOfType(InvalidSettings.class, () -> SettingsLoader.load(properties));
    }

    private static Map<String, Object> with(String... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(LEAST);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    private static Map<String, Object> without(String... keys) {
        Map<String, Object> properties = new HashMap<>(LEAST);
        List.of(keys).forEach(properties::remove);
        return properties;
    }
}
