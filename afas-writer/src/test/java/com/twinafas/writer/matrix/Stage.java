package com.twinafas.writer.matrix;

import com.twinafas.afas.AfasRequest;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

/** The requests by which a record is delivered. */
enum Stage {
    SIGN_IN("sign in", "POST", "/oauth/token"),
    LOOK_UP("look up", "GET", "/connectors/Profit_"),
    CREATE_DEBTOR("create debtor", "POST", "/connectors/KnSalesRelation"),
    CHANGE_DEBTOR("change debtor", "PUT", "/connectors/KnSalesRelation"),
    CHANGE_CONTACT("change contact", "PUT", "/connectors/KnContact"),
    CREATE_ITEM("create article", "POST", "/connectors/FbItemArticle"),
    CREATE_ORDER("create order", "POST", "/connectors/FbSales"),
    CHANGE_ORDER("change order", "PUT", "/connectors/FbSales"),
    DIRECT_INVOICE("direct invoice", "POST", "/connectors/FbDirectInvoice"),
    ENTRY("entry", "POST", "/connectors/FiEntries");

    private final String title;
    private final String method;
    private final String path;

    Stage(String title, String method, String path) {
        this.title = title;
        this.method = method;
        this.path = path;
    }

    String title() {
        return title;
    }

    /** Whether it can change something at AFAS. */
    boolean writes() {
        return this != SIGN_IN && this != LOOK_UP;
    }

    boolean isOf(AfasRequest request) {
        return isOf(request.connector(), request.method());
    }

    boolean isOf(String connector, AfasRequest.Method called) {
        return writes() && method.equals(called.name()) && ("/connectors/" + connector).startsWith(path);
    }

    /** A fault of the simulated AFAS at this stage, always; to be narrowed. */
    FaultRule rule(String name, Fault fault) {
        return FaultRule.of(name, fault).method(method).path(path);
    }
}
