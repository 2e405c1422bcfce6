package com.twinafas.writer.dispatch;

import java.math.BigDecimal;

import com.twinafas.pipeline.settings.AfasSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.WriterSettings;

/** The settings that a desk is made of. What it asks anew for each update is not among them; others need another desk. */
public record Setup(AfasSettings afas, WriterSettings writer, BigDecimal totalsTolerance) {

    /** Of these settings. */
    public static Setup of(Settings settings) {
        return new Setup(settings.afas(), settings.writer(), settings.mapping().totalsTolerance());
    }
}
