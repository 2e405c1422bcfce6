package com.twinafas.writer.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

/**
 * Which lines of an order stay, go and come, so that it reads as its invoice does and no line stands there twice. Lines
 * that stay are found by their item, in their order, and keep their GUID. AFAS adds lines at the end, so what stands
 * behind a line that comes is made anew too.
 */
final class LineChanges {

    static final String LINE = "GuLi";
    static final String ACTION = "@Action";

    /** What can be said of a line only when it is made. */
    private static final Set<String> ONLY_NEW = Set.of("VaIt", "ItCd", "V1Cd", "V2Cd", "V3Cd", "V4Cd", "V5Cd");
    private static final int SAME_ITEM = 1000;

    private final List<AfasElement> lines;
    private final List<AfasRow> existing;
    private final SentFields sent;

    private LineChanges(List<AfasElement> lines, List<AfasRow> existing, SentFields sent) {
        this.lines = lines;
        this.existing = existing;
        this.sent = sent;
    }

    /**
     * The rows of a PUT: changes and removals, then additions.
     *
     * @param lines    as they are to be
     * @param existing rows of the lines that are ours, in their order
     * @param sent     what was sent of them before
     */
    static List<AfasElement> of(List<AfasElement> lines, List<AfasRow> existing, SentFields sent) {
        return new LineChanges(lines, existing, sent).changes();
    }

    private List<AfasElement> changes() {
        int[] places = places();
        List<AfasElement> changed = new ArrayList<>();
        List<AfasElement> added = new ArrayList<>();
        boolean[] stays = new boolean[existing.size()];
        for (int i = 0; i < lines.size(); i++) {
            if (places[i] >= 0 && added.isEmpty()) {
                stays[places[i]] = true;
                changed.add(changed(lines.get(i), existing.get(places[i])));
            } else {
                added.add(lines.get(i));
            }
        }
        for (int row = 0; row < stays.length; row++) {
            if (!stays[row]) {
                changed.add(
                        AfasElement.EMPTY.with(ACTION, "delete").with(LINE, existing.get(row).required("LineGuid")));
            }
        }
        changed.addAll(added);
        return changed;
    }

    /** For each line the row it is; -1 for a line that comes. The most lines stay that can stay in one order. */
    private int[] places() {
        int[][] best = new int[lines.size() + 1][existing.size() + 1];
        for (int i = lines.size() - 1; i >= 0; i--) {
            for (int row = existing.size() - 1; row >= 0; row--) {
                best[i][row] = Math.max(Math.max(best[i + 1][row], best[i][row + 1]), together(best, i, row));
            }
        }
        int[] places = new int[lines.size()];
        int row = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = -1;
            while (row < existing.size() && best[i][row] == best[i][row + 1]) {
                row++;
            }
            if (row < existing.size() && best[i][row] == together(best, i, row)) {
                places[i] = row++;
            }
        }
        return places;
    }

    private int together(int[][] best, int line, int row) {
        int likeness = likeness(lines.get(line), existing.get(row));
        return likeness == 0 ? 0 : likeness + best[line + 1][row + 1];
    }

    /** Another item is another line; among lines of one item the one with the same words is meant. */
    private static int likeness(AfasElement line, AfasRow row) {
        if (!says(line, "ItCd", row, "ItemCodeId")) {
            return 0;
        }
        return says(line, "Ds", row, "Description") ? SAME_ITEM + 1 : SAME_ITEM;
    }

    private static boolean says(AfasElement line, String field, AfasRow row, String column) {
        String text = row.text(column);
        return text != null && FieldValue.of(text).equals(line.field(field));
    }

    private AfasElement changed(AfasElement line, AfasRow row) {
        AfasElement changed = sent.clearing(line).leading(LINE, FieldValue.of(row.required("LineGuid")));
        for (String field : ONLY_NEW) {
            changed = changed.without(field);
        }
        return changed;
    }

    /** Whether a row of a PUT adds a line. */
    static boolean isAddition(AfasElement row) {
        return row.field(LINE) == null;
    }

    /** Whether a row of a PUT takes a line out. */
    static boolean isRemoval(AfasElement row) {
        return row.field(ACTION) != null;
    }
}
