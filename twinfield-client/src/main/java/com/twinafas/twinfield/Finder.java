package com.twinafas.twinfield;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

import com.twinafas.twinfield.call.FinderSearch;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/** Complete results of Finder searches, page by page. */
public final class Finder {

    /** The advice is 25; pages of hundreds are read in practice, and each page costs a credit (twinfield-api §2.2). */
    private static final int PAGE = 200;
    private static final int CODE_AND_NAME = 0;
    private static final int ATTEMPTS = 3;

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
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<List<List<String>>> whole = undisturbed(office, type, options);
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        throw new TwinfieldFailure.Malformed("the rows of the Finder moved while they were read");
    }

    /**
     * The result, unless it changed under the reading. When a record goes, another moves up to a page that was read
     * already and would never be seen, though the number of rows may be right: so each page begins with the last row
     * of the one before.
     */
    private Optional<List<List<String>>> undisturbed(String office, String type, Map<String, String> options) {
        SequencedMap<String, List<String>> byCode = new LinkedHashMap<>();
        String last = null;
        int read = 0;
        int total;
        do {
            FinderSearch.Page page = twinfield
                    .call(new FinderSearch(office, type, "*", CODE_AND_NAME, Math.max(read, 1), PAGE, options));
            total = page.total();
            List<List<String>> rows = page.rows();
            if (last != null) {
                if (rows.isEmpty() || !rows.getFirst().getFirst().equals(last)) {
                    return Optional.empty();
                }
                rows = rows.subList(1, rows.size());
            }
            if (rows.isEmpty() && read < total) {
                return Optional.empty();
            }
            for (List<String> row : rows) {
                last = row.getFirst();
                byCode.putIfAbsent(last, row);
            }
            read += rows.size();
        } while (read < total);
        return byCode.size() == total ? Optional.of(List.copyOf(byCode.values())) : Optional.empty();
    }
}
