package com.twinafas.simulators.twinfield.books;

import java.time.Instant;
import java.time.LocalDate;

/** A transaction that was deleted, as Twinfield remembers it (twinfield-api §5.2). */
public record DeletedTransaction(String daybook, String number, LocalDate date, Instant deletedAt, String user,
        String reason) {
}
