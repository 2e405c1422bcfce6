package com.twinafas.simulators.twinfield.process;

import com.twinafas.simulators.company.Article;
import com.twinafas.simulators.company.Article.SubArticle;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.twinfield.wording.Node;
import com.twinafas.simulators.twinfield.wording.Values;

/** An article as Twinfield writes it (twinfield-api §4.3). */
final class ArticleXml {

    private final DimensionNames names;

    ArticleXml(DimensionNames names) {
        this.names = names;
    }

    Node article(Office office, Article article) {
        Node header = Node.of("header").attribute("status", article.status().wireName()).anyOrder()
                .add("office", office.code()).add("code", article.code()).add("type", article.type())
                .add("name", article.name()).add("shortname", article.shortName())
                .add("unitnamesingular", article.unitSingular()).add("unitnameplural", article.unitPlural())
                .add("vatcode", article.vatCode()).add("allowchangevatcode", article.vatCodeChangeable())
                .add("performancetype", article.performanceType()).add("allowchangeperformancetype", false)
                .add("percentage", article.percentage())
                .add("allowdiscountorpremium", article.discountAllowed())
                .add("allowchangeunitsprice", article.priceChangeable())
                .add("allowdecimalquantity", article.decimalQuantity());
        Node lines = Node.of("lines");
        article.subArticles().forEach(sub -> lines.add(line(office, sub)));
        return Node.of("article").attribute("result", "1").add(header).add(lines);
    }

    private Node line(Office office, SubArticle sub) {
        return Node.of("line").attribute("id", String.valueOf(sub.id())).attribute("inuse", String.valueOf(sub.inUse()))
                .attribute("status", "active").anyOrder()
                .add("unitspriceexcl", Values.amount(sub.priceExcluding()))
                .add("unitspriceinc", Values.amount(sub.priceIncluding()))
                .add("units", sub.units()).add("name", sub.name()).add("shortname", sub.shortName())
                .add("subcode", sub.code())
                .add(account("freetext1", office, sub.ledger())).add(account("freetext2", office, sub.costCentre()))
                .add("freetext3", "").add("freetext4", "").add("freetext5", "").add("freetext6", "");
    }

    private Node account(String name, Office office, String code) {
        String full = names.ledger(office, code);
        return Node.of(name, code).attribute("name", full)
                .attribute("shortname", full.substring(0, Math.min(20, full.length())))
                .attribute("dimensiontype", names.ledgerType(office, code));
    }
}
