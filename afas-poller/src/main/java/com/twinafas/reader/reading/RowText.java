package com.twinafas.reader.reading;

import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.afas.AfasRow;

/** Rows as text: a JSON array of objects, columns by name, values as AFAS wrote them. */
final class RowText {

    private RowText() {
    }

    static String of(List<AfasRow> rows) {
        return JsonMapper.shared().writeValueAsString(rows.stream().map(row -> new TreeMap<>(row.values())).toList());
    }
}
