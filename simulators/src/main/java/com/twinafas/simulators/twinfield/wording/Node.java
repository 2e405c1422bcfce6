package com.twinafas.simulators.twinfield.wording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element of an answer, built child by child. */
public final class Node {

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Node> children = new ArrayList<>();
    private String text = "";
    private boolean anyOrder;

    private Node(String name) {
        this.name = name;
    }

    public static Node of(String name) {
        return new Node(name);
    }

    public static Node of(String name, String text) {
        return new Node(name).text(text);
    }

    public Node attribute(String key, String value) {
        attributes.put(key, value);
        return this;
    }

    public Node text(String value) {
        text = value;
        return this;
    }

    /** The order of the children means nothing, and Twinfield does not keep it. */
    public Node anyOrder() {
        anyOrder = true;
        return this;
    }

    public Node add(Node child) {
        children.add(child);
        return this;
    }

    /** Adds an element with text; an empty element when the text is empty. */
    public Node add(String child, String value) {
        return add(of(child, value));
    }

    public Node add(String child, boolean value) {
        return add(child, String.valueOf(value));
    }

    public Node add(String child, long value) {
        return add(child, String.valueOf(value));
    }

    public Node addAll(List<Node> more) {
        children.addAll(more);
        return this;
    }

    /** Adds an element that is a code with its names. */
    public Node named(String child, String code, String fullName, String shortName) {
        return add(of(child, code).attribute("name", fullName).attribute("shortname", shortName));
    }

    /** Marks this element as refused. */
    public Node refused(String message) {
        return attribute("msgtype", "error").attribute("msg", message).attribute("result", "0");
    }

    String name() {
        return name;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    List<Node> children() {
        return children;
    }

    String text() {
        return text;
    }

    boolean isAnyOrder() {
        return anyOrder;
    }
}
