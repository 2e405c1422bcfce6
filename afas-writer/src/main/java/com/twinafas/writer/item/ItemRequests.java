package com.twinafas.writer.item;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

/** The requests about an item (afas-api §3.7). */
public final class ItemRequests {

    private static final String CONNECTOR = "FbItemArticle";

    private ItemRequests() {
    }

    public static AfasRequest create(String item, AfasElement element) {
        return AfasRequest.post(CONNECTOR, named(item, element));
    }

    public static AfasRequest change(String item, AfasElement element) {
        return AfasRequest.put(CONNECTOR, named(item, element));
    }

    /** An item is blocked. */
    public static AfasRequest block(String item) {
        return AfasRequest.put(CONNECTOR, named(item, AfasElement.EMPTY.with("Bl", FieldValue.of(true))));
    }

    private static AfasElement named(String item, AfasElement element) {
        return element.leading(Items.ITEM, FieldValue.of(item));
    }
}
