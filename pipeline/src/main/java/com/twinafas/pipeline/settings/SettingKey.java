package com.twinafas.pipeline.settings;

/**
 * One key that can be set.
 *
 * @param name      below {@code twinafas}, for example {@code offices[].journals.*}
 * @param owner     the record it is a component of
 * @param component its name there
 * @param type      what stands there, in words
 * @param standard  its default; {@code required} when there is none and it must be set, empty when it may be left out
 * @param process   whether it belongs to the process and never to the document
 * @param secret    whether its value is never shown
 */
public record SettingKey(String name, Class<?> owner, String component, String type, String standard,
        boolean process, boolean secret) {
}
