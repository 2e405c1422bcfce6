package com.twinafas.mapper.replay;

import static com.twinafas.mapper.replay.ReplayRig.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import com.twinafas.mapper.engine.MapperService;
import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.pipeline.kafka.MortalKafka;
import com.twinafas.pipeline.kafka.MortalKafka.Moment;
import com.twinafas.pipeline.matrix.Tally;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Ask;
import com.twinafas.schemas.avro.Update;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.FieldValue;

/**
 * A mapper that ends while the mapping changes, and the one that goes on.
 *
 * @param version of the settings before the change, also in the codes of its records
 */
record MappingChangeStop(ReplayRig rig, int version, Random random) {

    private static final int BURSTS = 4;

    Tally change(Moment moment) {
        String prefix = "m" + version + "-";
        become(version);
        List<String> codes = new ArrayList<>();
        int changed = 1 + random.nextInt(BURSTS);
        boolean replaced = false;
        try (MortalKafka process = rig.process(); MortalKafka next = rig.process()) {
            MapperService mapper = rig.mapper(process);
            process.endAt(moment, 1 + random.nextInt(BURSTS));
            for (int burst = 1; burst <= BURSTS; burst++) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    String code = prefix + burst + "-" + i;
                    rig.customer(code);
                    rig.invoice("F/" + code, code, "VH");
                    codes.addAll(List.of(code, "F/" + code));
                }
                if (burst == changed) {
                    become(version + 1);
                }
                until(() -> assertThat(process.hasEnded() || updates(prefix).size() >= codes.size()).isTrue());
                if (burst == BURSTS) {
                    // There were transactions enough; the last one may just be visible.
                    until(() -> assertThat(process.hasEnded()).isTrue());
                }
                if (process.hasEnded() && !replaced) {
                    replaced = true;
                    mapper.stop();
                    mapper = rig.mapper(next);
                }
            }
            until(() -> assertThat(updates(prefix)).hasSizeGreaterThanOrEqualTo(codes.size()));
            mapper.stop();
        }

        List<Update> updates = updates(prefix);
        assertThat(updates).extracting(Update::getCode).as("each once").containsExactlyInAnyOrderElementsOf(codes);
        assertThat(updates).extracting(Update::getSettingsVersion).isSorted().isSubsetOf((long) version,
                version + 1L);
        assertThat(updates).as("made by one version alone").allSatisfy(update -> assertThat(marks(update))
                .containsExactly(String.valueOf(update.getSettingsVersion())));
        return new Tally(1, 1, replayed(prefix, codes), 0, 0, 0, 0);
    }

    private void become(int number) {
        rig.become(number, Map.of("text", """
                organisation-debtor: {fields: {PaCd: '%1$d'}}
                order: {fields: {Re: {constant: '%1$d'}}}
                """.formatted(number)));
    }

    private List<Update> updates(String prefix) {
        return rig.updates(Topic.UPDATE).stream().filter(update -> update.getCode().contains(prefix)).toList();
    }

    /** Versions of the mapping that made anything of it. */
    private Set<String> marks(Update update) {
        Set<String> marks = new HashSet<>();
        switch (rig.content(update)) {
            case AfasUpdate.DebtorUpdate debtor -> mark(debtor.debtor().relation(), "PaCd", marks);
            case AfasUpdate.InvoiceUpdate invoice -> {
                mark(invoice.debtor().relation(), "PaCd", marks);
                mark(invoice.document(), "Re", marks);
            }
            default -> throw new AssertionError(update.getDocumentKind());
        }
        return marks;
    }

    private static void mark(AfasElement element, String field, Set<String> marks) {
        assertThat(element.fields().get(field)).isInstanceOfSatisfying(FieldValue.Text.class,
                text -> marks.add(text.value()));
    }

    /** What the mapping in force makes of all of them. */
    private int replayed(String prefix, List<String> codes) {
        List<RecordKey> records = codes.stream().map(code -> new RecordKey("NL",
                code.startsWith("F/") ? RecordKind.SALES_INVOICE : RecordKind.CUSTOMER, code)).toList();
        String id = rig.commands()
                .begin(new Ask(Action.REPLAY, LetterFilter.of(records), null, false, false, null, null,
                        null), "tester");
        try (MortalKafka process = rig.process()) {
            JobStop.work(rig, process, id);
        }

        List<Update> replayed = rig.updates(Topic.UPDATE_BULK).stream()
                .filter(update -> update.getCode().contains(prefix)).toList();
        assertThat(replayed).extracting(Update::getCode).containsExactlyInAnyOrderElementsOf(codes);
        assertThat(replayed).allSatisfy(update -> {
            assertThat(update.getSettingsVersion()).isEqualTo(version + 1);
            assertThat(marks(update)).containsExactly(String.valueOf(version + 1));
        });
        return codes.size();
    }
}
