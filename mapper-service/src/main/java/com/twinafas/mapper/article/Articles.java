package com.twinafas.mapper.article;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.SalesSettings;
import com.twinafas.pipeline.settings.SalesSettings.LineKind;
import com.twinafas.twinfield.xml.XmlElement;

/** What the settings and Twinfield together say of an article: its role and its unit (twinfield-api §4.3). */
public final class Articles {

    private final SalesSettings sales;
    private final Map<String, String> units;
    private final String unit;

    public Articles(MappingSettings settings) {
        this.sales = settings.sales();
        this.unit = settings.unit();
        this.units = sales.items().units().entrySet().stream()
                .collect(Collectors.toMap(row -> name(row.getKey()), Map.Entry::getValue, (first, second) -> first));
    }

    /**
     * What its lines are about.
     *
     * @param article its own record; null when that is not known
     */
    public ArticleRole role(String code, @Nullable XmlElement article) {
        if (sales.shipping().articles().contains(code)) {
            return ArticleRole.SHIPPING;
        }
        String type = article == null ? "" : Objects.requireNonNullElse(article.textAt("header", "type"), "");
        if (type.equals("premium")) {
            return ArticleRole.PREMIUM;
        }
        return type.equals("discount") || sales.discounts().articles().contains(code)
                ? ArticleRole.DISCOUNT
                : ArticleRole.GOODS;
    }

    /** The AFAS item on which all lines of a role stand; null when each article has an item of its own. */
    public @Nullable String sharedItem(ArticleRole role) {
        return switch (role) {
            case GOODS -> null;
            case SHIPPING -> sales.shipping().item();
            case DISCOUNT, PREMIUM -> sales.discounts().item();
        };
    }

    /** As what lines of a role land in AFAS. */
    public LineKind kind(ArticleRole role) {
        return switch (role) {
            case GOODS -> LineKind.ARTICLE;
            case SHIPPING -> sales.shipping().as();
            case DISCOUNT, PREMIUM -> sales.discounts().itemKind();
        };
    }

    /** AFAS's unit, by what Twinfield calls one of it; the default when the table has no row or it is not known. */
    public String unit(@Nullable XmlElement article) {
        String singular = article == null ? null : article.textAt("header", "unitnamesingular");
        return singular == null ? unit : units.getOrDefault(name(singular), unit);
    }

    private static String name(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
