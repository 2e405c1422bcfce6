package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach AFAS Profit (afas-api §1, §4). Either client id and secret (OAuth) or the classic token.
 *
 * @param baseUrl       up to and including {@code /ProfitRestServices}
 * @param clientId      of the app connector
 * @param clientSecret  of the app connector
 * @param clientSecretEnds when AFAS no longer accepts the secret, as its app connector says; people are told before
 * @param token         the classic token as AFAS shows it (XML) or already in base64
 * @param integrationId obligatory for partner integrations, for example {@code "12345_123456"}
 * @param language      {@code Accept-Language}: decides the language of AFAS's error texts
 * @param callsAtOnce   the writer's; AFAS suggests at most 5 in all
 * @param timeout       for one call; AFAS itself stops at 900 s
 * @param connectors    names of the GetConnectors
 */
public record AfasSettings(@ProcessSetting @NotNull URI baseUrl, @ProcessSetting @Nullable String clientId,
        @ProcessSetting(secret = true) @Nullable String clientSecret,
        @ProcessSetting @Nullable LocalDate clientSecretEnds,
        @ProcessSetting(secret = true) @Nullable String token,
        @ProcessSetting @Nullable @Pattern(regexp = "\\d+_\\d+", message = "must be two numbers with an underscore between "
                + "them, in quotes: without quotes YAML takes 12345_123456 for the number 12345123456") String integrationId,
        @ProcessSetting @NotBlank @DefaultValue("nl-nl") String language,
        @ProcessSetting @Min(1) @Max(8) @DefaultValue("4") int callsAtOnce,
        @ProcessSetting @NotNull @DurationMin(millis = 1) @DefaultValue("100s") Duration timeout,
        @Valid @DefaultValue Connectors connectors) {

    /**
     * The GetConnectors used to look things up and to read back: a customer's own copies often have other names
     * (afas-api §2).
     *
     * @param debtors      columns DebtorId, BcCo, DebtorName, Email, VatNr, ChOfCommNr, Blocked
     * @param parties      columns BcCo, Type, Name, MailWork
     * @param items        columns ItemCode, UnitId, VATGroup, Blocked
     * @param orders       columns OrderNumber, Ordersoort, Status, DebtorId, OrderDate, TotalAmount or InvoiceTotal,
     *                     CustomerReference
     * @param orderLines   columns OrderNumber, SeqNo, LineGuid, ItemCodeId, ModifiedDate
     * @param transactions columns UnitId, EntryNo, JournalId, VoucherNo, InvoiceId, EntryDate, AmtDebit
     * @param stock        columns Item_code, In_stock, Unit
     * @param openInvoices columns UnitId, DebtorId, InvoiceNr
     * @param accounts     columns Account, DimAx1 to DimAx5; empty when there is none, obligatory allocations are then
     *                     found by AFAS itself
     * @param bankAccounts columns BcCo, IBAN
     * @param contacts     columns ContactId, Type, FullName, OrgNumber, PerNumber, Department; better TelWork,
     *                     MailWork, AddressLine1 too
     * @param deliveryAddresses columns Adres_ID, OrgId, DebiteurID, A_Straat, A_Huisnummer, A_Postcode,
     *                     A_Woonplaats
     */
    public record Connectors(@NotBlank @DefaultValue("Profit_Debtor") String debtors,
            @NotBlank @DefaultValue("Profit_OrgPer") String parties,
            @NotBlank @DefaultValue("Profit_Article") String items,
            @NotBlank @DefaultValue("Profit_Salesorders") String orders,
            @NotBlank @DefaultValue("Profit_SalesorderLines") String orderLines,
            @NotBlank @DefaultValue("Profit_Transactions") String transactions,
            @NotBlank @DefaultValue("Profit_Stock_per_Warehouse") String stock,
            @NotBlank @DefaultValue("Profit_Debtor_Invoices") String openInvoices,
            @NotNull @DefaultValue("Profit_Accounts") String accounts,
            @NotBlank @DefaultValue("Profit_BankAccounts") String bankAccounts,
            @NotBlank @DefaultValue("Profit_Contacts") String contacts,
            @NotBlank @DefaultValue("Profit_Deliveryaddress") String deliveryAddresses) {
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "AfasSettings[baseUrl=" + baseUrl + ", integrationId=" + integrationId + ", language=" + language
                + ", callsAtOnce=" + callsAtOnce + ", timeout=" + timeout + ", connectors=" + connectors + "]";
    }
}
