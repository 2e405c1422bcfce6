package com.twinafas.simulators.afas.reading;

import static com.twinafas.simulators.afas.reading.Column.date;
import static com.twinafas.simulators.afas.reading.Column.empty;
import static com.twinafas.simulators.afas.reading.Column.flag;
import static com.twinafas.simulators.afas.reading.Column.integer;
import static com.twinafas.simulators.afas.reading.Column.number;
import static com.twinafas.simulators.afas.reading.Column.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Item;
import com.twinafas.simulators.afas.books.OpenInvoice;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.books.OrderLine;
import com.twinafas.simulators.afas.books.Values;

/** The GetConnectors on orders, their lines, open invoices, articles and stock. */
final class SalesConnectors {

    /** Codes of {@code VaIt} as the read side shows them. */
    private static final Map<String, String> ITEM_TYPES = Map.of("1", "Wst", "2", "Art", "3", "Txt", "4", "Sub", "5",
            "Tsl", "6", "Kst", "7", "Sam", "8", "Crs");

    private SalesConnectors() {
    }

    static List<GetConnector<?>> all() {
        return List.of(orders(), lines(), openInvoices(), articles(), basicArticles(), stock());
    }

    private record LineRow(Order order, OrderLine line) {
    }

    private static GetConnector<Order> orders() {
        return new GetConnector<>("Profit_Salesorders", "Verkooporders",
                List.of(text("Ordersoort", 30, order -> order.direct() ? "Directe factuur" : "Verkooporder"),
                        text("OrderNumber", 12, Order::number), text("Status", 30, SalesConnectors::status),
                        date("OrderDate", Order::date), text("DebtorId", 16, Order::debtor),
                        text("CurrencyId", 3, order -> order.field("CuId")),
                        text("CustomerReference", 100, Order::reference),
                        number("Gross", order -> order.totals().gross()),
                        number("Discount", order -> order.totals().discount()),
                        number("TotalAmount", order -> order.totals().net()),
                        number("VAT", order -> order.totals().vat()),
                        number("Quantity", order -> order.lines().stream().map(OrderLine::quantity)
                                .reduce(BigDecimal.ZERO, BigDecimal::add)),
                        number("InvoiceTotal", order -> order.totals().invoice())),
                AfasBooks::documents);
    }

    private static GetConnector<LineRow> lines() {
        return new GetConnector<>("Profit_SalesorderLines", "Verkooporderregels",
                List.of(text("OrderNumber", 12, row -> row.order().number()),
                        text("Status", 30, row -> status(row.order())), date("OrderDate", row -> row.order().date()),
                        text("DebtorId", 16, row -> row.order().debtor()),
                        text("CurrencyId", 3, row -> row.order().field("CuId")),
                        text("CustomerReference", 100, row -> row.order().reference()),
                        integer("SeqNo", row -> row.line().number()),
                        text("LineStatusCode", 10, row -> row.order().processed() ? "V" : "A"),
                        text("LineGuid", 38, row -> row.line().guid()),
                        text("ItemTypeCode", 10, row -> ITEM_TYPES.get(row.line().field("VaIt"))),
                        text("ItemCodeId", 40, row -> row.line().field("ItCd")),
                        text("Description", 255, row -> row.line().field("Ds")),
                        text("UnitId", 15, row -> row.line().field("BiUn")),
                        number("PiecePerUnit", row -> row.line().quantity()),
                        number("PricePerUnit", row -> Values.number(row.line().field("Upri"))),
                        number("AmtRowDiscount", row -> row.line().discount()),
                        number("PriceNet", row -> netPrice(row.line())),
                        number("AmtTotal", row -> row.line().total()), date("CreateDate", row -> row.line().created()),
                        date("ModifiedDate", row -> row.line().modified())),
                books -> books.documents().stream()
                        .flatMap(order -> order.lines().stream().map(line -> new LineRow(order, line))).toList());
    }

