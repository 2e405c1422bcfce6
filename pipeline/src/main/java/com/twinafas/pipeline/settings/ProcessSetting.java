package com.twinafas.pipeline.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The setting, or everything under it, belongs to the process: how other systems are reached, with which secrets, and
 * what runs here. It stays in the configuration file or the environment, and is never part of the tenant's document.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProcessSetting {

    /** Whether its value is never shown. */
    boolean secret() default false;
}
