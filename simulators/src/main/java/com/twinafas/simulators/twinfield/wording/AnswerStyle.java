package com.twinafas.simulators.twinfield.wording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How one answer is written. Twinfield keeps no style: order of elements, empty elements, white space, character
 * references, CDATA or escaped. Drawn from a seed for each answer.
 */
public final class AnswerStyle {

    private final Random random;
    private final boolean varied;
    private final boolean indented;
    private final boolean shortEmpty;
    private final boolean references;
    private final boolean cdata;

    private AnswerStyle(Random random, boolean varied) {
        this.random = random;
        this.varied = varied;
        this.indented = varied && random.nextInt(4) == 0;
        this.shortEmpty = varied && random.nextBoolean();
        this.references = varied && random.nextInt(4) == 0;
        this.cdata = varied && random.nextBoolean();
    }

    /** Always the same: in order, compact, escaped. */
    public static AnswerStyle plain() {
        return new AnswerStyle(new Random(0), false);
    }

    /** Another style for each number, the same for the same seed and number. */
    public static AnswerStyle drawn(long seed, long number) {
        return new AnswerStyle(new Random(seed * 1_000_003 + number), true);
    }

    /** The element as XML text. */
    public String write(Node node) {
        StringBuilder out = new StringBuilder();
        write(node, out, 0);
        return out.toString();
    }

    /** XML text as the content of an element that holds a string. */
    public String asString(String xml) {
        return cdata ? "\n<![CDATA[\n" + xml.replace("]]>", "]]]]><![CDATA[>") + "\n]]>\n" : escaped(xml, false);
    }

    private void write(Node node, StringBuilder out, int depth) {
        out.append('<').append(node.name());
        node.attributes().forEach((key, value) -> out.append(' ').append(key).append("=\"").append(escaped(value, true))
                .append('"'));
        if (node.children().isEmpty() && node.text().isEmpty()) {
            out.append(shortEmpty ? " />" : "></" + node.name() + ">");
            return;
        }
        out.append('>').append(escaped(node.text(), false));
        List<Node> children = new ArrayList<>(node.children());
        if (varied && node.isAnyOrder()) {
            Collections.shuffle(children, random);
        }
        for (Node child : children) {
            newLine(out, depth + 1);
            write(child, out, depth + 1);
        }
        if (!children.isEmpty()) {
            newLine(out, depth);
        }
        out.append("</").append(node.name()).append('>');
    }

    private void newLine(StringBuilder out, int depth) {
        if (indented) {
            out.append('\n').repeat("  ", depth);
        }
    }

    private String escaped(String text, boolean attribute) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                default -> {
                    if (c > 127 && references) {
                        out.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
