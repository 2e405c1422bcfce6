package com.twinafas.writer.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.afas.requirement.ConnectorNeed;
import com.twinafas.pipeline.settings.SettingsLoader;

class NeedsTest {

    /** Nothing but customers. */
    private static final Map<String, Object> LEAST = Map.ofEntries(Map.entry("twinafas.tenant", "test"),
            Map.entry("twinafas.twinfield.client-id", "id"), Map.entry("twinafas.twinfield.client-secret", "secret"),
            Map.entry("twinafas.twinfield.refresh-token", "token"),
            Map.entry("twinafas.afas.base-url", "http://127.0.0.1:1"), Map.entry("twinafas.afas.token", "token"),
            Map.entry("twinafas.offices[0].code", "NL01"), Map.entry("twinafas.offices[0].administration", "1"),
            Map.entry("twinafas.offices[0].articles", "off"), Map.entry("twinafas.offices[0].order-type", "off"),
            Map.entry("twinafas.offices[0].journals.VRK", "70"), Map.entry("twinafas.roles", "writer"),
            Map.entry("twinafas.reconciliation.nightly", "false"));
    private static final Set<String> ALWAYS = Set.of("Profit_Debtor", "Profit_OrgPer",
            "Profit_BankAccounts", "Profit_Contacts", "Profit_Deliveryaddress", "KnSalesRelationOrg",
            "KnSalesRelationPer", "KnContact", "KnPerson");

    @ParameterizedTest
    @CsvSource(textBlock = """
            offices[0].articles=off                                     |
            offices[0].articles=required                                | Profit_Article
            offices[0].articles=create                                  | Profit_Article FbItemArticle
            offices[0].order-type=order                                 | Profit_Article FbSales Profit_SalesorderLines Profit_Salesorders
            offices[0].order-type=order writer.look-up=false            | Profit_Article FbSales Profit_SalesorderLines
            offices[0].order-type=direct-invoice                        | Profit_Article FbDirectInvoice Profit_Salesorders
            offices[0].order-type=direct-invoice writer.look-up=false   | Profit_Article FbDirectInvoice
            offices[0].order-type=mutation                              | FiEntries Profit_Transactions Profit_Accounts
            offices[0].order-type=mutation writer.look-up=false         | FiEntries Profit_Accounts
            offices[0].daybooks=VRK                                    | FiEntries Profit_Transactions Profit_Accounts
            roles=reader                                                | Profit_Salesorders Profit_SalesorderLines Profit_Stock_per_Warehouse Profit_Debtor_Invoices
            roles=reader reading.orders.on=false                        | Profit_Stock_per_Warehouse Profit_Debtor_Invoices
            roles=reader reading.stock.on=false                         | Profit_Salesorders Profit_SalesorderLines Profit_Debtor_Invoices
            roles=reader reading.open-invoices.on=false                 | Profit_Salesorders Profit_SalesorderLines Profit_Stock_per_Warehouse
            reconciliation.nightly=true                                 |
            """, delimiter = '|')
    void followFromTheSettings(String settings, String connectors) {
        assertThat(needs(settings).keySet().stream().filter(name -> !ALWAYS.contains(name)))
                .containsExactlyInAnyOrder(connectors == null ? new String[0] : connectors.split(" ", -1));
        assertThat(needs(settings)).containsKeys(ALWAYS.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            offices[0].order-type=order writer.processed-statuses=  | Profit_SalesorderLines | Status       | false
            offices[0].order-type=order writer.processed-statuses=X | Profit_SalesorderLines | Status       | true
            offices[0].order-type=order                             | Profit_Salesorders     | InvoiceTotal | false
            offices[0].order-type=order reconciliation.nightly=true | Profit_Salesorders     | InvoiceTotal | true
            offices[0].order-type=mutation                          | Profit_Transactions    | Period       | false
            offices[0].order-type=mutation reconciliation.nightly=true | Profit_Transactions | Period       | true
            roles=reader                                            | Profit_Stock_per_Warehouse | Depot | false
            roles=reader reading.stock.warehouse-column=Depot       | Profit_Stock_per_Warehouse | Depot | true
            """, delimiter = '|')
    void includeTheFieldsThatAreUsed(String settings, String connector, String field, boolean needed) {
        assertThat(needs(settings).get(connector)).isNotNull()
                .satisfies(fields -> assertThat(fields.contains(field)).isEqualTo(needed));
    }

    @ParameterizedTest
    @CsvSource({"debtor, VaTp", "party, KnOrganisation/VaTp"})
    void includeTheFieldsOfClassifications(String object, String field) {
        String place = "mapping.customers.classifications[0].";

        assertThat(needs(place + "from=group " + place + "object=" + object + " " + place + "field=VaTp " + place
                + "rows[0].text=A " + place + "rows[0].value=1").get("KnSalesRelationOrg")).contains(field);
    }

    @Test
    void areNotOfLedgerAccountsWhereTheirConnectorIsSwitchedOff() {
        assertThat(needs("offices[0].order-type=mutation afas.connectors.accounts="))
                .doesNotContainKey("Profit_Accounts");
    }

    private static Map<String, SortedSet<String>> needs(String settings) {
        Map<String, Object> said = new HashMap<>(LEAST);
        Arrays.stream(settings.split(" +", -1)).map(each -> each.split("=", 2))
                .forEach(each -> said.put("twinafas." + each[0], each[1]));
        return Needs.of(SettingsLoader.load(said)).stream().collect(Collectors.toMap(ConnectorNeed::connector,
                ConnectorNeed::fields, (first, second) -> {
                    SortedSet<String> all = new TreeSet<>(first);
                    all.addAll(second);
                    return all;
                }));
    }
}
