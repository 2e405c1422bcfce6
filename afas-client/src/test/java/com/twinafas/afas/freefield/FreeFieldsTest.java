package com.twinafas.afas.freefield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;

class FreeFieldsTest {

    private static final String GROUP = "U0123456789ABCDEF0123456789ABCDEF";
    private static final String COLOUR = "UFEDCBA9876543210FEDCBA9876543210";

    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> labels = new LinkedHashMap<>(Map.of(GROUP, "Klantgroep", "PfId", "Portefeuille"));
    private Instant now = Instant.EPOCH;
    private final FreeFields freeFields = new FreeFields(connector -> {
        asked.add(connector);
        return new ConnectorFields(connector, fields(labels), Map.of("KnOrganisation",
                new ConnectorFields("KnOrganisation", fields(Map.of(COLOUR, "Kleur")), Map.of())));
    }, () -> now);

    @Test
    void putsIdsWhereLabelsWereInTheirPlace() {
        // Given
        AfasElement element = AfasElement.EMPTY.with("DbId", "1").with("label:klantgroep ", "A").with("PaCd", "14")
                .withObject("KnOrganisation", List.of(AfasElement.EMPTY.with("label:Kleur", "rood")));

        // When
        AfasRequest resolved = freeFields.resolved(AfasRequest.put("KnSalesRelationOrg", element));

        // Then
        assertThat(resolved.element().fields().sequencedKeySet()).containsExactly("DbId", GROUP, "PaCd");
        assertThat(resolved.element().object("KnOrganisation")).singleElement()
                .isEqualTo(AfasElement.EMPTY.with(COLOUR, "rood"));
        assertThat(resolved.method()).isEqualTo(AfasRequest.Method.PUT);
        assertThat(asked).containsExactly("KnSalesRelationOrg");
        freeFields.resolved(AfasRequest.put("KnSalesRelationOrg", element));
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksNothingForARequestWithoutLabels() {
        AfasRequest request = AfasRequest.post("FbSales", AfasElement.EMPTY.with("DbId", "1").with(GROUP, "A"));

        assertThat(freeFields.resolved(request)).isSameAs(request);
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesALabelThatNoFreeFieldHasOrSeveralHave() {
        assertBroken("label:Portefeuille");
        assertBroken("label:Kleur");
        labels.put(COLOUR, "KLANTGROEP");
        now = now.plus(Duration.ofMinutes(2));
        freeFields.resolved(request("label:Klantgroep")); // as it was known
        assertBroken("label:Other");
        assertBroken("label:Klantgroep");
    }

    @Test
    void looksForANewLabelAgainAfterAMinute() {
        assertBroken("label:Kleur");
        labels.put(COLOUR, "Kleur");
        assertBroken("label:Kleur");
        assertThat(asked).hasSize(1);

        // When
        now = now.plus(Duration.ofMinutes(2));

        // Then
        assertThat(freeFields.resolved(request("label:Kleur")).element().field(COLOUR)).isNotNull();
        assertThat(asked).hasSize(2);
    }

    private void assertBroken(String field) {
        assertThatThrownBy(() -> freeFields.resolved(request(field)))
                .isInstanceOfSatisfying(AfasFailure.ContractBroken.class, broken -> {
                    assertThat(broken.failure().code()).isEqualTo(FailureCode.AFAS_CONTRACT_BROKEN);
                    assertThat(broken.failure().parameters()).containsEntry("what", "KnSalesRelationOrg/" + field);
                });
    }

    private static AfasRequest request(String field) {
        return AfasRequest.post("KnSalesRelationOrg", AfasElement.EMPTY.with(field, "A"));
    }

    private static Map<String, ConnectorFields.Field> fields(Map<String, String> labels) {
        Map<String, ConnectorFields.Field> fields = new LinkedHashMap<>();
        labels.forEach((id, label) -> fields.put(id,
                new ConnectorFields.Field(id, "string", label, false, 50, 0, Set.of())));
        return fields;
    }
}
