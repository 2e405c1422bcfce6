package com.twinafas.mapper.article;

import org.jspecify.annotations.Nullable;

/**
 * Which AFAS item a Twinfield article is. An article without sub-articles, or whose sub-article has its own code, is
 * the item of its code. A sub-article whose code says its article already ({@code 2002-S} of {@code 2002}) is the item
 * of that code; any other is {@code article-subarticle}, as sub-article codes repeat across articles.
 */
public final class ItemCodes {

    private static final int LONGEST = 40;

    private ItemCodes() {
    }

    /** The item code ({@code ItCd}), at most 40 characters. */
    public static String of(String article, @Nullable String subArticle) {
        String code;
        if (subArticle == null || subArticle.isEmpty() || subArticle.equals(article)) {
            code = article;
        } else if (subArticle.startsWith(article) && subArticle.length() > article.length()
                && !Character.isLetterOrDigit(subArticle.charAt(article.length()))) {
            code = subArticle;
        } else {
            code = article + "-" + subArticle;
        }
        return code.length() <= LONGEST ? code : code.substring(0, LONGEST);
    }
}
