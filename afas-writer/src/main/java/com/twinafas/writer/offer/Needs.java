package com.twinafas.writer.offer;

import java.util.ArrayList;
import java.util.List;

import com.twinafas.afas.requirement.ConnectorNeed;
import com.twinafas.pipeline.settings.AfasSettings.Connectors;
import com.twinafas.pipeline.settings.CustomerSettings.Classification;
import com.twinafas.pipeline.settings.CustomerSettings.Holder;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.OfficeSettings.Articles;
import com.twinafas.pipeline.settings.OfficeSettings.OrderType;
import com.twinafas.pipeline.settings.ReadingSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.Settings.Role;

/** What the enabled flows need of AFAS: connectors, and the columns and fields that are used of each. */
public final class Needs {

    private Needs() {
    }

    /** By what the settings enable. */
    public static List<ConnectorNeed> of(Settings settings) {
        Connectors connectors = settings.afas().connectors();
        List<OfficeSettings> offices = settings.offices();
        List<ConnectorNeed> needs = new ArrayList<>();
        needs.add(ConnectorNeed.get(connectors.debtors(), "DebtorId", "BcCo", "DebtorName", "Email", "VatNr",
                "ChOfCommNr", "Blocked", "CreateDate"));
        needs.add(ConnectorNeed.get(connectors.parties(), "BcCo", "Type", "Name", "MailWork", "ChOfCommNr"));
        needs.add(ConnectorNeed.get(connectors.bankAccounts(), "BcCo", "IBAN"));
        needs.add(ConnectorNeed.get(connectors.contacts(), "ContactId", "Type", "FullName", "OrgNumber", "PerNumber",
                "Department"));
        needs.add(ConnectorNeed.get(connectors.deliveryAddresses(), "Adres_ID", "OrgId", "DebiteurID", "A_Straat",
                "A_Huisnummer",
                "A_Postcode", "A_Woonplaats"));
        needs.add(ConnectorNeed.update("KnSalesRelationOrg", "DbId", "IsDb", "CuId", "PaCd", "ColA", "VaDu", "InPv",
                "KnOrganisation/MatchOga", "KnOrganisation/BcCo", "KnOrganisation/Nm", "KnOrganisation/EmAd"));
        needs.add(ConnectorNeed.update("KnSalesRelationPer", "DbId", "IsDb", "CuId", "PaCd", "ColA", "VaDu", "InPv",
                "KnPerson/MatchPer", "KnPerson/BcCo", "KnPerson/LaNm", "KnPerson/EmAd"));
        needs.add(ConnectorNeed.update("KnContact", "CdId", "ViKc", "ExAd", "TeNr", "EmAd", "KnBasicAddressAdr/Ad",
                "KnBasicAddressAdr/BeginDate"));
        needs.add(ConnectorNeed.update("KnPerson", "MatchPer", "BcCo", "FiNm", "LaNm"));
        for (Classification classification : settings.mapping().customers().classifications()) {
            boolean ofDebtor = classification.object() == Holder.DEBTOR;
            needs.add(ConnectorNeed.update("KnSalesRelationOrg",
                    (ofDebtor ? "" : "KnOrganisation/") + classification.field()));
            needs.add(ConnectorNeed.update("KnSalesRelationPer",
                    (ofDebtor ? "" : "KnPerson/") + classification.field()));
        }
        if (offices.stream().anyMatch(office -> office.articles() != Articles.OFF || sellsItems(office))) {
            needs.add(ConnectorNeed.get(connectors.items(), "ItemCode", "UnitId", "VATGroup", "Blocked"));
        }
        if (offices.stream().anyMatch(office -> office.articles() == Articles.CREATE)) {
            needs.add(ConnectorNeed.update("FbItemArticle", "ItCd", "Ds"));
        }
        if (offices.stream().anyMatch(office -> office.orderType() == OrderType.ORDER)) {
            needs.add(ConnectorNeed.update("FbSales", "OrNu", "OrDa", "DbId", "CuId", "RfCs", "Unit",
                    "FbSalesLines/VaIt", "FbSalesLines/ItCd", "FbSalesLines/BiUn", "FbSalesLines/QuUn",
                    "FbSalesLines/Upri", "FbSalesLines/VaRc"));
            needs.add(settings.writer().processedStatuses().isEmpty()
                    ? ConnectorNeed.get(connectors.orderLines(), "OrderNumber", "SeqNo", "LineGuid", "ItemCodeId")
                    : ConnectorNeed.get(connectors.orderLines(), "OrderNumber", "Status", "SeqNo", "LineGuid",
                            "ItemCodeId"));
        }
        if (offices.stream().anyMatch(office -> office.orderType() == OrderType.DIRECT_INVOICE)) {
            needs.add(ConnectorNeed.update("FbDirectInvoice", "OrDa", "DbId", "CuId", "RfCs", "Unit",
                    "FbDirectInvoiceLines/VaIt", "FbDirectInvoiceLines/ItCd", "FbDirectInvoiceLines/BiUn",
                    "FbDirectInvoiceLines/QuUn", "FbDirectInvoiceLines/Upri", "FbDirectInvoiceLines/VaRc"));
        }
        if (settings.writer().lookUp() && offices.stream().anyMatch(Needs::sellsItems)) {
            needs.add(ConnectorNeed.get(connectors.orders(), "OrderNumber", "DebtorId", "OrderDate",
                    "CustomerReference"));
        }
        if (offices.stream().anyMatch(Needs::books)) {
            needs.add(ConnectorNeed.update("FiEntries", "Year", "Peri", "UnId", "JoCo", "FiEntries/VaAs",
                    "FiEntries/AcNr", "FiEntries/EnDa", "FiEntries/BpDa", "FiEntries/BpNr", "FiEntries/AmDe",
                    "FiEntries/AmCr"));
            if (settings.writer().lookUp()) {
                needs.add(ConnectorNeed.get(connectors.transactions(), "UnitId", "EntryNo", "SeqNo", "JournalId",
                        "VoucherNo", "InvoiceId", "EntryDate", "AmtDebit"));
            }
            if (!connectors.accounts().isEmpty()) {
                needs.add(ConnectorNeed.get(connectors.accounts(), "Account", "DimAx1", "DimAx2", "DimAx3", "DimAx4",
                        "DimAx5"));
            }
        }
        if (settings.roles().contains(Role.READER)) {
            addReading(settings, needs);
        }
        if (settings.reconciliation().nightly() && settings.writer().lookUp()) {
            addReconciling(settings, needs);
        }
        return needs;
    }

