package com.twinafas.mapper.invoice;

import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.article.ArticleRole;
import com.twinafas.mapper.mapping.Rule;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.RawValues;
import com.twinafas.pipeline.settings.SalesSettings;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

/** How an invoice is shipped: by the table, of the first shipping line that has a row there. */
record ShippingMethods(SalesSettings.Shipping settings) {

    /** The method; its sub-article's own row counts before the article's. Null when no line has one. */
    @Nullable
    String of(Draft draft) {
        Map<String, String> methods = settings.methods();
        return draft.priced().filter(line -> line.role() == ArticleRole.SHIPPING).map(line -> {
            String article = RawValues.required(line.raw(), "article");
            String own = methods.get(article + "/" + line.raw().textAt("subarticle"));
            return own == null ? methods.getOrDefault(article, "") : own;
        }).filter(method -> !method.isEmpty()).findFirst().orElse(null);
    }

    /** The document with the field that says it. */
    AfasElement added(AfasElement document, Draft draft, Trace trace) {
        String method = of(draft);
        String name = settings.methodField();
        if (method == null || name == null) {
            return document;
        }
        FieldValue value = FieldValue.of(method);
        trace.made(name, value, new Rule("mapping.sales.shipping.methods", "settings", 1, 1));
        return document.with(name, value);
    }
}
