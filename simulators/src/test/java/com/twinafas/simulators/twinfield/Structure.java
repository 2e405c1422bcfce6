package com.twinafas.simulators.twinfield;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Which elements and attributes answers of one kind have, and of what shape their values are. */
final class Structure {

    private final Set<String> paths = new TreeSet<>();
    private final Map<String, Set<String>> shapes = new HashMap<>();

    Structure add(Element root) {
        visit(root.getTagName(), root);
        return this;
    }

    private void visit(String path, Element element) {
        paths.add(path);
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            String name = element.getAttributes().item(i).getNodeName();
            if (!name.startsWith("xmlns")) {
                paths.add(path + "/@" + name);
            }
        }
        boolean leaf = true;
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                leaf = false;
                visit(path + "/" + child.getTagName(), child);
            }
        }
        String value = element.getTextContent().strip();
        if (leaf && !value.isEmpty()) {
            shapes.computeIfAbsent(path, _ -> new TreeSet<>()).add(shape(value));
        }
    }

    private static String shape(String value) {
        if (value.matches("(19|20)\\d{12}")) {
            return "time";
        }
        if (value.matches("(19|20)\\d{6}")) {
            return "date";
        }
        if (value.matches("-?\\d+\\.\\d{2}")) {
            return "amount";
        }
        if (value.matches("-?\\d+\\.\\d{9}")) {
            return "nine decimals";
        }
        if (value.matches("\\d{4}/\\d{2}")) {
            return "padded period";
        }
        if (value.matches("\\d{4}/\\d")) {
            return "period";
        }
        return value.matches("true|false") ? "flag" : "text";
    }

    /** What the other has and this has not. */
    Set<String> missing(Structure other) {
        Set<String> missing = new TreeSet<>(other.paths);
        missing.removeAll(paths);
        return missing;
    }

    /** Values of a shape that the other's values of that element never have, where those are all of a strict shape. */
    Map<String, Set<String>> otherShapes(Structure other) {
        Map<String, Set<String>> wrong = new TreeMap<>();
        other.shapes.forEach((path, known) -> {
            Set<String> ours = shapes.getOrDefault(path, Set.of());
            if (!known.contains("text") && !known.containsAll(ours)) {
                wrong.put(path, ours.stream().filter(shape -> !known.contains(shape)).collect(Collectors.toSet()));
            }
        });
        return wrong;
    }
}
