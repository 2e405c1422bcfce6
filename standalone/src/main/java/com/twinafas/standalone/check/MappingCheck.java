package com.twinafas.standalone.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.mapper.check.AfasFields;
import com.twinafas.mapper.check.FieldCheck;
import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.MappingMistakes;
import com.twinafas.mapper.mapping.MappingMistakes.Mistake;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Target;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.OfficeSettings.Articles;
import com.twinafas.pipeline.settings.OfficeSettings.OrderType;
import com.twinafas.pipeline.settings.Settings;

/** Holds the mapping of the settings against the fields that AFAS describes, as far as flows are enabled. */
final class MappingCheck {

    private MappingCheck() {
    }

    static MappingFinding of(Settings settings, Afas afas) {
        Mapping mapping;
        try {
            mapping = MappingReader.of(settings.mapping().text());
        } catch (MappingMistakes e) {
            return new MappingFinding(e.mistakes(), targets(settings));
        }
        List<Mistake> mistakes = new ArrayList<>();
        Set<Target> unheld = EnumSet.noneOf(Target.class);
        for (Target target : targets(settings)) {
            try {
                mistakes.addAll(
                        FieldCheck.mistakes(mapping, target, fields(afas.updateConnector(target.connector()))));
            } catch (AfasFailure e) {
                unheld.add(target);
            }
        }
        return new MappingFinding(mistakes.stream().distinct().toList(), unheld);
    }

    /** What the enabled flows fill. */
    private static Set<Target> targets(Settings settings) {
        Set<Target> targets = EnumSet.of(Target.ORGANISATION_DEBTOR, Target.PERSON_DEBTOR);
        for (OfficeSettings office : settings.offices()) {
            if (office.articles() == Articles.CREATE) {
                targets.add(Target.ITEM);
            }
            if (office.orderType() == OrderType.ORDER) {
                targets.add(Target.ORDER);
            }
            if (office.orderType() == OrderType.DIRECT_INVOICE) {
                targets.add(Target.DIRECT_INVOICE);
            }
            if (!office.daybooks().isEmpty() || office.orderType() == OrderType.MUTATION) {
                targets.add(Target.ENTRY);
            }
        }
        return targets;
    }

    private static AfasFields fields(ConnectorFields described) {
        Map<String, AfasFields.Field> fields = described.fields().values().stream()
                .collect(Collectors.toMap(ConnectorFields.Field::id,
                        field -> new AfasFields.Field(field.id(), field.dataType(), field.label(), field.mandatory(),
                                field.length(), field.values())));
        return new AfasFields(fields, described.objects().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, nested -> fields(nested.getValue()))));
    }
}
