package com.twinafas.pipeline.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says, by full key, in the order of the records; defaults are not in it.
 *
 * @param values texts, numbers, true and false by keys such as {@code twinafas.offices[0].journals.VRK}
 */
record Said(SequencedMap<String, Object> values) {

    static final String VERSION = SettingKeys.ROOT + ".version";
    static final String MAPPING_FILE = SettingKeys.ROOT + ".mapping.file";
    static final String MAPPING_TEXT = SettingKeys.ROOT + ".mapping.text";
    static final String OFFICE_DEFAULTS = SettingKeys.ROOT + ".office-defaults";

    private static final Pattern OFFICE = Pattern
            .compile("(" + Pattern.quote(SettingKeys.ROOT + ".offices") + "\\[\\d+]).*");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final String MAIL = SettingKeys.ROOT + ".notifier.mail.";

    Said {
        values = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** What can be said by the tenant's document. */
    Said document() {
        return only(key -> !SettingKeys.isProcess(key));
    }

    /** What belongs to the process. */
    Said process() {
        return only(SettingKeys::isProcess);
    }

    private Said only(Predicate<String> wanted) {
        SequencedMap<String, Object> chosen = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (wanted.test(key)) {
                chosen.put(key, value);
            }
        });
        return new Said(chosen);
    }

    /**
     * This, of a process, with the document of one version. How mail is sent is left out where the document tells
     * nobody by mail.
     */
    Said with(Said document, long version) {
        SequencedMap<String, Object> all = new LinkedHashMap<>(values);
        if (document.values.keySet().stream().noneMatch(key -> key.startsWith(MAIL))) {
            all.keySet().removeIf(key -> key.startsWith(MAIL));
        }
        all.putAll(document.values);
        all.put(VERSION, version);
        return new Said(all);
    }

    Said with(String key, Object value) {
        SequencedMap<String, Object> all = new LinkedHashMap<>(values);
        all.put(key, value);
        return new Said(all);
    }

    @Nullable
    String text(String key) {
        Object value = values.get(key);
        return value == null ? null : value.toString();
    }

    /**
     * What each office inherits: the full key there by the key of the tenant's default it comes from. A list is
     * inherited whole or not at all, a table row by row.
     */
    Map<String, String> inherited() {
        Map<String, String> inherited = new LinkedHashMap<>();
        values.keySet().stream().map(OFFICE::matcher).filter(Matcher::matches).map(matcher -> matcher.group(1))
                .distinct().forEach(office -> values.keySet().forEach(key -> {
                    if (key.startsWith(OFFICE_DEFAULTS + ".")) {
                        String target = office + key.substring(OFFICE_DEFAULTS.length());
                        if (!says(office, target)) {
                            inherited.put(target, key);
                        }
                    }
                }));
        return inherited;
    }

    /** Whether the office itself says what is at the key, or that there is nothing of the kind. */
    private boolean says(String office, String key) {
        Matcher index = INDEX.matcher(key);
        String whole = index.find(office.length()) ? key.substring(0, index.start()) : key;
        return values.keySet().stream()
                .anyMatch(own -> own.startsWith(office)
                        && (own.equals(whole) || isBelow(own, whole) || isBelow(key, own)));
    }

    private static boolean isBelow(String key, String above) {
        return key.startsWith(above + ".") || key.startsWith(above + "[");
    }

    /** The same for the same values, however they were written. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            values.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue() + "\0").sorted()
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** How much, and nothing of it: secrets are among it. */
    @Override
    public String toString() {
        return "Said[" + values.size() + " values]";
    }
}
