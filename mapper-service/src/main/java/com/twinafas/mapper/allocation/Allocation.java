package com.twinafas.mapper.allocation;

import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.twinafas.mapper.mapping.Source;
import com.twinafas.pipeline.settings.AllocationSettings.CodeRow;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.twinfield.xml.XmlElement;

/** Cost centre and project of a line, on the allocation axes that the settings give them. */
public final class Allocation {

    /** Cost centres. */
    static final String COST_CENTRE = "KPL";
    /** What a dimension of a line is where Twinfield does not say it, as on invoices (twinfield-api §4.4, §4.5). */
    private static final SequencedMap<String, String> TYPES = new TreeMap<>(
            Map.of("dim2", COST_CENTRE, "dim3", "PRJ"));

    private final Map<String, String> axes;
    private final Map<String, Map<String, String>> codes;

    public Allocation(MappingSettings settings) {
        this.axes = settings.costCentreAxes();
        this.codes = settings.allocation().codes().stream().collect(Collectors.groupingBy(CodeRow::axis,
                Collectors.toMap(CodeRow::code, CodeRow::afas, (first, second) -> first)));
    }

    /** AFAS's code by axis, {@code 1} to {@code 5}; empty when the line has none that the settings know. */
    public SortedMap<String, String> of(XmlElement line) {
        SortedMap<String, String> found = new TreeMap<>();
        TYPES.forEach((dimension, assumed) -> {
            XmlElement element = line.child(dimension);
            String axis = element == null ? null : axes.get(type(element, assumed));
            String code = line.textAt(dimension);
            if (axis != null && code != null) {
                found.putIfAbsent(axis, codes.getOrDefault(axis, Map.of()).getOrDefault(code, code));
            }
        });
        return found;
    }

    /** Adds the facts {@code axis-1} to {@code axis-5} of a line to what is mapped from it. */
    public Source on(Source source, XmlElement line) {
        of(line).forEach((axis, code) -> source.fact("axis-" + axis, code));
        return source;
    }

    /** Answers to reads call it {@code dimensiontype}, answers to writes {@code type}. */
    private static String type(XmlElement dimension, String assumed) {
        String read = dimension.attribute("dimensiontype");
        String said = read == null ? dimension.attribute("type") : read;
        return said == null ? assumed : said;
    }
}
