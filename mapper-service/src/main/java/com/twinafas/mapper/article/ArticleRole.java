package com.twinafas.mapper.article;

/** What the lines of an article are about. */
public enum ArticleRole {
    /** Something sold. */
    GOODS,
    /** Shipping costs. */
    SHIPPING,
    /** Something taken off. */
    DISCOUNT,
    /** Something put on top. */
    PREMIUM
}
