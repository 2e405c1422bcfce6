package com.twinafas.simulators.afas.writing;

import java.util.List;
import java.util.Map;

import com.twinafas.simulators.afas.books.AfasBooks;

/** What one UpdateConnector does with elements that are well formed. */
interface UpdateConnector {

    /** @throws com.twinafas.simulators.afas.refusal.Refused when a functional check fails; then nothing changes */
    AfasBooks.Decision<Map<String, String>> insert(AfasBooks books, List<Element> elements);

    /** The same for existing ones. */
    AfasBooks.Decision<Map<String, String>> update(AfasBooks books, List<Element> elements);
}
