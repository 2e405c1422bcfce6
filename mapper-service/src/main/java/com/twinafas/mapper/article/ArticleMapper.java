package com.twinafas.mapper.article;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.Source;
import com.twinafas.mapper.mapping.Target;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.RawValues;
import com.twinafas.mapper.record.SettingValues;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.mapper.vat.VatTable;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.SalesSettings.CodeRule;
import com.twinafas.schemas.update.AfasUpdate.ItemUpdate;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

/** Articles to items: one Twinfield article is as many items as its sub-articles make codes (twinfield-api §4.3). */
public final class ArticleMapper {

    private final Mapping mapping;
    private final MappingSettings settings;
    private final VatTable vat;
    private final Articles articles;
    private final ItemCodes codes;

    public ArticleMapper(Mapping mapping, MappingSettings settings) {
        this.mapping = mapping;
        this.settings = settings;
        this.vat = new VatTable(settings.vat());
        this.articles = new Articles(settings);
        this.codes = new ItemCodes(settings.sales().items());
    }

    /**
     * The items of an article, in its own order; each has a code of its own. None for an article whose lines all stand
     * on another item.
     *
     * @throws com.twinafas.mapper.record.Unmappable when a value is missing, impossible or without a counterpart
     */
    public List<ItemUpdate> items(SourceRecord article, OfficeSettings office, Trace trace) {
        XmlElement raw = article.content();
        XmlElement header = raw.child("header");
        if (header == null) {
            throw RawValues.invalid(raw, "article", "header");
        }
        String code = RawValues.required(raw, "header", "code");
        if (articles.sharedItem(articles.role(code, raw)) != null) {
            return List.of();
        }
        List<ItemUpdate> items = new ArrayList<>();
        XmlElement lines = raw.child("lines");
        List<XmlElement> subArticles = lines == null ? List.of() : lines.children("line");
        oneForEach(code, subArticles).forEach((item, line) -> items.add(item(article, item, header, line, office,
                trace)));
        return items.isEmpty() ? List.of(item(article, codes.of(code, null), header, null, office, trace)) : items;
    }

    /** The sub-article that each code is made from: the first that is in use, else the first. */
    private Map<String, XmlElement> oneForEach(String article, List<XmlElement> subArticles) {
        Map<String, XmlElement> byCode = new LinkedHashMap<>();
        for (XmlElement line : subArticles) {
            byCode.merge(codes.of(article, line.textAt("subcode")), line,
                    (first, next) -> isHidden(first) && !isHidden(next) ? next : first);
        }
        return byCode;
    }

    private ItemUpdate item(SourceRecord article, String code, XmlElement header, @Nullable XmlElement line,
            OfficeSettings office, Trace trace) {
        if (office.articles() == OfficeSettings.Articles.REQUIRED) {
            return new ItemUpdate(code, null);
        }
        XmlElement raw = article.content();
        String name = line == null || settings.sales().items().code() == CodeRule.ARTICLE ? null : line.textAt("name");
        BigDecimal price = line == null ? null : RawValues.number(line, "unitspriceexcl");
        String vatCode = header.textAt("vatcode");
        boolean hidden = article.state() == SourceRecord.State.HIDDEN || (line != null && isHidden(line));
        Source source = new Source(raw)
                .fact("description", name == null ? RawValues.required(raw, "header", "name") : name)
                .fact("unit", articles.unit(raw))
                .fact("vat-rate-group", vatCode == null ? null : vat.rateGroup(vatCode, "NL"))
                .fact("price", price == null ? null : FieldValue.of(price))
                .fact("blocked", settings.blockHidden() ? FieldValue.of(hidden) : null);
        return new ItemUpdate(code,
                mapping.fill(Target.ITEM, source, SettingValues.of(settings, office), trace.of(code)));
    }

    private static boolean isHidden(XmlElement line) {
        return "hide".equals(line.attribute("status"));
    }
}
