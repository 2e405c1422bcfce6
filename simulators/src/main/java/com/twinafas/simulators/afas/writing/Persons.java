package com.twinafas.simulators.afas.writing;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.AfasBooks.Decision;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;
import com.twinafas.simulators.afas.setup.AfasSetup;

/** {@code KnPerson}: a person by itself, whoever's contact it is (afas-api §3.3). */
final class Persons implements UpdateConnector {

    private final ReferenceCheck references;
    private final InstantSource clock;

    Persons(AfasSetup setup, InstantSource clock) {
        this.references = new ReferenceCheck(setup);
        this.clock = clock;
    }

    @Override
    public Decision<Map<String, String>> insert(AfasBooks books, List<Element> elements) {
        PartyChange change = new PartyChange(books, references, clock.instant());
        return decided(change, change.insert(only(elements), false));
    }

    @Override
    public Decision<Map<String, String>> update(AfasBooks books, List<Element> elements) {
        PartyChange change = new PartyChange(books, references, clock.instant());
        return decided(change, change.update(only(elements), false, null));
    }

    private static Decision<Map<String, String>> decided(PartyChange change, Party person) {
        return new Decision<>(new Change(change.changed(), List.of(), List.of(), List.of(), List.of()),
                Map.of("BcCo", person.number()));
    }

    private static Element only(List<Element> elements) {
        if (elements.size() != 1) {
            throw new Refused(Text.ONE_ROW_ONLY, "KnPerson");
        }
        return elements.getFirst();
    }
}