    private static GetConnector<OpenInvoice> openInvoices() {
        return new GetConnector<>("Profit_Debtor_Invoices", "Openstaande facturen debiteuren",
                List.of(integer("UnitId", OpenInvoice::administration), text("DebtorId", 16, OpenInvoice::debtor),
                        text("InvoiceNr", 12, OpenInvoice::number), date("NookPieceDate", OpenInvoice::date),
                        date("ExpDate", SalesConnectors::due), text("CurrencyId", 3, OpenInvoice::currency),
                        number("AmtInvoice", OpenInvoice::amount), number("AmtInvoiceCurr", OpenInvoice::amount),
                        number("Balance", OpenInvoice::balance), number("BalanceCurr", OpenInvoice::balance),
                        text("Description", 255, OpenInvoice::description)),
                AfasBooks::openInvoices);
    }

    private static GetConnector<Item> articles() {
        return new GetConnector<>("Profit_Article", "Artikelen",
                List.of(text("ItemCode", 40, Item::code), text("Description", 100, item -> item.field("Ds")),
                        text("ExtraDescription", 100, item -> item.field("DsEx")),
                        text("UnitId", 15, item -> item.field("BiUn")),
                        integer("Factor", item -> item.field("PrFc").isEmpty() ? 1 : item.field("PrFc")),
                        text("ArtGroup", 15, item -> item.field("Grp")), flag("Blocked", Item::blocked),
                        text("Barcode", 30, item -> item.field("BaCo")),
                        text("VATGroup", 4, item -> item.field("VaRc")), empty("ItemSortCode", Column.Type.STRING),
                        text("ItemTypeCode", 10, item -> ITEM_TYPES.get(item.type())),
                        flag("Stock", item -> Values.yes(item.field("BiSt"))),
                        integer("BitDecimals", item -> item.field("BiDc").isEmpty() ? 0 : item.field("BiDc")),
                        text("PriceGroup", 10, item -> item.field("PrGr")), empty("StockCode", Column.Type.STRING),
                        text("StockDimId1", 10, item -> item.field("StD1")),
                        text("StockDimId2", 10, item -> item.field("StD2")), date("CreateDate", Item::created),
                        date("ModifiedDate", Item::modified)),
                AfasBooks::items);
    }

    private static GetConnector<Item> basicArticles() {
        return new GetConnector<>("Profit_Article_Basic", "Artikelen basis",
                List.of(text("ItemCode", 40, Item::code), text("Description", 100, item -> item.field("Ds")),
                        text("UnitId", 15, item -> item.field("BiUn")), text("ArtGroup", 15, item -> item.field("Grp")),
                        flag("Blocked", Item::blocked), text("VATgroup", 4, item -> item.field("VaRc")),
                        number("BasicSalesPrice", item -> Values.number(item.field("SaPrice"))),
                        number("StockActual", Item::stock), date("CreateDate", Item::created),
                        date("DateModified", Item::modified)),
                books -> books.items().stream().filter(item -> item.type().equals("2")).toList());
    }

    private static GetConnector<Item> stock() {
        return new GetConnector<>("Profit_Stock_per_Warehouse", "Voorraad",
                List.of(text("Basisartikeltype_code", 10, item -> "0"), text("Item_code", 40, Item::code),
                        number("In_stock", Item::stock), text("Unit", 15, item -> item.field("BiUn")),
                        text("Stock_level_code", 10, item -> item.stock().signum() > 0 ? "1" : "0")),
                books -> books.items().stream().filter(item -> item.type().equals("2")).toList());
    }

    private static String status(Order order) {
        return order.processed() ? "Verwerkt" : "Actief";
    }

    private static LocalDate due(OpenInvoice invoice) {
        return invoice.date().plusDays(30);
    }

    private static BigDecimal netPrice(OrderLine line) {
        return line.quantity().signum() == 0
                ? BigDecimal.ZERO
                : line.total().divide(line.quantity(), 4, RoundingMode.HALF_UP);
    }
}
