package com.twinafas.twinfield;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import com.twinafas.twinfield.call.FinderSearch;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/** Complete results of Finder searches, page by page. */
public final class Finder {

    /** The advice is 25; pages of hundreds are read in practice, and each page costs a credit (twinfield-api §2.2). */
    private static final int PAGE = 200;
    private static final int CODE_AND_NAME = 0;

    private final Twinfield twinfield;

    public Finder(Twinfield twinfield) {
        this.twinfield = twinfield;
    }

    /**
     * The first column, the code, of every row of the result, each once.
     *
     * @throws TwinfieldFailure.Malformed when the result changed under the reading: nobody may take it for complete
     */
    public List<String> codes(String office, String type, Map<String, String> options) {
        return rows(office, type, options).stream().map(List::getFirst).toList();
    }

    /**
     * Every row of the result, each once; the first column is the code, the second mostly the name. What the columns
     * are called depends on the user's language.
     *
     * @throws TwinfieldFailure.Malformed when the result changed under the reading: nobody may take it for complete
     */
    public List<List<String>> rows(String office, String type, Map<String, String> options) {
        SequencedMap<String, List<String>> byCode = new LinkedHashMap<>();
        int rows = 0;
        int total;
        do {
            FinderSearch.Page page = twinfield
                    .call(new FinderSearch(office, type, "*", CODE_AND_NAME, rows + 1, PAGE, options));
            total = page.total();
            page.rows().forEach(row -> byCode.putIfAbsent(row.getFirst(), row));
            rows += page.rows().size();
            if (page.rows().isEmpty() && rows < total) {
                throw new TwinfieldFailure.Malformed("the Finder gave " + rows + " of " + total + " rows");
            }
        } while (rows < total);
        if (byCode.size() != total) {
            throw new TwinfieldFailure.Malformed("the Finder gave " + byCode.size() + " of " + total + " codes");
        }
        return List.copyOf(byCode.values());
    }
}