    private static boolean books(OfficeSettings office) {
        return !office.daybooks().isEmpty() || office.orderType() == OrderType.MUTATION;
    }

    private static void addReconciling(Settings settings, List<ConnectorNeed> needs) {
        Connectors connectors = settings.afas().connectors();
        if (settings.offices().stream().anyMatch(Needs::sellsItems)) {
            needs.add(ConnectorNeed.get(connectors.orders(), "OrderNumber", "OrderDate", "CustomerReference",
                    "CurrencyId", "InvoiceTotal"));
        }
        if (settings.offices().stream().anyMatch(Needs::books)) {
            needs.add(ConnectorNeed.get(connectors.transactions(), "UnitId", "EntryNo", "SeqNo", "JournalId",
                    "VoucherNo", "Year", "Period", "AmtDebit"));
        }
    }

    private static void addReading(Settings settings, List<ConnectorNeed> needs) {
        Connectors connectors = settings.afas().connectors();
        ReadingSettings reading = settings.reading();
        if (reading.orders().on()) {
            needs.add(ConnectorNeed.get(connectors.orders(), "OrderNumber", "Status", "OrderDate", "DebtorId",
                    "CustomerReference"));
            needs.add(ConnectorNeed.get(connectors.orderLines(), "OrderNumber", "SeqNo", "ModifiedDate"));
        }
        if (reading.stock().on()) {
            needs.add(ConnectorNeed.get(connectors.stock(), "Item_code", "In_stock", "Unit"));
            if (reading.stock().warehouseColumn() != null) {
                needs.add(ConnectorNeed.get(connectors.stock(), reading.stock().warehouseColumn()));
            }
        }
        if (reading.openInvoices().on()) {
            needs.add(ConnectorNeed.get(connectors.openInvoices(), "UnitId", "DebtorId", "InvoiceNr", "Balance"));
        }
    }

    private static boolean sellsItems(OfficeSettings office) {
        return office.orderType() == OrderType.ORDER || office.orderType() == OrderType.DIRECT_INVOICE;
    }
}
