package com.twinafas.twinfield.call;

import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.xml.XmlElement;
import com.twinafas.twinfield.xml.XmlSource;

/**
 * One call of a web service.
 *
 * @param <T> what it answers with
 */
public sealed interface TwinfieldCall<T> permits ProcessXml, FinderSearch, DeletedTransactions {

    /** The service after {@code /webservices/}. */
    String service();

    /** After {@code http://www.twinfield.com/}. */
    String soapAction();

    /** The header of the service's kind with the caller's token. */
    XmlElement header(String accessToken);

    /** What stands in the SOAP body. */
    XmlElement body();

    /**
     * The result, out of the element that stands in the SOAP body of the answer.
     *
     * @param answer   without the text of {@link ProcessXml#RESULT}
     * @param envelope the whole, to read that text from
     * @param limit    characters of the whole answer
     * @throws com.twinafas.twinfield.failure.TwinfieldFailure when the answer has errors inside
     */
    T result(XmlElement answer, XmlSource envelope, int limit);

    /** What it costs of the budget: a query 1, anything else 3 (twinfield-api §6). */
    int credits();

    /**
     * Bytes of its answer, after decompression; a larger one is refused as
     * {@link com.twinafas.twinfield.failure.TwinfieldFailure.TooLarge}.
     *
     * @param configured for answers of any kind
     */
    default int answerLimit(int configured) {
        return configured;
    }

    /** For metrics and logs: what kind of call, without the code of any record. */
    String operation();

    /** Null for the calls that are about no office. */
    @Nullable
    String office();
}
