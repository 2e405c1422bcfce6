package com.twinafas.mapper.allocation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.xml.XmlElement;

/** Invoice lines without a cost centre get the one of their article: its line's {@code freetext2} (twinfield-api §4.3). */
public final class ArticleCostCentres {

    private ArticleCostCentres() {
    }

    /**
     * The invoice with those cost centres filled in.
     *
     * @param articles the article of a code; null when there is none
     */
    public static XmlElement filled(XmlElement invoice, Function<String, @Nullable XmlElement> articles) {
        XmlElement lines = invoice.child("lines");
        if (lines == null) {
            return invoice;
        }
        List<XmlElement> filled = lines.children().stream().map(line -> line(line, articles)).toList();
        return with(invoice, "lines", new XmlElement("lines", lines.attributes(), filled, ""));
    }

    private static XmlElement line(XmlElement line, Function<String, @Nullable XmlElement> articles) {
        String code = line.textAt("article");
        if (!line.name().equals("line") || code == null || line.textAt("dim2") != null) {
            return line;
        }
        XmlElement article = articles.apply(code);
        String costCentre = article == null ? null : costCentre(article, line.textAt("subarticle"));
        return costCentre == null
                ? line
                : with(line, "dim2",
                        XmlElement.of("dim2", costCentre).withAttribute("dimensiontype", Allocation.COST_CENTRE));
    }

    /** Of the sub-article that is sold; an article without sub-articles has one line. */
    private static @Nullable String costCentre(XmlElement article, @Nullable String subArticle) {
        XmlElement lines = article.child("lines");
        List<XmlElement> all = lines == null ? List.of() : lines.children("line");
        return all.stream().filter(one -> all.size() == 1 || (subArticle != null
                && subArticle.equals(one.textAt("subcode")))).findFirst().map(one -> one.textAt("freetext2"))
                .orElse(null);
    }

    /** The element with one child in the place of the first of its name, else last. */
    private static XmlElement with(XmlElement element, String name, XmlElement child) {
        List<XmlElement> children = new ArrayList<>(element.children());
        int place = children.indexOf(element.child(name));
        if (place < 0) {
            children.add(child);
        } else {
            children.set(place, child);
        }
        return new XmlElement(element.name(), element.attributes(), children, element.text());
    }
}
