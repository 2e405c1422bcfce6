package com.twinafas.mapper.article;

import org.jspecify.annotations.Nullable;

import com.twinafas.pipeline.settings.SalesSettings;

/**
 * Which AFAS item a Twinfield article is, by the rule of the settings. By default an article without sub-articles, or
 * whose sub-article has its own code, is the item of its code; a sub-article whose code says its article already
 * ({@code 2002-S} of {@code 2002}) is the item of that code; any other is both with a separator, as sub-article codes
 * repeat across articles.
 */
public record ItemCodes(SalesSettings.Items settings) {

    private static final int LONGEST = 40;

    /** The item code ({@code ItCd}), at most 40 characters. */
    public String of(String article, @Nullable String subArticle) {
        String sub = subArticle == null ? "" : subArticle;
        String code = switch (settings.code()) {
            case ARTICLE -> article;
            case SUB_ARTICLE -> sub.isEmpty() ? article : sub;
            case ALWAYS_COMBINED -> sub.isEmpty() ? article : article + settings.separator() + sub;
            case COMBINED -> {
                if (sub.isEmpty() || sub.equals(article)) {
                    yield article;
                }
                yield saysArticle(sub, article) ? sub : article + settings.separator() + sub;
            }
        };
        return code.length() <= LONGEST ? code : code.substring(0, LONGEST);
    }

    private static boolean saysArticle(String subArticle, String article) {
        return subArticle.startsWith(article) && subArticle.length() > article.length()
                && !Character.isLetterOrDigit(subArticle.charAt(article.length()));
    }
}
