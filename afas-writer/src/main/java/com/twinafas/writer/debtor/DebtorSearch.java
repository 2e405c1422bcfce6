package com.twinafas.writer.debtor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.OfficeSettings.SeveralMatches;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.writer.line.Line;
import com.twinafas.writer.line.Lookup;
import com.twinafas.writer.line.Term;

/**
 * Looks for customers at AFAS: by e-mail address, then by what the office's settings name (afas-api §2.1). Looks of
 * many customers share calls.
 */
public final class DebtorSearch {

    /** AFAS's clock and ours may differ by so much. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    private final Line line;
    private final String connector;
    private final Lookup debtors;
    private final Lookup parties;
    private final Cache<String, Boolean> existing = Caffeine.newBuilder().maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1)).build();

    /**
     * @param connector of debtors: DebtorId, DebtorName, BcCo, Email, IBAN, VatNr, ChOfCommNr, Blocked, CreateDate
     * @param parties   connector of organisations and persons: BcCo, Type, MailWork, ChOfCommNr
     */
    public DebtorSearch(Line line, String connector, String parties) {
        this.line = line;
        this.connector = connector;
        this.debtors = new Lookup(line, connector, "DebtorId");
        this.parties = new Lookup(line, parties, "BcCo");
    }

    /** The debtor with this number; null when there is none. */
    @Nullable
    AfasRow debtor(String number) {
        return debtors.find("DebtorId", number).stream().findFirst().orElse(null);
    }

    /** Whether there is a debtor with this number; what was there is not asked again for a while. */
    boolean exists(String number) {
        if (existing.getIfPresent(number) == null && debtor(number) != null) {
            existing.put(number, true);
        }
        return existing.getIfPresent(number) != null;
    }

    /** The debtor with this number, and those with the block's e-mail address, in one call. */
    Known known(String number, DebtorBlock block) {
        Term own = new Term("DebtorId", number);
        Term mail = mail("Email", block);
        Map<Term, List<AfasRow>> found = debtors.find(mail == null ? List.of(own) : List.of(own, mail));
        return new Known(found.getOrDefault(own, List.of()).stream().findFirst().orElse(null),
                mail == null ? List.of() : found.getOrDefault(mail, List.of()));
    }

    /** What AFAS has of a linked customer. */
    record Known(@Nullable AfasRow debtor, List<AfasRow> withItsMail) {
    }

    /** What AFAS has that may be the customer. */
    Match find(DebtorBlock block, OfficeSettings office) {
        List<Term> terms = identities(block, office);
        if (terms.isEmpty()) {
            return new Match.None();
        }
        Map<Term, List<AfasRow>> found = debtors.find(terms);
        for (Term term : terms) {
            List<AfasRow> rows = distinct(found.getOrDefault(term, List.of()), "DebtorId");
            if (!rows.isEmpty()) {
                return one(rows, office, "DebtorId",
                        row -> new Match.Debtor(row.required("DebtorId"), row.required("BcCo")));
            }
        }
        return party(block, office);
    }

    private Match party(DebtorBlock block, OfficeSettings office) {
        Term mail = mail("MailWork", block);
        String chamber = block.identity().chamberOfCommerceNumber();
        List<Term> terms = new ArrayList<>();
        if (mail != null) {
            terms.add(mail);
        }
        if (chamber != null && office.match().contains(OfficeSettings.Match.CHAMBER_OF_COMMERCE_NUMBER)) {
            terms.add(new Term("ChOfCommNr", chamber));
        }
        if (terms.isEmpty()) {
            return new Match.None();
        }
        Map<Term, List<AfasRow>> found = parties.find(terms);
        for (Term term : terms) {
            List<AfasRow> rows = distinct(found.getOrDefault(term, List.of()).stream()
                    .filter(row -> type(row) == block.party()).toList(), "BcCo");
            if (!rows.isEmpty()) {
                return one(rows, office, "BcCo", row -> new Match.Party(row.required("BcCo")));
            }
        }
        return new Match.None();
    }

    /** Whether the party behind a debtor is an organisation or a person; null when AFAS does not say. */
    DebtorBlock.@Nullable Party type(String party) {
        return parties.find("BcCo", party).stream().findFirst().map(DebtorSearch::type).orElse(null);
    }

    /**
     * Debtors made since then whose name is the customer's: all there is to find a customer by that has nothing else.
     */
    List<AfasRow> madeSince(Instant since, DebtorBlock block) {
        String name = DebtorRequests.name(block);
        if (name == null) {
            return List.of();
        }
        return line.read(GetQuery.where(connector, List.of(GetQuery.Condition.time("CreateDate",
                GetQuery.Operator.AT_LEAST, since.minus(CLOCKS))), "DebtorId"))
                .stream().filter(row -> comparable(row.text("DebtorName")).contains(comparable(name))).toList();
    }

    /** What the customer can be looked for by, the strongest first. */
    static List<Term> identities(DebtorBlock block, OfficeSettings office) {
        DebtorBlock.Identity identity = block.identity();
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("Email", identity.email());
        for (OfficeSettings.Match match : office.match()) {
            switch (match) {
                case CHAMBER_OF_COMMERCE_NUMBER -> values.put("ChOfCommNr", identity.chamberOfCommerceNumber());
                case VAT_NUMBER -> values.put("VatNr", identity.vatNumber());
                case DEBTOR_NUMBER -> values.put("DebtorId", identity.debtorNumber());
            }
        }
        List<Term> terms = new ArrayList<>();
        values.forEach((column, value) -> {
            if (value != null && !value.isBlank()) {
                terms.add(new Term(column, value.trim()));
            }
        });
        return terms;
    }

    private static @Nullable Term mail(String column, DebtorBlock block) {
        String email = block.identity().email();
        return email == null || email.isBlank() ? null : new Term(column, email.trim().toLowerCase(Locale.ROOT));
    }

    private static Match one(List<AfasRow> rows, OfficeSettings office, String number,
            java.util.function.Function<AfasRow, Match> match) {
        if (rows.size() > 1 && office.severalMatches() != SeveralMatches.FIRST) {
            return new Match.Several(rows.stream().map(row -> row.required(number)).toList());
        }
        return match.apply(rows.getFirst());
    }

    /** Each once, in the order of their numbers; blocked ones only when there is no other. */
    private static List<AfasRow> distinct(List<AfasRow> rows, String number) {
        Map<String, AfasRow> byNumber = new LinkedHashMap<>();
        rows.stream().sorted(java.util.Comparator.comparing(row -> Objects.requireNonNullElse(row.text(number), "")))
                .forEach(row -> byNumber.putIfAbsent(row.required(number), row));
        List<AfasRow> usable = byNumber.values().stream().filter(row -> !row.flag("Blocked")).toList();
        return usable.isEmpty() ? List.copyOf(byNumber.values()) : usable;
    }

    /** AFAS says {@code Organisatie} or {@code Persoon}, or the same in its other languages. */
    private static DebtorBlock.@Nullable Party type(AfasRow row) {
        String type = comparable(row.text("Type"));
        if (type.startsWith("org")) {
            return DebtorBlock.Party.ORGANISATION;
        }
        return type.startsWith("pers") ? DebtorBlock.Party.PERSON : null;
    }

    private static String comparable(@Nullable String text) {
        return text == null ? "" : text.trim().toLowerCase(Locale.ROOT);
    }
}
