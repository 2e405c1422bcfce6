package com.twinafas.mapper.article;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
import com.twinafas.schemas.update.AfasUpdate.ItemUpdate;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

/** Articles to items: one Twinfield article is as many items as it has sub-articles (twinfield-api §4.3). */
public final class ArticleMapper {

    private final Mapping mapping;
    private final MappingSettings settings;
    private final VatTable vat;

    public ArticleMapper(Mapping mapping, MappingSettings settings) {
        this.mapping = mapping;
        this.settings = settings;
        this.vat = new VatTable(settings.vat());
    }

    /**
     * The items of an article, in its own order; each has a code of its own.
     *
     * @throws com.twinafas.mapper.record.Unmappable when a value is missing, impossible or without a counterpart
     */
    public List<ItemUpdate> items(SourceRecord article, OfficeSettings office, Trace trace) {
        XmlElement raw = article.content();
        XmlElement header = raw.child("header");
        if (header == null) {
            throw RawValues.invalid(raw, "article", "header");
        }
        XmlElement lines = raw.child("lines");
        List<ItemUpdate> items = new ArrayList<>();
        for (XmlElement line : lines == null ? List.<XmlElement>of() : lines.children("line")) {
            items.add(item(article, header, line, office, trace));
        }
        return items.isEmpty() ? List.of(item(article, header, null, office, trace)) : items;
    }

    private ItemUpdate item(SourceRecord article, XmlElement header, @Nullable XmlElement line,
            OfficeSettings office, Trace trace) {
        XmlElement raw = article.content();
        String code = ItemCodes.of(RawValues.required(raw, "header", "code"),
                line == null ? null : line.textAt("subcode"));
        if (office.articles() == OfficeSettings.Articles.REQUIRED) {
            return new ItemUpdate(code, null);
        }
        String name = line == null ? null : line.textAt("name");
        BigDecimal price = line == null ? null : RawValues.number(line, "unitspriceexcl");
        String vatCode = header.textAt("vatcode");
        boolean hidden = article.state() == SourceRecord.State.HIDDEN
                || (line != null && "hide".equals(line.attribute("status")));
        Source source = new Source(raw)
                .fact("description", name == null ? RawValues.required(raw, "header", "name") : name)
                .fact("unit", settings.unit())
                .fact("vat-rate-group", vatCode == null ? null : vat.rateGroup(vatCode, "NL"))
                .fact("price", price == null ? null : FieldValue.of(price))
                .fact("blocked", settings.blockHidden() ? FieldValue.of(hidden) : null);
        return new ItemUpdate(code,
                mapping.fill(Target.ITEM, source, SettingValues.of(settings, office), trace));
    }
}
