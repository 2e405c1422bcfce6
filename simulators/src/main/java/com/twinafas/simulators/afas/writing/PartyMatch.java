package com.twinafas.simulators.afas.writing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.afas.books.Address;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;

/**
 * Finds the party that an element means, by {@code MatchOga} or {@code MatchPer} (afas-api §3.2, §3.3). One hit is
 * re-used without a word, several are an error.
 */
final class PartyMatch {

    private final AfasBooks books;
    private final boolean organisation;

    PartyMatch(AfasBooks books, boolean organisation) {
        this.books = books;
        this.organisation = organisation;
    }

    /** @throws Refused when a number is unknown or several parties fit */
    Optional<Party> find(Element element) {
        String match = element.field(organisation ? "MatchOga" : "MatchPer");
        return switch (match) {
            case "0" -> Optional.of(byNumber(element));
            case "6" -> organisation ? Optional.empty() : byFields(element, "LaNm", "Is", "In", "ViGe", "DaBi");
            case "1" -> byFields(element, organisation ? "CcNr" : "SoSe");
            case "2" -> organisation ? byFields(element, "FiNr") : byFields(element, "LaNm", "Is", "In", "ViGe");
            case "3" -> organisation
                    ? byFields(element, "Nm")
                    : byFields(element, "LaNm", "Is", "In", "ViGe", "EmAd");
            case "4" -> organisation
                    ? byAddress(element, "KnBasicAddressAdr", Party::visiting)
                    : byFields(element, "LaNm", "Is", "In", "ViGe", "MbNr");
            case "5" -> organisation
                    ? byAddress(element, "KnBasicAddressPad", Party::postal)
                    : byFields(element, "LaNm", "Is", "In", "ViGe", "TeNr");
            default -> Optional.empty();
        };
    }

    private Party byNumber(Element element) {
        return books.party(element.required("BcCo")).filter(party -> party.organisation() == organisation)
                .orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("BcCo")));
    }

    /** The first field must have a value; the others may both be empty. */
    private Optional<Party> byFields(Element element, String... fields) {
        if (element.field(fields[0]).isEmpty()) {
            return Optional.empty();
        }
        return only(candidates().filter(party -> Stream.of(fields)
                .allMatch(field -> party.field(field).equalsIgnoreCase(element.field(field)))).toList(), element);
    }

    private Optional<Party> byAddress(Element element, String object,
            Function<Party, @Nullable Address> of) {
        List<Element> given = element.nested(object);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Element wanted = given.getFirst();
        return only(candidates().filter(party -> {
            Address held = of.apply(party);
            return held != null && Stream.of("Ad", "HmNr", "HmAd", "ZpCd", "Rs", "CoId")
                    .allMatch(field -> held.field(field).equalsIgnoreCase(wanted.field(field)));
        }).toList(), element);
    }

    private Stream<Party> candidates() {
        return books.parties().stream().filter(party -> party.organisation() == organisation);
    }

    private Optional<Party> only(List<Party> found, Element element) {
        if (found.size() > 1) {
            throw new Refused(Text.SEVERAL_MATCHES, element.field(organisation ? "Nm" : "LaNm"));
        }
        return found.stream().findFirst();
    }
}
