package com.twinafas.simulators.afas.writing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.AfasBooks.Decision;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Item;
import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;
import com.twinafas.simulators.afas.setup.AfasSetup;

/** {@code FbItemArticle}: articles, several in one call if wanted. */
final class Items implements UpdateConnector {

    private static final String ARTICLE = "2";

    private final AfasSetup setup;
    private final ReferenceCheck references;
    private final InstantSource clock;

    Items(AfasSetup setup, InstantSource clock) {
        this.setup = setup;
        this.references = new ReferenceCheck(setup);
        this.clock = clock;
    }

    @Override
    public Decision<Map<String, String>> insert(AfasBooks books, List<Element> elements) {
        List<Item> items = new ArrayList<>();
        for (Element element : elements) {
            check(element);
            String code = element.required("ItCd");
            if (books.item(code).isPresent() || items.stream().anyMatch(item -> item.code().equalsIgnoreCase(code))) {
                throw new Refused(Text.ITEM_EXISTS, code);
            }
            Instant now = clock.instant();
            items.add(new Item(code, ARTICLE, element.over(Map.of()), BigDecimal.ZERO, now, now));
        }
        return decided(items);
    }

    @Override
    public Decision<Map<String, String>> update(AfasBooks books, List<Element> elements) {
        List<Item> items = new ArrayList<>();
        for (Element element : elements) {
            check(element);
            Item before = books.item(element.required("ItCd"))
                    .orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("ItCd")));
            items.add(new Item(before.code(), before.type(), element.over(before.fields()), before.stock(),
                    before.created(), clock.instant()));
        }
        return decided(items);
    }

    private void check(Element element) {
        references.vatGroup(element);
        references.unit(element);
        references.exists("Grp", element, setup.articleGroups().contains(element.field("Grp")));
    }

    private static Decision<Map<String, String>> decided(List<Item> items) {
        if (items.isEmpty()) {
            throw new Refused(Text.NO_LINES);
        }
        return new Decision<>(Change.ofItems(items), Map.of("ItCd", items.getLast().code()));
    }
}
